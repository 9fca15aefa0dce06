import type { CheckoutView } from "../api/contract.ts";
import type { Copy } from "../copy/copy.ts";
import { applicableCodes } from "../domain/quote.ts";
import type { ShopCart } from "../domain/shop-cart.ts";

type Notice = CheckoutView["notices"][number];

/** What a shopper should know of a cart as it is now, compared with the one shown before. */
export function noticesOf(cart: ShopCart, before: ShopCart | null, copy: Copy): Notice[] {
  return [
    ...soldOut(cart, copy),
    ...codes(cart, before, copy),
    ...giftCard(cart, copy),
    ...changed(cart, before, copy),
  ];
}

function soldOut(cart: ShopCart, copy: Copy): Notice[] {
  return cart.lines
    .filter(({ stock }) => !stock.availableForSale)
    .map(({ title }) => ({ kind: "stock-reduced", message: copy.notices.stockReduced(title, 0) }));
}

function codes(cart: ShopCart, before: ShopCart | null, copy: Copy): Notice[] {
  const once = new Set(before ? applicableCodes(before) : []);
  return cart.discountCodes
    .filter(({ applicable }) => !applicable)
    .map(({ code }) =>
      once.has(code.toUpperCase())
        ? { kind: "code-expired", message: copy.notices.codeExpired(code) }
        : { kind: "code-not-applicable", message: notApplicable(code, copy) },
    );
}

/** Shopify's gift cards have up to twenty letters and digits, and nothing else tells them from a code that does not exist. */
const likeGiftCard = /^(?=.*\d)[a-z\d]{12,20}$/i;

function notApplicable(code: string, { notices }: Copy): string {
  return likeGiftCard.test(code.replaceAll(/[\s-]/g, ""))
    ? notices.codeMaybeGiftCard(code)
    : notices.codeNotApplicable(code);
}

function giftCard(cart: ShopCart, copy: Copy): Notice[] {
  return cart.hasGiftCard ? [{ kind: "gift-card-refused", message: copy.notices.giftCardRefused }] : [];
}

function changed(cart: ShopCart, before: ShopCart | null, copy: Copy): Notice[] {
  if (!before) return [];
  const goods = ({ lines }: ShopCart) =>
    lines
      .map(({ variantId, quantity }) => `${variantId}×${quantity}`)
      .sort()
      .join();
  if (goods(cart) !== goods(before)) return [{ kind: "cart-changed", message: copy.notices.cartChanged }];
  const prices = ({ lines }: ShopCart) =>
    lines
      .map(({ variantId, unitPrice }) => `${variantId}@${unitPrice.amountMinor}`)
      .sort()
      .join();
  if (prices(cart) !== prices(before)) return [{ kind: "price-changed", message: copy.notices.priceChanged }];
  return [];
}
