import type { Attempt } from "../attempt/attempt.ts";
import type { Facts } from "../provider.ts";
import { cardKeyOf, isWhole } from "../retry-caps/card-key.ts";
import type { Context } from "./context.ts";
import { judgeCard } from "./judge-card.ts";

type Declined = Facts & { readonly kind: "declined" };

/**
 * Counts a bank's no against the card, over all providers, and takes back what the decline would still allow once the
 * network's cap is reached or the issuer said never. Where the card is not known nothing is counted.
 */
export async function countDecline(
  context: Context,
  { id: attemptId, state }: Attempt,
  facts: Declined,
): Promise<Declined> {
  const { cardDeclines, clock } = context;
  const { decline, card = null } = facts;
  const cardKey = card ? cardKeyOf(card) : null;
  if (cardDeclines === null || cardKey === null || state === "declined") return facts;
  // Where less is known the key may be another person's too: that no is counted, and ages.
  const final = (decline.class === "hard" || decline.class === "fraud") && isWhole(cardKey);
  await cardDeclines.add({ attemptId, class: decline.class, cardKey, final, at: clock.now() });
  const verdict = await judgeCard(context, card);
  if (verdict === null || verdict.may) return facts;
  const capped = {
    ...decline,
    mayRetry: false,
    mayGoElsewhere: false,
    goesElsewhere: false,
    mayStepUp: false,
    shopperMessage:
      decline.shopperMessage === "try-again-later" ? "try-another-card" : decline.shopperMessage,
    operatorMessage: `${decline.operatorMessage} ${verdict.operatorMessage}`,
  } as const;
  return { ...facts, decline: capped };
}
