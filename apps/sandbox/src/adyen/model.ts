/** What Adyen remembers here: plain documents, one kind each in the store. Values are in Adyen's own minor units. */
export type Amount = { readonly value: number; readonly currency: string };

/** What a card is, as far as it may be known after the number was typed. */
export type CardFacts = {
  readonly brand: "visa" | "mc" | "amex" | "unknown";
  readonly bin: string;
  readonly last4: string;
  readonly holderName: string;
  readonly expiryMonth: string;
  readonly expiryYear: string;
  readonly issuerCountry: string;
  /** Whether the issuer wants the shopper in front of a challenge unless it is told not to, waves it through, or has none. */
  readonly threeDSecure: "challenge" | "frictionless" | "when-asked";
};

export type Refusal = { readonly code: string; readonly reason: string };

/** How the shopper showed who they are: `N` failed, `Y` passed, null was not asked. */
export type TransStatus = "Y" | "N" | null;

export type PaymentDocument = {
  /** The pspReference. */
  readonly id: string;
  readonly createdAt: string;
  readonly merchantAccount: string;
  readonly merchantReference: string;
  readonly merchantOrderReference: string | null;
  readonly amount: Amount;
  readonly card: CardFacts;
  readonly status: "waiting" | "authorised" | "refused" | "error" | "cancelled";
  readonly refusal: Refusal | null;
  /** What {@link refusalOf} decides by, kept for the time after a challenge. */
  readonly wish: IssuerWish;
  readonly transStatus: TransStatus;
  readonly returnUrl: string;
  /** Where a native challenge is shown; null when the shopper is sent away. */
  readonly native: { readonly origin: string } | null;
  /** Opens the bank's page, and nothing else does. */
  readonly secret: string;
  readonly capturedValue: number;
  readonly refundedValue: number;
};

/** What the merchant asked of the issuer. */
export type IssuerWish = {
  readonly attemptAuthentication: "always" | "never" | null;
  readonly scaExemption: string | null;
  /** A refusal the request asked to see: `RequestedTestAcquirerResponseCode` or the holder's name. */
  readonly refusalCode: string | null;
};

export const adyenKinds = {
  payment: "adyen-payment",
  notification: "adyen-notification",
  delivery: "adyen-webhook-delivery",
  idempotency: "adyen-idempotency",
  journal: "adyen-journal",
  report: "adyen-report",
} as const;
