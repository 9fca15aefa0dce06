/** What PayPal remembers here: plain documents, one kind each in the store. Amounts are in the minor unit PayPal writes. */
export type Amount = { readonly minor: number; readonly currency: string };

export type OrderStatus = "CREATED" | "PAYER_ACTION_REQUIRED" | "APPROVED" | "COMPLETED" | "VOIDED";

/** What pays: decided by the payer on the approval page, and only found out when the money is asked for. */
export type Funding = "accepted" | "declined";

export type Experience = {
  readonly returnUrl: string | null;
  readonly cancelUrl: string | null;
  readonly userAction: "CONTINUE" | "PAY_NOW";
  readonly brandName: string | null;
};

export type OrderDocument = {
  readonly id: string;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly intent: "AUTHORIZE" | "CAPTURE";
  readonly status: OrderStatus;
  readonly amount: Amount;
  readonly referenceId: string;
  readonly customId: string | null;
  readonly invoiceId: string | null;
  readonly description: string | null;
  readonly softDescriptor: string | null;
  readonly shipping: object | null;
  /** Set when PayPal was named as the way to pay: at creation or by `confirm-payment-source`. */
  readonly experience: Experience | null;
  /** Set by the payer's approval. */
  readonly approval: { readonly funding: Funding; readonly at: string } | null;
  readonly authorizationId: string | null;
};

export type AuthorizationDocument = {
  readonly id: string;
  readonly orderId: string;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly expiresAt: string;
  readonly amount: Amount;
  readonly status: "CREATED" | "CAPTURED" | "PARTIALLY_CAPTURED" | "VOIDED";
  readonly customId: string | null;
  readonly invoiceId: string | null;
  /** The authorisation that this one renewed. */
  readonly parent: string | null;
};

export type CaptureDocument = {
  readonly id: string;
  readonly orderId: string;
  readonly authorizationId: string;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly amount: Amount;
  readonly refundedMinor: number;
  readonly status: "COMPLETED" | "PARTIALLY_REFUNDED" | "REFUNDED";
  readonly final: boolean;
  readonly customId: string | null;
  readonly invoiceId: string | null;
};

export type RefundDocument = {
  readonly id: string;
  readonly captureId: string;
  readonly createdAt: string;
  readonly amount: Amount;
  readonly totalRefundedMinor: number;
  readonly status: "COMPLETED";
  readonly noteToPayer: string | null;
  readonly customId: string | null;
  readonly invoiceId: string | null;
};

export type EventDocument = {
  readonly id: string;
  readonly createdAt: string;
  readonly type: string;
  readonly resourceType: string;
  readonly summary: string;
  readonly resource: object;
};

export const paypalKinds = {
  order: "paypal-order",
  authorization: "paypal-authorization",
  capture: "paypal-capture",
  refund: "paypal-refund",
  event: "paypal-event",
  webhookDelivery: "paypal-webhook-delivery",
  token: "paypal-token",
  requestId: "paypal-request-id",
} as const;
