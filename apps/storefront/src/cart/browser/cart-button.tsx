"use client";

import { lazy, type ReactNode, Suspense } from "react";
import type { CartWords } from "../../components/header.tsx";
import { type BrowserCart, useCart } from "./cart-scope.tsx";

const CartDrawer = lazy(() => import("./cart-drawer.tsx"));

/** Leads to the cart page; with a script it opens the drawer, and says aloud what happens to the totals. */
export function CartButton({
  locale,
  words,
  children,
}: {
  readonly locale: string;
  readonly words: CartWords;
  /** The drawing, by the server: its brothers need not come along. */
  readonly children: ReactNode;
}) {
  const cart = useCart();
  const count = cart.view?.totalQuantity ?? 0;
  return (
    <>
      <a
        className="ds-icon-button"
        href={`/${locale}/cart`}
        aria-label={count > 0 ? words.cartWith.replace("{}", String(count)) : words.cart}
        onClick={(event) => {
          if (event.metaKey || event.ctrlKey || event.shiftKey || location.pathname === `/${locale}/cart`)
            return;
          event.preventDefault();
          cart.open();
        }}
      >
        {children}
        {count > 0 && (
          <span className="cart-count" aria-hidden="true">
            {count}
          </span>
        )}
      </a>
      <output className="ds-visually-hidden">{totalsMessage(cart, words)}</output>
      {cart.wasOpened && (
        <Suspense>
          <CartDrawer locale={locale} words={words} />
        </Suspense>
      )}
    </>
  );
}

/** Silent until something changes for the first time. */
function totalsMessage({ isPending, hasChanged }: BrowserCart, words: CartWords): string {
  if (!hasChanged) return "";
  return isPending ? words.updating : words.updated;
}
