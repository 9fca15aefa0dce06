/**
 * The jobs the till sends in the transaction of what they follow from; the worker maps each to who does it. Each is sent once per
 * order, refund or try to pay, and may run more than once.
 */
export const queues = {
  /** Create the order in Shopify, once. Data: {@link OrderJob}. */
  exportOrder: "shopify.export-order",
  /** Send the confirmation mail. Data: {@link OrderJob}. */
  confirmOrder: "mail.order-confirmation",
  /** Capture the authorised amount. Data: {@link CaptureJob}. */
  capturePayment: "payment.capture",
  /** Give up an authorisation that no order wants: `till.voidUnwanted`. Data: {@link VoidJob}. */
  voidPayment: "payment.void",
  /** Show the order as paid in Shopify, after capture. Data: {@link OrderJob}. */
  markPaid: "shopify.mark-paid",
  /** Ask the provider for a refund that was decided on. Data: {@link RefundJob}. */
  refundPayment: "payment.refund",
  /** Show a refund in Shopify, after its money was given back. Data: {@link RefundJob}. */
  exportRefund: "shopify.refund",
  /** Mail the shopper that money is on its way back. Data: {@link RefundJob}. */
  confirmRefund: "mail.refund",
  /** Mail the shopper that nothing was charged, as the page promised. Data: {@link NotChargedJob}. */
  tellNotCharged: "mail.not-charged",
  /** Empty the Shopify cart and mark it as ordered. Data: {@link RetireCartJob}. */
  retireCart: "shopify.retire-cart",
  /** Record the purchase event. Data: {@link OrderJob}. */
  recordPurchase: "tracking.purchase",
} as const;

export type OrderJob = { readonly orderId: string };
/** `reference` is the payment's, which is the checkout's id. */
export type CaptureJob = { readonly orderId: string; readonly reference: string };
/** `refundId` is the decision's: `order_refund`. */
export type RefundJob = { readonly refundId: string };
/** `words`: why nothing was charged, as the shopper may read it; null where nobody declined. */
export type NotChargedJob = {
  readonly checkoutId: string;
  readonly tryId: string;
  readonly words: string | null;
};
export type VoidJob = { readonly reference: string };
export type RetireCartJob = { readonly cartId: string; readonly orderId: string; readonly locale: string };
