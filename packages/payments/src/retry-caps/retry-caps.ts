import { brandOf, isWhole, mayBeOneCard } from "./card-key.ts";

/**
 * Whether a decline kept under one key speaks of the card that another stands for; a decline for ever needs both to know
 * all of it: without first digits a thousand strangers' cards share brand, last four and expiry.
 */
export function isOf(asked: string, { cardKey, final }: KeyedDecline): boolean {
  return final ? asked === cardKey && isWhole(cardKey) : mayBeOneCard(asked, cardKey);
}

/** A refusal as it is kept. */
export type KeyedDecline = CountedDecline & { readonly cardKey: string };

/** A refusal of a card by any provider. */
export type CountedDecline = {
  readonly at: Date;
  /** The issuer will never approve (Visa category 1, Mastercard's "do not try again"): our `hard` and `fraud`, of a card known whole. */
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
