import type { Attempt } from "../attempt/attempt.ts";
import { outcomeOf } from "../attempt/outcome-of.ts";
import { mayGo } from "../attempt/transitions.ts";
import { isPlainNo } from "../declines/decline-for.ts";
import type { Facts } from "../provider.ts";
import type { Context } from "./context.ts";

/** Whether another provider would be offered for the attempt's amount, one that fares well. `locale` as paths name it; empty: any. */
export async function isPayableElsewhere(context: Context, attempt: Attempt, locale = ""): Promise<boolean> {
  const { cards, paypal } = await offeredElsewhere(context, attempt, locale);
  return cards || paypal;
}

async function offeredElsewhere(
  { routing }: Context,
  { amount, provider }: Attempt,
  locale: string,
): Promise<{ readonly cards: boolean; readonly paypal: boolean }> {
  const { cards, paypal, reasons } = await routing.decide(
    { amount, locale, without: [provider] },
    { trials: false },
  );
  const inWant = reasons.some(({ verdict }) => verdict === "kept-for-want-of-another");
  return { cards: !inWant && cards.length > 0, paypal: !inWant && paypal };
}

/**
 * Decides whether a no that may be taken elsewhere is, where that is not decided yet: once in a payment, to another
 * provider's card fields, and never for an attempt that the shopper has left. A payment that came from a provider that was
 * unable has nowhere left to go. A bank's plain no is told in words, like the no to a lost or stolen card, which goes nowhere:
 * were one of them answered in silence, whoever holds the card would learn which it was.
 */
export async function decideElsewhere(
  context: Context,
  attempt: Attempt,
  facts: Facts,
  locale = "",
): Promise<Facts> {
  if (facts.kind !== "declined") return facts;
  const { decline } = facts;
  if (decline.mayGoElsewhere !== true || decline.goesElsewhere !== undefined) return facts;
  if (!mayGo(attempt.state, "declined")) return facts;
  const goesElsewhere =
    !isPlainNo({ provider: attempt.provider, code: decline.code }) &&
    (attempt.fenceReason === null || attempt.fenceReason === "unable") &&
    !(await hasGoneElsewhere(context, attempt)) &&
    (await offeredElsewhere(context, attempt, locale)).cards;
  return { ...facts, decline: { ...decline, goesElsewhere } };
}

async function hasGoneElsewhere({ store }: Context, { reference }: Attempt): Promise<boolean> {
  const attempts = await store.findAll(reference);
  return attempts.some((attempt) => outcomeOf(attempt).kind === "another-method-wanted");
}
