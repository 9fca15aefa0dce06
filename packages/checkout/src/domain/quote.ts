import { equals } from "@evertill/money";
import type { PayResult } from "../api/contract.ts";
import type { CartLine, ShopCart } from "./shop-cart.ts";
import { type CheckoutDocument, needsDelivery, type Quote, quoteLifetimeMs } from "./checkout.ts";
import type { Price } from "./price.ts";
import { stopOfCart } from "./stop.ts";

export type Difference = Extract<PayResult, { kind: "changed" }>["reason"];

/**
 * Makes the quote once everything that decides the price is known; null while something is missing. It is as old as the
 * shop's last answer: typing while the shop is silent does not make it younger.
 */
export function makeQuote(
  document: Pick<CheckoutDocument, "cart" | "cartReadAt" | "price" | "contact" | "deliveryAddress">,
  id: string,
): Quote | null {
  const { cart, cartReadAt, price, contact, deliveryAddress } = document;
  if (!contact || !price.tax || stopOfCart(cart) !== null) return null;
  if (needsDelivery(cart) && (!deliveryAddress || !price.delivery)) return null;
  return { id, quotedAt: cartReadAt, cart, price };
}

export function isHonourable(quote: Quote, now: Date): boolean {
  return now.getTime() - Date.parse(quote.quotedAt) < quoteLifetimeMs;
}

/** Names what is different from what the shopper saw, the gravest first; null when nothing is. */
export function differenceFrom(quote: Quote, cart: ShopCart, price: Price): Difference | null {
  if (stopOfCart(cart) !== null || !sameGoods(quote.cart, cart)) return "cart";
  if (cart.lines.some(({ stock }) => !stock.availableForSale)) return "stock";
  if (lostCode(quote.cart, cart)) return "code-expired";
  // Before delivery, whose price may follow from it (free from an amount on).
  if (!sameLinePrices(quote.cart, cart)) return "price";
  if (!sameDelivery(quote.price, price)) return "delivery";
  return sameTotals(quote.price, price) ? null : "price";
}

function sameGoods(before: ShopCart, after: ShopCart): boolean {
  const goods = (cart: ShopCart) =>
    cart.lines
      .map(({ variantId, quantity }) => `${variantId}×${quantity}`)
      .sort()
      .join();
  return goods(before) === goods(after);
}

function lostCode(before: ShopCart, after: ShopCart): boolean {
  const applicable = new Set(applicableCodes(after));
  return applicableCodes(before).some((code) => !applicable.has(code));
}

export function applicableCodes(cart: ShopCart): string[] {
  return cart.discountCodes.filter(({ applicable }) => applicable).map(({ code }) => code.toUpperCase());
}

// By what the shopper saw: the shop may name the same offer by another handle each time it is asked.
function sameDelivery(before: Price, after: Price): boolean {
  if (!before.delivery || !after.delivery) return before.delivery === after.delivery;
  return (
    before.delivery.title === after.delivery.title && equals(before.delivery.total, after.delivery.total)
  );
}

function sameLinePrices(before: ShopCart, after: ShopCart): boolean {
  const fingerprint = ({ variantId, unitPrice, quantity, discounts }: CartLine) =>
    JSON.stringify([
      variantId,
      quantity,
      unitPrice.amountMinor,
      discounts.map(({ title, amount }) => [title, amount.amountMinor]),
    ]);
  const all = ({ lines }: ShopCart) => lines.map(fingerprint).sort().join();
  return all(before) === all(after);
}

function sameTotals(before: Price, after: Price): boolean {
  return equals(before.total, after.total) && before.tax?.total.amountMinor === after.tax?.total.amountMinor;
}
