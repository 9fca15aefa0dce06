import type { CardSummary } from "../outcome.ts";

/**
 * What stands for a card. Nobody here ever sees its number, and each provider's fingerprint is its own, so a card is known
 * across providers by what all of them tell: brand, first digits where known, last four, expiry. Two cards can share
 * these; then they share a count, which errs towards asking too seldom. Null when too little is known to count at all.
 */
export function cardKeyOf({ brand, bin, last4, expiry }: CardSummary): string | null {
  if (!/^\d{4}$/.test(last4) || brand === "") return null;
  const first = bin !== undefined && /^\d{6,8}$/.test(bin) ? bin.slice(0, 6) : "";
  return [brandOf(brand), first, last4, expiry ?? ""].join(":");
}

/**
 * Whether a decline kept under one key speaks of the card that another stands for. What only one of the two knows (Stripe
 * tells most shops no first digits) tells no two cards apart; a decline for ever needs both to know the same.
 */
export function isOf(asked: string, counted: KeyedDecline): boolean {
  if (asked === counted.cardKey) return true;
  const known = counted.cardKey.split(":");
  const agrees = asked.split(":").every((part, at) => part === "" || known[at] === "" || part === known[at]);
  return agrees && !counted.final;
}

/** A refusal as it is kept. */
export type KeyedDecline = CountedDecline & { readonly cardKey: string };

/** A refusal of a card by any provider. */
export type CountedDecline = {
  readonly at: Date;
  /** The issuer will never approve (Visa category 1, Mastercard's "do not try again"): our `hard` and `fraud`. */
  readonly final: boolean;
};

type RetryCap = { readonly declines: number; readonly days: number };

/**
 * Each further try above these costs a fee (Visa from the sixteenth in 30 days, Mastercard 35 in 30 days; notices of
 * processors, 2022 to 2026). Other brands publish no cap and are held to the strictest.
 */
const retryCaps: Readonly<Record<string, RetryCap>> = {
  visa: { declines: 15, days: 30 },
  mastercard: { declines: 35, days: 30 },
};

const strictest: RetryCap = { declines: 15, days: 30 };

/** How far back a count must look. */
export const longestCapDays = Math.max(strictest.days, ...Object.values(retryCaps).map(({ days }) => days));

export type RetryVerdict =
  | { readonly may: true; readonly left: number }
  | { readonly may: false; readonly until: Date | null; readonly operatorMessage: string };

/** Whether a card may be asked for once more, at whichever provider. `until` null: never again. */
export function mayTryAgain(brand: string, declines: readonly CountedDecline[], now: Date): RetryVerdict {
  if (declines.some(({ final }) => final))
    return {
      may: false,
      until: null,
      operatorMessage: "The issuer said that it will never approve this card: it is asked nowhere again.",
    };
  const { declines: cap, days } = retryCaps[brandOf(brand)] ?? strictest;
  const windowMs = days * 86_400_000;
  const counted = declines
    .map(({ at }) => at.getTime())
    .filter((at) => now.getTime() - at < windowMs)
    .sort((left, right) => right - left);
  const oldestThatCounts = counted[cap - 1];
  if (oldestThatCounts === undefined) return { may: true, left: cap - counted.length };
  return {
    may: false,
    until: new Date(oldestThatCounts + windowMs),
    operatorMessage: `The card was declined ${counted.length} times in ${days} days at all providers together; the network allows ${cap}.`,
  };
}

/** Adyen says "mc" where the others say "mastercard". */
function brandOf(brand: string): string {
  const lower = brand.toLowerCase();
  return lower === "mc" ? "mastercard" : lower;
}
