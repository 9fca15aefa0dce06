import { fromMinor, toMinor } from "../storefront/money.ts";
import type { FinancialStatus, MoneyBag, OrderDocument, OrderTransaction } from "./order.ts";

type Side = keyof MoneyBag;

export function minorOf(bag: MoneyBag, side: Side): number {
  return toMinor(bag[side].amount, bag[side].currencyCode);
}

/** A bag whose two sides are computed alike. */
export function bagOf(
  { currency, presentmentCurrency }: Pick<OrderDocument, "currency" | "presentmentCurrency">,
  minor: (side: Side) => number,
): MoneyBag {
  return {
    shopMoney: fromMinor(minor("shopMoney"), currency),
    presentmentMoney: fromMinor(minor("presentmentMoney"), presentmentCurrency),
  };
}

/** Subtotal after discounts, delivery, tax and what is owed in all. */
export function totalsOf(
  order: Pick<
    OrderDocument,
    "currency" | "presentmentCurrency" | "lines" | "shippingLines" | "taxLines" | "discount" | "taxesIncluded"
  >,
) {
  const goods = bagOf(order, (side) =>
    sum(order.lines.map(({ unitPriceSet, quantity }) => minorOf(unitPriceSet, side) * quantity)),
  );
  const discount = bagOf(order, (side) =>
    Math.min(order.discount ? minorOf(order.discount.amountSet, side) : 0, minorOf(goods, side)),
  );
  const subtotal = bagOf(order, (side) => minorOf(goods, side) - minorOf(discount, side));
  const shipping = bagOf(order, (side) =>
    sum(order.shippingLines.map(({ priceSet }) => minorOf(priceSet, side))),
  );
  const taxLines = [
    ...order.taxLines,
    ...order.lines.flatMap((line) => line.taxLines),
    ...order.shippingLines.flatMap((line) => line.taxLines),
  ];
  const tax = bagOf(order, (side) => sum(taxLines.map(({ priceSet }) => minorOf(priceSet, side))));
  const total = bagOf(
    order,
    (side) =>
      minorOf(subtotal, side) + minorOf(shipping, side) + (order.taxesIncluded ? 0 : minorOf(tax, side)),
  );
  return { goods, discount, subtotal, shipping, tax, total };
}

/** What the transactions say about an order of this total. */
export function financialStatusOf(
  transactions: readonly OrderTransaction[],
  totalMinor: number,
): FinancialStatus {
  const succeeded = transactions.filter(({ status }) => status === "SUCCESS");
  const of = (...kinds: OrderTransaction["kind"][]) =>
    sum(
      succeeded
        .filter(({ kind }) => kinds.includes(kind))
        .map(({ amountSet }) => minorOf(amountSet, "presentmentMoney")),
    );
  const paid = of("SALE", "CAPTURE");
  const refunded = of("REFUND");
  if (refunded > 0) return refunded >= paid ? "REFUNDED" : "PARTIALLY_REFUNDED";
  if (paid >= totalMinor && (paid > 0 || totalMinor === 0)) return "PAID";
  if (paid > 0) return "PARTIALLY_PAID";
  if (succeeded.some(({ kind }) => kind === "VOID")) return "VOIDED";
  return of("AUTHORIZATION") > 0 ? "AUTHORIZED" : "PENDING";
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
