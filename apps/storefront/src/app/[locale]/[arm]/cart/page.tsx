import { StorefrontError } from "@evertill/catalog";
import { Notice } from "@evertill/design-system";
import type { Metadata } from "next";
import { CartContents, CartTotals } from "../../../../cart/browser/cart-contents.tsx";
import { readCartCookie } from "../../../../cart/cart-cookie.ts";
import { type CartView, toCartView } from "../../../../cart/cart-view.ts";
import { readShopperCart } from "../../../../cart/shopper-cart.ts";
import { cartWords } from "../../../../components/header.tsx";
import { storefront } from "../../../../compose.ts";
import { pageLocale } from "../../../../shop/page-locale.ts";
import type { Words } from "../../../../words/english.ts";

/** The one page that is about a person: it is written whole for each request, so that it needs no script. */
export const instant = false;

type Props = {
  readonly params: Promise<{ locale: string }>;
  readonly searchParams: Promise<{ problem?: string | string[] }>;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale } = await params;
  return { title: pageLocale(locale).words.cart, robots: { index: false } };
}

export default async function CartPage({ params, searchParams }: Props) {
  const { locale, words } = pageLocale((await params).locale);
  const problem = problemWords((await searchParams).problem, words);
  const initial = await readView(locale.path);
  const forBrowser = cartWords(words);
  return (
    <div className="ds-container section cart-page">
      <h1>{words.cart}</h1>
      {problem && <Notice>{problem}</Notice>}
      {initial === null && <Notice tone="problem">{words.cartUnreachable}</Notice>}
      <div className="cart-page-grid">
        <CartContents locale={locale.path} words={forBrowser} initial={initial ?? undefined} />
        <CartTotals locale={locale.path} words={forBrowser} initial={initial ?? undefined} />
      </div>
    </div>
  );
}

/** Null: the shop does not answer. */
async function readView(path: string): Promise<CartView | null> {
  const { locale, words } = pageLocale(path);
  const cartId = await readCartCookie();
  try {
    const means = { catalog: storefront().catalog, context: { locale }, words };
    const { cart, problems } = await readShopperCart(cartId, means);
    return toCartView(cart, locale, problems);
  } catch (error) {
    if (error instanceof StorefrontError) return null;
    throw error;
  }
}

function problemWords(problem: string | string[] | undefined, words: Words): string | null {
  switch (problem) {
    case "stock":
    case "form":
      return words.problems.refused;
    case "gone":
      return words.problems.gone;
    case "unreachable":
      return words.cartUnreachable;
    case undefined:
    default:
      return null;
  }
}
