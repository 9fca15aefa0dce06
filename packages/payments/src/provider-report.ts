import type { Money } from "@evertill/money";
import type { Call, ProviderName } from "./provider.ts";

/** Money that a provider says it moved, by its own books. */
export type Movement = {
  readonly kind: "captured" | "refunded" | "refund-returned" | "dispute-withdrawn" | "dispute-returned";
  /** Ours, where the provider knows it (the attempt's id of a capture, the refund's of a refund), else its own. A dispute's is its own. */
  readonly reference: string;
  /** Above zero, before fees. */
  readonly amount: Money;
  readonly at: Date;
};

/** A provider's own account of what it moved, to be held against our ledger. */
export interface ProviderReport {
  readonly name: ProviderName;
  /** Every movement from `from` until before `until`. */
  movements(window: { readonly from: Date; readonly until: Date }): Promise<Call<readonly Movement[]>>;
}
