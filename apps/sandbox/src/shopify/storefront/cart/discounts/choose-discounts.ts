import type { DiscountDocument } from "../../../model.ts";
import type { StockedLine } from "../priced-cart.ts";
import { amountOff } from "./amount-off.ts";
import { isScoped } from "./judge-discount.ts";

export type Applying = { readonly code: string; readonly discount: DiscountDocument };
type DiscountClass = "product" | "order" | "shipping";

export function classOf(discount: DiscountDocument): DiscountClass {
  if (discount.value.kind === "free-shipping") return "shipping";
  return isScoped(discount) ? "product" : "order";
}

/**
 * The discounts that are used of those that could be: the one worth most, and with it, worth more before worth less,
 * each that combines with all chosen before. As at Shopify, discounts do not combine unless both say so.
 */
export function chooseDiscounts(
  applying: readonly Applying[],
  at: { readonly lines: readonly StockedLine[]; readonly currency: string; readonly deliveryPrice: number },
): readonly Applying[] {
  const worth = new Map(applying.map((each) => [each, worthOf(each.discount, at)]));
  const ranked = [...applying].sort((one, other) => (worth.get(other) ?? 0) - (worth.get(one) ?? 0));
  const chosen: Applying[] = [];
  for (const each of ranked)
    if (chosen.every((other) => combine(each.discount, other.discount))) chosen.push(each);
  return applying.filter((each) => chosen.includes(each));
}

function worthOf(discount: DiscountDocument, at: Parameters<typeof chooseDiscounts>[1]): number {
  if (discount.value.kind === "free-shipping") return at.deliveryPrice;
  const lines = at.lines.map((each) => ({ ...each, left: each.line.quantity * each.goods.unitPrice }));
  return amountOff(discount, lines, at.currency).reduce((sum, amount) => sum + amount, 0);
}

function combine(one: DiscountDocument, other: DiscountDocument): boolean {
  return Boolean(one.combinesWith?.[classOf(other)] && other.combinesWith?.[classOf(one)]);
}
