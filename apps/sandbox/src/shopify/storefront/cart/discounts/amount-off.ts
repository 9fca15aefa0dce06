import type { DiscountDocument } from "../../../model.ts";
import { toMinor } from "../../money.ts";
import { allocate } from "../allocate.ts";
import type { StockedLine } from "../priced-cart.ts";
import { isEntitled } from "./judge-discount.ts";

/** A line with what is left of its price after the discounts before. */
export type Remaining = StockedLine & { readonly left: number };

/**
 * What a discount takes off each line, in minor units: never more than is left of it. Amounts, and percentages of the
 * whole order, are rounded once and then spread in proportion. Free delivery takes nothing off lines.
 */
export function amountOff(
  discount: DiscountDocument,
  lines: readonly Remaining[],
  currency: string,
): readonly number[] {
  const weights = lines.map((line) => (isEntitled(discount, line) ? line.left : 0));
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  const { value } = discount;
  switch (value.kind) {
    case "free-shipping":
      return lines.map(() => 0);
    case "percentage":
      return allocate(Math.round((whole * Math.min(100, value.percent)) / 100), weights);
    case "amount": {
      const amount = toMinor(value.amount[currency] ?? "0", currency);
      return value.appliesOnEachItem
        ? lines.map(({ line }, index) => Math.min(weights[index] ?? 0, amount * line.quantity))
        : allocate(Math.min(amount, whole), weights);
    }
  }
}
