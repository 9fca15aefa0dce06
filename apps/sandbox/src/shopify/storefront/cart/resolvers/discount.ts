import type { DiscountDocument } from "../../../model.ts";
import { fromMinor, priceIn } from "../../money.ts";
import { plain, type ResolverMap } from "../../resolver-map.ts";
import { isScoped } from "../discounts/judge-discount.ts";
import type { Allocation } from "../priced-cart.ts";

/** The parent of a `CartCodeDiscountAllocation`. */
export function allocationView({ code, discount, target, amount }: Allocation, currency: string) {
  return {
    __typename: "CartCodeDiscountAllocation",
    code,
    discountedAmount: fromMinor(amount, currency),
    targetType: target,
    discountApplication: {
      allocationMethod: methodOf(discount),
      targetSelection: isScoped(discount) ? "ENTITLED" : "ALL",
      targetType: target,
      value: valueOf(discount, currency),
    },
  };
}

function methodOf({ value }: DiscountDocument): "ACROSS" | "EACH" {
  return value.kind === "amount" && !value.appliesOnEachItem ? "ACROSS" : "EACH";
}

function valueOf({ value }: DiscountDocument, currency: string) {
  if (value.kind === "amount") return { ...priceIn(value.amount, currency), __typename: "MoneyV2" };
  return {
    __typename: "PricingPercentageValue",
    percentage: value.kind === "free-shipping" ? 100 : value.percent,
  };
}

export const discountResolvers: ResolverMap = {
  CartCodeDiscountAllocation: plain("code", "discountedAmount", "targetType", "discountApplication"),
  CartDiscountApplication: plain("allocationMethod", "targetSelection", "targetType", "value"),
  PricingPercentageValue: plain("percentage"),
};
