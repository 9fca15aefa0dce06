import type { CheckoutView, PayRequest } from "@evertill/checkout/api";

/** What a shopper agrees to pay: the quote they see, and its total. */
export type Agreed = Pick<PayRequest, "quoteId" | "total">;

/** What the page shows now; null while the price is being worked out. */
export function agreedIn({ quote, total }: CheckoutView): Agreed | null {
  return quote === null ? null : { quoteId: quote.id, total };
}
