import type { Attempt } from "../attempt/attempt.ts";
import type { Decline } from "../outcome.ts";
import type { Context } from "./context.ts";
import { settle } from "./settle.ts";

/** Whether another provider would be offered for the attempt's amount, one that fares well. `locale` as paths name it; empty: any. */
export async function isPayableElsewhere(
  { routing }: Context,
  { amount, provider }: Attempt,
  locale = "",
): Promise<boolean> {
  const { cards, paypal, reasons } = await routing.decide(
    { amount, locale, without: [provider] },
    { trials: false },
  );
  const inWant = reasons.some(({ verdict }) => verdict === "kept-for-want-of-another");
  return !inWant && (cards.length > 0 || paypal);
}

/**
 * Ends an attempt of which it is certain that nobody was asked for money. Where another provider can take the payment the
 * shopper is sent there without a word of failure; else they may try again later.
 */
export async function endUnasked(
  context: Context,
  attempt: Attempt,
  problem: {
    readonly code: string;
    readonly operatorMessage: string;
    readonly class: "config" | "transient";
  },
  locale: string,
): Promise<Attempt> {
  const elsewhere = await isPayableElsewhere(context, attempt, locale);
  const decline: Decline = {
    class: elsewhere ? "provider-unable" : problem.class,
    code: problem.code,
    operatorMessage: problem.operatorMessage,
    mayRetry: true,
    mayGoElsewhere: elsewhere,
    mayStepUp: false,
    shopperMessage: "try-again-later",
  };
  return settle(context, attempt, { kind: "declined", decline }, "pay");
}

/** Path of the locale that a page's language tag belongs to ("de-DE" is "de-de"). */
export function localeOf(languageTag: string | undefined): string {
  return (languageTag ?? "").toLowerCase();
}
