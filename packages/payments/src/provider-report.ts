import type { Money } from "@evertill/money";
import type { Call, ProviderName } from "./provider.ts";

/** Money that a provider says it moved, by its own books. */
export type Movement = {
  readonly kind: "captured" | "refunded" | "refund-returned" | "dispute-withdrawn" | "dispute-returned";
  /** Ours, where the provider knows it (the attempt's id of a capture, the refund's of a refund), else its own. A dispute's is its own. */
  readonly reference: string;
  /** Before fees; below zero where the provider took back what it had booked. */
  readonly amount: Money;
  readonly at: Date;
};

export type ReportWindow = {
  readonly from: Date;
  readonly until: Date;
  /** The day in it ("2026-11-20", UTC) of which nothing may be missing; where each day has a file, those around it may have none. */
  readonly day: string;
};

/** A provider's own account of what it moved, to be held against our ledger. */
export interface ProviderReport {
  readonly name: ProviderName;
  /** Every movement from `from` until before `until`. `in-progress`: the day is not written up yet, and its provider tells when it is. */
  movements(window: ReportWindow): Promise<Call<readonly Movement[]>>;
}
