/**
 * The jobs the till sends in the transaction of an order; the worker maps each to who does it. Each is sent once per
 * order and may run more than once.
 */
export const queues = {
  /** Create the order in Shopify, once. Data: {@link OrderJob}. */
  exportOrder: "shopify.export-order",
  /** Send the confirmation mail. Data: {@link OrderJob}. */
  confirmOrder: "mail.order-confirmation",
  /** Capture the authorised amount. Data: {@link CaptureJob}. */
  capturePayment: "payment.capture",
  /** Void an attempt that no order wants. Data: {@link VoidJob}. */
  voidPayment: "payment.void",
  /** Empty the Shopify cart and mark it as ordered. Data: {@link RetireCartJob}. */
  retireCart: "shopify.retire-cart",
  /** Record the purchase event. Data: {@link OrderJob}. */
  recordPurchase: "tracking.purchase",
} as const;

export type OrderJob = { readonly orderId: string };
export type CaptureJob = { readonly orderId: string; readonly paymentId: string; readonly attemptId: string };
export type VoidJob = { readonly paymentId: string; readonly attemptId: string; readonly reason: string };
export type RetireCartJob = { readonly cartId: string; readonly orderId: string; readonly locale: string };
