import type { Money } from "@evertill/money";
import type { CardSummary, Decline } from "../outcome.ts";
import type { ShopperAction } from "../payment-method.ts";
import type { ProviderDetails, ProviderName } from "../provider.ts";

/** Where an attempt stands; each member has only what that state knows. */
export type AttemptState =
  /** Stored; nothing was asked that could take money. */
  | { readonly state: "created" }
  /** The provider is being asked for the money right now, or was when the process died. */
  | { readonly state: "sent" }
  | { readonly state: "requires_action"; readonly action: ShopperAction }
  /** Asked, and the outcome not learnt: never failed by a timer, never asked elsewhere until fenced. */
  | { readonly state: "unknown" }
  | { readonly state: "authorized"; readonly authorized: Money; readonly card: CardSummary | null }
  | {
      readonly state: "captured";
      readonly authorized: Money;
      readonly captured: Money;
      readonly card: CardSummary | null;
    }
  /** `card`: absent where the provider did not tell, and on what was declined before it was kept. */
  | { readonly state: "declined"; readonly decline: Decline; readonly card?: CardSummary }
  | { readonly state: "voided"; readonly authorized: Money | null }
  | { readonly state: "expired"; readonly authorized: Money | null };

export type StateName = AttemptState["state"];

/** Why an attempt was told to take no money any more. */
export type FenceReason = "superseded" | "abandoned" | "lapsed" | "unable";

/** One try at one provider. */
export type Attempt = AttemptState & {
  readonly id: string;
  readonly paymentId: string;
  /** The checkout's id. */
  readonly reference: string;
  readonly number: number;
  readonly provider: ProviderName;
  readonly amount: Money;
  /** ISO 3166-1 alpha-2; null where nobody was asked. */
  readonly billingCountry: string | null;
  /** The provider's own id of the attempt, stored before it can take money. */
  readonly providerReference: string | null;
  /** What else it is known by there, as far as it was learnt. */
  readonly providerDetails: ProviderDetails;
  readonly fenceReason: FenceReason | null;
  readonly since: Date;
  readonly createdAt: Date;
  readonly reads: number;
};
