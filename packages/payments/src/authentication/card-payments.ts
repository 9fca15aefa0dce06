import { type Money, sum } from "@evertill/money";
import { isWhole, mayBeOneCard } from "../retry-caps/card-key.ts";
import type { AuthenticationInput, PaymentCounters } from "./decision.ts";
import { convertUp, currentRates } from "./exchange-rates.ts";

/** A payment that a bank authorised here, or may have, whichever provider it went through. */
export type CardPayment = {
  readonly cardKey: string;
  readonly amount: Money;
  readonly at: Date;
  /** The shopper was asked and proved who they are. False where no provider said so. */
  readonly challenged: boolean;
};

/** Remembers what cards paid, by what stands for a card over all providers (`retry-caps/card-key`). */
export interface CardPaymentStore {
  /**
   * Notes which card an attempt is made with, and gives what such cards paid otherwise: same brand and last four, oldest first.
   * Nothing for a card that cannot be told from others, by which nobody counts.
   */
  note(attemptId: string, cardKey: string, at: Date): Promise<readonly CardPayment[]>;
  /** What the provider told afterwards. Of two words for a card the one that knows more stays. */
  learn(attemptId: string, told: ToldCard, at: Date): Promise<void>;
  /** Lets go of what is older than thirteen months. */
  forget(now: Date): Promise<void>;
}

export type ToldCard = { readonly cardKey: string | null; readonly challenged: boolean };

/**
 * What a card paid here since it was last authenticated. Null where too little is known of the card to tell it from others.
 * Against the exemption throughout: a payment that may have been this card's counts, and only an authentication that surely
 * was this card's begins anew. What was paid in another currency is rounded up; without a current rate the sum is not known.
 */
export function countersOf(
  cardKey: string | null,
  payments: readonly CardPayment[],
  by: Pick<AuthenticationInput, "amount" | "at" | "rates" | "policy">,
): PaymentCounters | null {
  if (cardKey === null || !isWhole(cardKey)) return null;
  const last = payments.findLast((payment) => payment.challenged && payment.cardKey === cardKey);
  const counted = payments.filter(
    (payment) =>
      !payment.challenged &&
      mayBeOneCard(cardKey, payment.cardKey) &&
      (last === undefined || payment.at.getTime() > last.at.getTime()),
  );
  return { count: counted.length, sum: sumOf(counted, by) };
}

function sumOf(
  payments: readonly CardPayment[],
  { amount: { currency }, ...by }: Parameters<typeof countersOf>[2],
): Money | null {
  const rates = currentRates(by);
  const known = payments.flatMap(({ amount }) => {
    if (amount.currency === currency) return [amount];
    return (rates && convertUp(amount, currency, rates)) ?? [];
  });
  return known.length === payments.length ? sum(known, currency) : null;
}
