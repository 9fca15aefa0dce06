import type { Money } from "@evertill/money";

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
  /** Not learnt: nobody else may be asked and nothing may be released until it is settled. */
  | { readonly kind: "unknown"; readonly attemptId: string };

/** What the browser must do next, in the words of the provider's own script. */
export type ShopperAction = { readonly provider: "stripe"; readonly clientSecret: string };

export type CardSummary = { readonly brand: string; readonly last4: string };

export type DeclineClass =
  | "authentication-required"
  | "authentication-failed"
  | "transient"
  | "generic"
  | "data"
  | "funds"
  | "hard"
  | "fraud"
  | "config";

export type Decline = {
  readonly class: DeclineClass;
  /** The provider's own code, for operators. */
  readonly code: string;
  readonly mayRetry: boolean;
  /** A key of the shopper copy; lost, stolen and fraud reasons share the generic one. */
  readonly shopperMessage:
    | "try-another-card"
    | "check-card-details"
    | "not-enough-funds"
    | "authentication-not-completed"
    | "try-again-later";
  readonly operatorMessage: string;
};
