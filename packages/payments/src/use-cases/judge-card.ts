import type { CardSummary } from "../outcome.ts";
import { cardKeyOf } from "../retry-caps/card-key.ts";
import { isOf, longestCapDays, mayTryAgain, type RetryVerdict } from "../retry-caps/retry-caps.ts";
import type { Context } from "./context.ts";

/** Whether the networks let a card be asked for once more, counted over all providers. Null where the card is not known, or nobody counts. */
export async function judgeCard(
  { cardDeclines, clock }: Context,
  card: CardSummary | null,
): Promise<RetryVerdict | null> {
  const cardKey = card ? cardKeyOf(card) : null;
  if (cardDeclines === null || !card || cardKey === null) return null;
  const at = clock.now();
  const since = new Date(at.getTime() - longestCapDays * 86_400_000);
  const declines = await cardDeclines.find(cardKey, since);
  return mayTryAgain(
    card.brand,
    declines.filter((decline) => isOf(cardKey, decline)),
    at,
  );
}
