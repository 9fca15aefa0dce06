import type { DiscountDocument } from "../../../model.ts";
import { toMinor } from "../../money.ts";
import type { StockedLine } from "../priced-cart.ts";

export type Judged =
  | { readonly kind: "applies"; readonly code: string; readonly discount: DiscountDocument }
  | { readonly kind: "refused"; readonly code: string; readonly reason: Refusal };

/** Shopify's `CartWarningCode` of a discount that does not apply. */
export type Refusal =
  | "DISCOUNT_NOT_FOUND"
  | "DISCOUNT_CURRENTLY_INACTIVE"
  | "DISCOUNT_USAGE_LIMIT_REACHED"
  | "DISCOUNT_CUSTOMER_USAGE_LIMIT_REACHED"
  | "DISCOUNT_NO_ENTITLED_LINE_ITEMS"
  | "DISCOUNT_NO_ENTITLED_SHIPPING_LINES"
  | "DISCOUNT_PURCHASE_NOT_IN_RANGE"
  | "DISCOUNT_QUANTITY_NOT_IN_RANGE"
  | "DISCOUNT_CODE_NOT_HONOURED";

/** Whether a code applies to these lines at this moment, and if not, why. */
export function judgeDiscount(
  code: string,
  discount: DiscountDocument | undefined,
  at: {
    readonly lines: readonly StockedLine[];
    readonly currency: string;
    readonly now: Date;
    /** Whether the cart's buyer has an order with this code. Unknown buyers have none. */
    readonly wasUsedByBuyer: boolean;
  },
): Judged {
  const refused = (reason: Refusal): Judged => ({ kind: "refused", code, reason });
  if (!discount) return refused("DISCOUNT_NOT_FOUND");
  if (!isActive(discount, at.now)) return refused("DISCOUNT_CURRENTLY_INACTIVE");
  if (discount.usageLimit !== null && discount.timesUsed >= discount.usageLimit)
    return refused("DISCOUNT_USAGE_LIMIT_REACHED");
  if (discount.oncePerCustomer && at.wasUsedByBuyer) return refused("DISCOUNT_CUSTOMER_USAGE_LIMIT_REACHED");
  if (at.lines.every(({ line }) => line.quantity === 0)) return refused("DISCOUNT_CODE_NOT_HONOURED");
  const reason = refusalByGoods(discount, at.lines, at.currency);
  return reason ? refused(reason) : { kind: "applies", code, discount };
}

/** Whether the discount is on certain products only, which takes it off the lines rather than off the order. */
export function isScoped({ productIds, collectionIds }: DiscountDocument): boolean {
  return productIds !== null || collectionIds !== null;
}

/** Whether the discount may take something off this line. */
export function isEntitled(discount: DiscountDocument, { line, goods }: StockedLine): boolean {
  if (line.quantity === 0) return false;
  if (!isScoped(discount)) return true;
  return (
    (discount.productIds?.includes(goods.product.id) ?? false) ||
    (discount.collectionIds?.some((id) => goods.collectionIds.includes(id)) ?? false)
  );
}

function isActive({ startsAt, endsAt }: DiscountDocument, now: Date): boolean {
  return new Date(startsAt) <= now && (endsAt === null || now < new Date(endsAt));
}

function refusalByGoods(
  discount: DiscountDocument,
  lines: readonly StockedLine[],
  currency: string,
): Refusal | undefined {
  const entitled = lines.filter((line) => isEntitled(discount, line));
  if (entitled.length === 0) return "DISCOUNT_NO_ENTITLED_LINE_ITEMS";
  if (
    discount.value.kind === "free-shipping" &&
    !entitled.some(({ goods }) => goods.variant.requiresShipping)
  )
    return "DISCOUNT_NO_ENTITLED_SHIPPING_LINES";
  if (discount.value.kind === "amount" && discount.value.amount[currency] === undefined)
    return "DISCOUNT_CODE_NOT_HONOURED";
  return refusalByMinimum(discount, entitled, currency);
}

function refusalByMinimum(
  { minimumSubtotal, minimumQuantity }: DiscountDocument,
  entitled: readonly StockedLine[],
  currency: string,
): Refusal | undefined {
  const subtotal = entitled.reduce((sum, { line, goods }) => sum + line.quantity * goods.unitPrice, 0);
  const minimum = minimumSubtotal?.[currency];
  if (minimumSubtotal && minimum === undefined) return "DISCOUNT_CODE_NOT_HONOURED";
  if (minimum !== undefined && subtotal < toMinor(minimum, currency)) return "DISCOUNT_PURCHASE_NOT_IN_RANGE";
  const quantity = entitled.reduce((sum, { line }) => sum + line.quantity, 0);
  return minimumQuantity !== null && quantity < minimumQuantity
    ? "DISCOUNT_QUANTITY_NOT_IN_RANGE"
    : undefined;
}
