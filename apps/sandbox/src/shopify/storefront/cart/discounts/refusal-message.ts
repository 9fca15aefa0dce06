import type { Refusal } from "./judge-discount.ts";

/** Shopify's words. Those of usage limits and delivery are ours: the recorded shop had no such discount. */
export function refusalMessage(reason: Refusal, code: string): string {
  switch (reason) {
    case "DISCOUNT_NOT_FOUND":
      return "Enter a valid discount code";
    case "DISCOUNT_CURRENTLY_INACTIVE":
      return "This discount is not valid anymore";
    case "DISCOUNT_USAGE_LIMIT_REACHED":
      return `The ${code} discount code has reached its usage limit`;
    case "DISCOUNT_CUSTOMER_USAGE_LIMIT_REACHED":
      return `You have used the ${code} discount code before`;
    case "DISCOUNT_NO_ENTITLED_SHIPPING_LINES":
      return `The ${code} discount code is not valid for the delivery of the items in your cart`;
    case "DISCOUNT_NO_ENTITLED_LINE_ITEMS":
    case "DISCOUNT_PURCHASE_NOT_IN_RANGE":
    case "DISCOUNT_QUANTITY_NOT_IN_RANGE":
      return `The ${code} discount code is not valid for the items in your cart`;
    case "DISCOUNT_CODE_NOT_HONOURED":
      return `The ${code} discount code is not honoured`;
  }
}
