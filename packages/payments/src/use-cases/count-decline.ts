import type { Attempt } from "../attempt/attempt.ts";
import type { Facts } from "../provider.ts";
import { cardKeyOf, longestCapDays, mayTryAgain } from "../retry-caps/retry-caps.ts";
import type { Context } from "./context.ts";

type Declined = Facts & { readonly kind: "declined" };

/**
 * Counts a bank's no against the card, over all providers, and takes back what the decline would still allow once the
 * network's cap is reached or the issuer said never. Where the card is not known nothing is counted.
 */
export async function countDecline(
  { cardDeclines, clock }: Context,
  { id: attemptId, state }: Attempt,
  facts: Declined,
): Promise<Declined> {
  const { decline, card } = facts;
  const cardKey = card ? cardKeyOf(card) : null;
  if (cardDeclines === null || !card || cardKey === null || state === "declined") return facts;
  const at = clock.now();
  const final = decline.class === "hard" || decline.class === "fraud";
  await cardDeclines.add({ attemptId, class: decline.class, cardKey, final, at });
  const since = new Date(at.getTime() - longestCapDays * 86_400_000);
  const verdict = mayTryAgain(card.brand, await cardDeclines.find(cardKey, since), at);
  if (verdict.may) return facts;
  const capped = {
    ...decline,
    mayRetry: false,
    mayGoElsewhere: false,
    mayStepUp: false,
    shopperMessage:
      decline.shopperMessage === "try-again-later" ? "try-another-card" : decline.shopperMessage,
    operatorMessage: `${decline.operatorMessage} ${verdict.operatorMessage}`,
  } as const;
  return { ...facts, decline: capped };
}
