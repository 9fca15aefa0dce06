import type { Money } from "@evertill/money";
import type { ProviderName } from "../../provider.ts";

/** One payment in a stand-in's own books. Nothing of ours writes here. */
export type LedgerEntry = {
  readonly id: string;
  readonly provider: ProviderName;
  /** By what we know it: the id itself, or our attempt's at Adyen. */
  readonly providerReference: string;
  readonly reference: string;
  readonly attemptId: string;
  readonly amount: Money;
  status: "open" | "challenge" | "approved" | "authorized" | "captured" | "declined" | "canceled";
  refundedMinor: number;
  /** Asked for so long after it was sent that its attempt may have been proven undone. */
  readonly isStraggler: boolean;
  /** When the last of its money was let go of or given back. */
  freedMs: number | null;
};

/** The books of all stand-ins together: what the judge believes. */
export class Ledger {
  readonly entries: LedgerEntry[] = [];
  /** Moments at which two payments of one checkout held money, however soon one was given back; but for stragglers, which are. */
  readonly doubles: string[] = [];

  /** An entry began to hold money. */
  holds(entry: LedgerEntry): void {
    const others = this.held(entry.reference).filter(
      (other) => other !== entry && !other.isStraggler && !entry.isStraggler,
    );
    for (const other of others) this.doubles.push(`${entry.id} beside ${other.id}`);
  }

  /** What is held or was taken for a checkout, and not given back. */
  held(reference: string): readonly LedgerEntry[] {
    return this.entries.filter((entry) => entry.reference === reference && isHeld(entry));
  }
}

export function isHeld({ status, refundedMinor, amount }: LedgerEntry): boolean {
  return status === "authorized" || (status === "captured" && refundedMinor < amount.amountMinor);
}
