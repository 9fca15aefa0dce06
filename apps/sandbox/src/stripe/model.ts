/** What Stripe remembers here: plain documents, one kind each in the store. Amounts are in the currency's minor unit. */
export type PaymentIntentStatus =
  | "requires_payment_method"
  | "requires_confirmation"
  | "requires_action"
  | "processing"
  | "requires_capture"
  | "canceled"
  | "succeeded";

/** What a card is, as far as it may be known after the number was typed. */
export type CardFacts = {
  readonly brand: string;
  readonly bin: string;
  readonly last4: string;
  readonly fingerprint: string;
  readonly country: string;
  readonly funding: "credit" | "debit" | "prepaid";
  readonly expMonth: number;
  readonly expYear: number;
  /** Name of the card's row in the table of test cards, which decides how it behaves. */
  readonly behaviour: string;
  /** Set when a wallet handed over a number of the device's own in the card's place, which vouches for its holder. */
  readonly wallet?: CardWallet | undefined;
};

export type CardWallet = "apple_pay" | "google_pay";

export type BillingDetails = {
  readonly name: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly address: { readonly [part: string]: string | null };
};

export type PaymentMethodDocument = {
  readonly id: string;
  readonly created: number;
  readonly customer: string | null;
  readonly card: CardFacts;
  readonly billing: BillingDetails;
};

export type ConfirmationTokenDocument = {
  readonly id: string;
  readonly created: number;
  readonly expiresAt: number;
  readonly card: CardFacts;
  readonly billing: BillingDetails;
  readonly returnUrl: string | null;
  readonly setupFutureUsage: string | null;
  readonly shipping: object | null;
  /** Set by the one intent that used it. */
  readonly paymentIntent: string | null;
};

export type PaymentError = {
  readonly type: "card_error" | "invalid_request_error";
  readonly code: string;
  readonly message: string;
  readonly param?: string;
  readonly declineCode?: string;
  readonly adviceCode?: string;
  readonly networkDeclineCode?: string;
  readonly charge?: string;
  readonly paymentMethod?: string;
};

export type PaymentIntentDocument = {
  readonly id: string;
  readonly created: number;
  readonly amount: number;
  readonly currency: string;
  readonly status: PaymentIntentStatus;
  readonly captureMethod: "automatic" | "automatic_async" | "manual";
  readonly clientSecret: string;
  readonly customer: string | null;
  readonly description: string | null;
  readonly metadata: Readonly<Record<string, string>>;
  readonly receiptEmail: string | null;
  readonly shipping: object | null;
  readonly statementDescriptor?: string | null;
  readonly statementDescriptorSuffix: string | null;
  readonly setupFutureUsage: string | null;
  readonly methodTypes: readonly string[];
  readonly automaticMethods: boolean;
  readonly requestThreeDSecure: "any" | "automatic" | "challenge";
  readonly paymentMethod: string | null;
  readonly returnUrl: string | null;
  readonly usesStripeSdk: boolean;
  readonly amountReceived: number;
  readonly amountCapturable: number;
  readonly canceledAt: number | null;
  readonly cancellationReason: string | null;
  readonly latestCharge: string | null;
  readonly lastError: PaymentError | null;
};

export type ThreeDSecure = {
  readonly flow: "challenge" | "frictionless" | null;
  readonly result: "authenticated" | "attempt_acknowledged" | "failed" | "not_supported" | "processing_error";
  readonly reason: string | null;
};

export type ChargeDocument = {
  readonly id: string;
  readonly created: number;
  readonly paymentIntent: string;
  readonly paymentMethod: string;
  readonly amount: number;
  readonly currency: string;
  readonly status: "succeeded" | "failed" | "pending";
  readonly captured: boolean;
  readonly amountCaptured: number;
  readonly amountRefunded: number;
  readonly captureBefore: number | null;
  readonly failure: PaymentError | null;
  readonly outcome: {
    readonly type: "authorized" | "issuer_declined" | "blocked" | "manual_review";
    readonly networkStatus: string;
    readonly riskLevel: string;
    readonly riskScore: number;
    readonly reason: string | null;
    readonly sellerMessage: string;
  };
  readonly threeDSecure: ThreeDSecure | null;
  readonly metadata: Readonly<Record<string, string>>;
};

export type RefundDocument = {
  readonly id: string;
  readonly created: number;
  readonly charge: string;
  readonly paymentIntent: string;
  readonly amount: number;
  readonly currency: string;
  readonly reason: string | null;
  readonly status: "succeeded" | "pending" | "failed" | "canceled";
  readonly metadata: Readonly<Record<string, string>>;
};

export type CustomerDocument = {
  readonly id: string;
  readonly created: number;
  readonly email: string | null;
  readonly name: string | null;
  readonly phone: string | null;
  readonly description: string | null;
  readonly metadata: Readonly<Record<string, string>>;
  readonly isDeleted?: boolean;
};

export type EventDocument = {
  readonly id: string;
  readonly created: number;
  readonly type: string;
  readonly object: object;
  readonly request: { readonly id: string | null; readonly idempotencyKey: string | null };
};

export const stripeKinds = {
  paymentIntent: "stripe-payment-intent",
  paymentMethod: "stripe-payment-method",
  confirmationToken: "stripe-confirmation-token",
  charge: "stripe-charge",
  refund: "stripe-refund",
  customer: "stripe-customer",
  event: "stripe-event",
  webhookDelivery: "stripe-webhook-delivery",
  idempotency: "stripe-idempotency",
} as const;
