import type { DiscountDocument, GiftCardDocument, Texts } from "../../model.ts";
import type { CartDocument } from "./cart-document.ts";
import { offerDelivery } from "./delivery/offer-delivery.ts";
import { amountOff } from "./discounts/amount-off.ts";
import { type Applying, chooseDiscounts, classOf } from "./discounts/choose-discounts.ts";
import { judgeDiscount, type Judged } from "./discounts/judge-discount.ts";
import { refusalMessage } from "./discounts/refusal-message.ts";
import { spendGiftCards } from "./gift-cards/spend-gift-cards.ts";
import type { CartPlace } from "./goods.ts";
import type {
  Allocation,
  CodeVerdict,
  DeliveryGroup,
  PricedCart,
  PricedLine,
  StockedLine,
} from "./priced-cart.ts";

/** All that pricing needs beside the cart. */
export type PriceBook = {
  readonly place: CartPlace;
  /** The cart's lines with their goods, in its order. */
  readonly lines: readonly StockedLine[];
  readonly discountOf: (code: string) => DiscountDocument | undefined;
  /** Whether the cart's buyer has used a code in an order that stands. */
  readonly wasUsedByBuyer: (code: string) => boolean;
  readonly giftCardOf: (id: string) => GiftCardDocument | undefined;
  readonly textOf: (texts: Texts) => string;
  readonly now: Date;
};

/**
 * What a cart costs at this moment, in minor units of its currency: products' discounts off the lines, the order's off
 * the cart, delivery, delivery's discounts, gift cards; in this order. Tax is not in it, as the API of 2026-04 returns
 * none for carts.
 */
export function priceCart(cart: CartDocument, book: PriceBook): PricedCart {
  const judged = cart.discountCodes.map((code) => judge(code, book));
  const applying = judged.flatMap((each) => (each.kind === "applies" ? each : []));
  const plain = book.lines.map((each): PricedLine => asPriced(each, []));
  const deliveryPrice = deliveryFor(cart, book, plain, [])?.selected?.price ?? 0;
  const { currency } = book.place;
  const chosen = chooseDiscounts(applying, { lines: book.lines, currency, deliveryPrice });
  const lines = takeOffLines(plain, ofClass(chosen, "product"), currency);
  const ofOrder = takeOffOrder(lines, ofClass(chosen, "order"), currency);
  const delivery = deliveryFor(cart, book, lines, ofOrder);
  const allocations = [...ofOrder, ...takeOffDelivery(delivery, ofClass(chosen, "shipping"))];
  const subtotal = sum(lines.map(({ total }) => total));
  const due = subtotal + (delivery?.selected?.price ?? 0) - sum(allocations.map(({ amount }) => amount));
  const giftCards = spendGiftCards(cardsOf(cart, book), due);
  return {
    currency,
    lines,
    codes: judged.map((each) => verdictOf(each, chosen)),
    allocations,
    delivery,
    giftCards,
    subtotal,
    checkoutCharge: sum(lines.map((line) => line.subtotal)),
    total: due - sum(giftCards.map(({ used }) => used)),
  };
}

function judge(code: string, { discountOf, wasUsedByBuyer, lines, place, now }: PriceBook): Judged {
  const at = { lines, currency: place.currency, now, wasUsedByBuyer: wasUsedByBuyer(code) };
  return judgeDiscount(code, discountOf(code), at);
}

function ofClass(chosen: readonly Applying[], kind: ReturnType<typeof classOf>): readonly Applying[] {
  return chosen.filter(({ discount }) => classOf(discount) === kind);
}

function asPriced({ line, goods }: StockedLine, allocations: readonly Allocation[]): PricedLine {
  const subtotal = line.quantity * goods.unitPrice;
  return {
    line,
    goods,
    subtotal,
    allocations,
    total: subtotal - sum(allocations.map(({ amount }) => amount)),
  };
}

function takeOffLines(
  lines: readonly PricedLine[],
  discounts: readonly Applying[],
  currency: string,
): readonly PricedLine[] {
  return discounts.reduce((before, { code, discount }) => {
    const off = amountOff(
      discount,
      before.map((each) => ({ ...each, left: each.total })),
      currency,
    );
    return before.map((each, index) =>
      asPriced(each, [...each.allocations, ...allocationOf(code, discount, off[index] ?? 0)]),
    );
  }, lines);
}

function takeOffOrder(
  lines: readonly PricedLine[],
  discounts: readonly Applying[],
  currency: string,
): readonly Allocation[] {
  const left = lines.map(({ total }) => total);
  return discounts.flatMap(({ code, discount }) => {
    const off = amountOff(
      discount,
      lines.map((each, index) => ({ ...each, left: left[index] ?? 0 })),
      currency,
    );
    return off.flatMap((amount, index) => {
      left[index] = (left[index] ?? 0) - amount;
      return allocationOf(code, discount, amount);
    });
  });
}

function allocationOf(code: string, discount: DiscountDocument, amount: number): readonly Allocation[] {
  return amount > 0 ? [{ code, discount, amount, target: "LINE_ITEM" }] : [];
}

function takeOffDelivery(delivery: DeliveryGroup | null, [free]: readonly Applying[]): readonly Allocation[] {
  const amount = delivery?.selected?.price ?? 0;
  return free && amount > 0 ? [{ ...free, amount, target: "SHIPPING_LINE" }] : [];
}

function deliveryFor(
  cart: CartDocument,
  { place, textOf }: PriceBook,
  lines: readonly PricedLine[],
  ofOrder: readonly Allocation[],
): DeliveryGroup | null {
  const goodsTotal = sum(lines.map(({ total }) => total)) - sum(ofOrder.map(({ amount }) => amount));
  return offerDelivery(cart, { place, lines, goodsTotal, textOf });
}

function cardsOf(cart: CartDocument, { giftCardOf, place }: PriceBook) {
  return cart.giftCards.flatMap((applied) => {
    const card = giftCardOf(applied.giftCardId);
    return card?.enabled && card.currency === place.currency ? [{ ...applied, card }] : [];
  });
}

function verdictOf(judged: Judged, chosen: readonly Applying[]): CodeVerdict {
  const { code } = judged;
  if (judged.kind === "applies" && chosen.some((each) => each.code === code))
    return { code, applicable: true };
  const reason = judged.kind === "refused" ? judged.reason : "DISCOUNT_CODE_NOT_HONOURED";
  return { code, applicable: false, warning: { code: reason, message: refusalMessage(reason, code) } };
}

function sum(amounts: readonly number[]): number {
  return amounts.reduce((total, amount) => total + amount, 0);
}
