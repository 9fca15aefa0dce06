import { type Approvals, type DecidedAttempts, wilson } from "@evertill/payments";

/** Below this many a rate says more about chance than about anything else. */
const enough = 50;

/** A rate with its counts, and how far chance may have moved it; too few of them are not made into a rate. */
export function rateWords({ asked, approved }: Approvals): string {
  if (asked === 0) return "none yet";
  if (asked < enough) return `${approved} of ${asked}, too few for a rate`;
  const { lower, upper } = wilson({ asked, approved });
  return `${percent(approved / asked)} (${approved} of ${asked}, between ${percent(lower)} and ${percent(upper)})`;
}

export function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}

/** Adds attempts up by one of the things they are told apart by; most asked first. */
export function approvalsBy(
  attempts: readonly DecidedAttempts[],
  name: "provider" | "brand" | "issuerCountry" | "authentication",
): readonly (Approvals & { readonly of: string | null })[] {
  return [...Map.groupBy(attempts, (attempt) => attempt[name])]
    .map(([of, group]) => ({ of, ...total(group) }))
    .toSorted((one, other) => other.asked - one.asked);
}

export function total(attempts: readonly Approvals[]): Approvals {
  return {
    asked: attempts.reduce((sum, { asked }) => sum + asked, 0),
    approved: attempts.reduce((sum, { approved }) => sum + approved, 0),
  };
}

/** Our own early alarm. Networks act later: Visa from 1.5 % and 1,500 cases a month, Mastercard from 1.5 % and 100. */
const chargebackLine = 0.0065;

/** How chargebacks stand against the line, with the counts. */
export function chargebackWords(
  chargebacks: number,
  captured: number,
): { readonly words: string; readonly isOver: boolean } {
  const counts = `${chargebacks} of ${captured} captured payments`;
  if (captured < enough) return { words: `${counts}, too few for a rate`, isOver: false };
  const isOver = chargebacks / captured >= chargebackLine;
  const share = `${((chargebacks / captured) * 100).toFixed(2)} %`;
  return { words: `${share} (${counts}), ${isOver ? "at or above" : "below"} our line of 0.65 %`, isOver };
}
