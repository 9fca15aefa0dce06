import { Icon } from "@evertill/design-system";
import type { Locale } from "@evertill/money";
import Link from "next/link";
import { CartButton } from "../cart/browser/cart-button.tsx";
import { paths } from "../routing/public-path.ts";
import { readMenu, readShop } from "../shop/read-shop.ts";
import type { Words } from "../words/english.ts";
import { Wordmark } from "./wordmark.tsx";

export async function Header({ locale, words }: { readonly locale: Locale; readonly words: Words }) {
  const [menu, shop] = await Promise.all([readMenu(locale.path, "main-menu"), readShop(locale.path)]);
  return (
    <header className="header">
      <div className="ds-container header-row">
        <Link className="header-home" href={paths.home(locale.path)}>
          <Wordmark name={shop.name} />
        </Link>
        <nav className="header-menu" aria-label={words.menu}>
          <ul className="header-menu-list">
            {menu.map(({ id, title, path }) => (
              <li key={id}>
                <Link href={`/${locale.path}${path === "/" ? "" : path}`}>{title}</Link>
              </li>
            ))}
          </ul>
        </nav>
        <div className="header-tools">
          <Link className="ds-icon-button" href={paths.search(locale.path)} aria-label={words.search}>
            <Icon name="search" />
          </Link>
          <CartButton locale={locale.path} words={cartWords(words)}>
            <Icon name="bag" />
          </CartButton>
        </div>
      </div>
    </header>
  );
}

/** The few words the browser's part of the cart says. Sentences with a gap travel as text with "{}" in it. */
export function cartWords(words: Words) {
  return {
    cart: words.cart,
    cartWith: words.cartWith(Number.NaN).replace("NaN", "{}"),
    empty: words.cartEmpty,
    emptyHint: words.cartEmptyHint,
    unreachable: words.cartUnreachable,
    updating: words.cartUpdating,
    updated: words.cartUpdated,
    more: words.more("{}"),
    fewer: words.fewer("{}"),
    remove: words.remove,
    removeOf: words.removeOf("{}"),
    quantityOf: words.quantityOf("{}"),
    subtotal: words.subtotal,
    discount: words.discount,
    deliveryAtCheckout: words.deliveryAtCheckout,
    checkout: words.checkout,
    viewCart: words.viewCart,
    continueShopping: words.continueShopping,
    discountCode: words.discountCode,
    apply: words.apply,
    removeCode: words.removeCode("{}"),
    codeNotApplicable: words.codeNotApplicable("{}"),
    close: words.close,
    each: words.each,
    adding: words.adding,
    added: words.added("{}"),
  };
}
export type CartWords = ReturnType<typeof cartWords>;
