import type { Money } from "@evertill/money";
import type { ProviderName } from "../provider.ts";

/**
 * What becomes of a dispute. `withdrawn` and `returned` move money, and either may happen twice; `won` and `lost` end it.
 */
export type DisputeStage = "opened" | "withdrawn" | "returned" | "won" | "lost";

/** A shopper who asked their bank or wallet for the money back. */
export type Dispute = {
  readonly provider: ProviderName;
  /** The provider's own id of it. */
  readonly disputeReference: string;
  readonly attemptId: string;
  /** The payment's, which is the checkout's id. */
  readonly reference: string;
  readonly amount: Money;
  /** The provider's word for why; null where it says none that is signed. */
  readonly reason: string | null;
  readonly openedAt: Date;
  /** Oldest first. */
  readonly steps: readonly { readonly stage: DisputeStage; readonly amount: Money; readonly at: Date }[];
};
