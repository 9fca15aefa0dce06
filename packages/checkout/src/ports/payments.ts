import type { Money } from "@evertill/money";
import type { Instrument, PaymentOutcome } from "@evertill/payments";

export type PayCommand = {
  /** The one payment of a checkout; many attempts may be made for it, one at a time. */
  readonly paymentId: string;
  readonly amount: Money;
  readonly instrument: Instrument;
  readonly description: string;
  readonly metadata: Readonly<Record<string, string>>;
  readonly shopper: { readonly email: string; readonly locale: string };
};

/** Where a payment stands after its provider was asked. `untouched`: no attempt was ever made. */
export type PaymentStanding = PaymentOutcome | { readonly kind: "untouched" };

/** `fenced`: no attempt of this payment can take money any more, so goods may be let go. */
export type Fence =
  | { readonly kind: "fenced" }
  | Extract<PaymentOutcome, { kind: "authorized" }>
  | Extract<PaymentOutcome, { kind: "unknown" }>;

/**
 * What the till asks of payments. They keep their attempts in tables and transactions of their own; every call may be
 * repeated. A failure to learn the outcome is the value `unknown`, never an exception.
 */
export interface Payments {
  /** Never inside a database transaction: it waits for the provider. */
  pay(command: PayCommand): Promise<PaymentOutcome>;
  /** Asks the provider how the payment's latest attempt stands (after a challenge, or to learn an unknown outcome). */
  statusOf(paymentId: string): Promise<PaymentStanding>;
  /** Makes sure no attempt of this payment can take money any more, or says why that cannot be promised. */
  fence(paymentId: string): Promise<Fence>;
}
