import type { Money } from "@evertill/money";
import type { ShopperAction } from "./payment-method.ts";
import type { ProviderName } from "./provider.ts";

/** What one try at one provider has come to, as far as it is known now. */
export type PaymentOutcome =
  | {
      readonly kind: "authorized";
      readonly attemptId: string;
      readonly amount: Money;
      readonly card: CardSummary | null;
    }
  | { readonly kind: "requires-action"; readonly attemptId: string; readonly action: ShopperAction }
  | { readonly kind: "declined"; readonly attemptId: string; readonly decline: Decline }
  /**
   * The provider cannot now, or declined what another may take; nothing was taken there and nothing can be. No words of
   * failure: the page keeps everything, asks `offeredMethods` again and lets the shopper pay in another provider's fields.
   */
  | { readonly kind: "another-method-wanted"; readonly attemptId: string; readonly provider: ProviderName }
  /** Not learnt: nobody else may be asked and nothing may be released until it is settled. */
  | { readonly kind: "unknown"; readonly attemptId: string };

/** What is known of the card, as far as the provider says. */
export type CardSummary = {
  readonly brand: string;
  readonly last4: string;
  /** The first six to eight digits. */
  readonly bin?: string | undefined;
  /** "2030-03". */
  readonly expiry?: string | undefined;
  /** ISO 3166-1 alpha-2. */
  readonly issuerCountry?: string | undefined;
  /** Absent where the card was typed. */
  readonly wallet?: Wallet | undefined;
};

/** What handed the card over. */
export type Wallet = {
  readonly name: "apple-pay" | "google-pay";
  /**
   * Whether it vouches for the shopper, by a number of the device's own that only its holder can use. A card that Google
   * merely keeps (PAN_ONLY) is as good as typed.
   */
  readonly authenticates: boolean;
};

export type DeclineClass =
  | "authentication-required"
  | "authentication-failed"
  | "transient"
  | "generic"
  | "data"
  | "funds"
  | "hard"
  | "fraud"
  | "config"
  /** No bank was asked: the card was declined so often, or so finally, that the networks forbid another try. */
  | "capped"
  /** No bank was asked: the provider was not reached, or refused the request, and another one can take the payment. */
  | "provider-unable";

export type Decline = {
  readonly class: DeclineClass;
  /** The provider's own code, for operators. */
  readonly code: string;
  /** The same card here again, by the shopper. */
  readonly mayRetry: boolean;
  /** The same payment at another provider, at most once. Absent on declines stored before there was another. */
  readonly mayGoElsewhere?: boolean;
  /** Decided: it goes there, because it may and somebody else can take it. Absent where it may not. */
  readonly goesElsewhere?: boolean;
  /** The same payment here again with a challenge, once. */
  readonly mayStepUp?: boolean;
  /** A key of the shopper copy; lost, stolen and fraud reasons share the generic one. */
  readonly shopperMessage:
    | "try-another-card"
    | "check-card-details"
    | "not-enough-funds"
    | "card-tried-too-often"
    | "authentication-not-completed"
    | "try-again-later";
  readonly operatorMessage: string;
};
