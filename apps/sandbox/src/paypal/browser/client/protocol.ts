/** What the payer's page tells the page that opened it, once the payer has decided. */
export type ApprovalNews = {
  readonly kind: "paypal-approval";
  readonly outcome: "approved" | "canceled";
  readonly orderId: string;
  readonly payerId: string;
};
