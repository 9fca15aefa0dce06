import type { Money } from "@evertill/money";
import type { CardSummary, Decline, ShopperAction } from "./outcome.ts";
import type { Instrument } from "./payment-method.ts";
import type { PaymentAddress } from "./payments.ts";

export type ProviderName = "stripe";

/**
 * What one provider can do, in our words. An adapter never throws for what the provider says or fails to say, gives each
 * call the key it was handed, and answers within the deadline it was built with.
 */
export interface PaymentProvider {
  readonly name: ProviderName;
  /** Why this amount cannot be asked for here (currency, minimum, maximum); null when it can. */
  refusesAmount(amount: Money): string | null;
  /** Makes the attempt known to the provider without letting it take money, so that its reference is stored before {@link authorize}. */
  prepare(request: PrepareRequest): Promise<Call<{ readonly providerReference: string }>>;
  /** Asks for the money. From here on it may be taken. */
  authorize(request: AuthorizeRequest): Promise<Call<Facts>>;
  /** Reads where the attempt stands, strongly consistent. */
  retrieve(providerReference: string): Promise<Call<Facts>>;
  /** Makes sure the attempt can no longer take money, and answers where it then stands. */
  fence(request: OperationRequest): Promise<Call<Facts>>;
  capture(request: OperationRequest & { readonly amount: Money }): Promise<Call<Facts>>;
  refund(
    request: OperationRequest & { readonly amount: Money; readonly reason: string },
  ): Promise<Call<RefundFacts>>;
  /** Verifies the signature on the raw body and names the event. */
  parseWebhook(webhook: Webhook): ParsedWebhook;
}

/**
 * What came of one call. Decided by what the provider provably answered, never by an exception's class:
 * `not-sent` when no connection was ever made, `unknown` when one was and no body could be read.
 */
export type Call<Answer> =
  | { readonly kind: "answered"; readonly answer: Answer }
  /** The provider refused the request itself: nothing came of it. */
  | { readonly kind: "refused"; readonly code: string; readonly operatorMessage: string }
  /** Another call with the same key is still running there. */
  | { readonly kind: "in-progress"; readonly operatorMessage: string }
  | { readonly kind: "unknown"; readonly operatorMessage: string }
  | { readonly kind: "not-sent"; readonly operatorMessage: string };

/** Where an attempt stands at its provider. */
export type Facts =
  /** Known there, and nothing was asked of a bank. */
  | { readonly kind: "open" }
  | { readonly kind: "requires-action"; readonly action: ShopperAction }
  | { readonly kind: "processing" }
  | { readonly kind: "authorized"; readonly amount: Money; readonly card: CardSummary | null }
  | { readonly kind: "captured"; readonly amount: Money; readonly card: CardSummary | null }
  | { readonly kind: "declined"; readonly decline: Decline }
  | { readonly kind: "canceled" };

export type RefundFacts =
  | { readonly kind: "refunded" | "pending"; readonly amount: Money }
  | { readonly kind: "failed"; readonly code: string; readonly operatorMessage: string };

export type PrepareRequest = {
  readonly key: string;
  readonly attemptId: string;
  readonly reference: string;
  readonly amount: Money;
  readonly description: string;
  readonly email: string;
  readonly delivery: PaymentAddress | null;
};

export type AuthorizeRequest = {
  readonly key: string;
  readonly providerReference: string;
  readonly instrument: Instrument;
  readonly returnUrl: string;
};

export type OperationRequest = { readonly key: string; readonly providerReference: string };

export type Webhook = {
  readonly rawBody: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
};

export type ParsedWebhook =
  | {
      readonly kind: "event";
      /** The provider's own id, by which it is stored once. */
      readonly eventId: string;
      readonly type: string;
      /** The attempt it speaks of; null when it speaks of none of ours. */
      readonly providerReference: string | null;
    }
  | { readonly kind: "refused"; readonly reason: string };
