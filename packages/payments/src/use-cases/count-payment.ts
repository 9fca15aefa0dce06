import type { Attempt } from "../attempt/attempt.ts";
import type { Facts } from "../provider.ts";
import { cardKeyOf } from "../retry-caps/card-key.ts";
import type { Context } from "./context.ts";

/** Keeps what a provider told of the card that paid, for what the next decision about it counts. */
export async function countPayment(
  { cardPayments, clock }: Context,
  { id: attemptId }: Attempt,
  facts: Facts,
): Promise<void> {
  if (cardPayments === null || (facts.kind !== "authorized" && facts.kind !== "captured")) return;
  const { card, challenged = false } = facts;
  const cardKey = card && cardKeyOf(card);
  if (cardKey === null && !challenged) return;
  await cardPayments.learn(attemptId, { cardKey, challenged }, clock.now());
}
