import type { Attempt } from "../attempt/attempt.ts";
import type { Decline } from "../outcome.ts";
import type { Context } from "./context.ts";
import { isPayableElsewhere } from "./payable-elsewhere.ts";
import { settle } from "./settle.ts";

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
