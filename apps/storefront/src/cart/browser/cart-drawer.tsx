"use client";

import { Dialog } from "@evertill/design-system";
import type { CartWords } from "../../components/header.tsx";
import { CartContents, CartTotals } from "./cart-contents.tsx";
import { useCart } from "./cart-scope.tsx";

type Props = { readonly locale: string; readonly words: CartWords };

export default function CartDrawer({ locale, words }: Props) {
  const cart = useCart();
  const hasLines = (cart.view?.lines.length ?? 0) > 0;
  return (
    <Dialog
      open={cart.isOpen}
      onClose={cart.close}
      title={words.cart}
      closeLabel={words.close}
      side="right"
      footer={
        hasLines && (
          <CartTotals locale={locale} words={words}>
            <p className="cart-more">
              <a href={`/${locale}/cart`}>{words.viewCart}</a>
            </p>
          </CartTotals>
        )
      }
    >
      <CartContents locale={locale} words={words} />
    </Dialog>
  );
}
