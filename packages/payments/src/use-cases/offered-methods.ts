import type { CardSummary } from "../outcome.ts";
import type { OfferedMethods, OfferRequest } from "../payments.ts";
import type { Context } from "./context.ts";

export async function offeredMethods(
  context: Context,
  { reference, amount, locale, billingCountry, without = [] }: OfferRequest,
): Promise<OfferedMethods> {
  const { routing } = context;
  const card = reference === null ? null : await triedCard(context, reference);
  const wanted = { amount, locale, card, billingCountry, without };
  const decision = await routing.decide(wanted, { trials: true });
  if (reference !== null) await routing.keep(reference, decision);
  return { cards: decision.cards, paypal: decision.paypal, decision };
}

/** The card of the try before: nobody else's is known until the shopper has typed. What cannot be read keeps nobody from paying. */
async function triedCard({ store, log }: Context, reference: string): Promise<CardSummary | null> {
  try {
    const newest = await store.findNewest(reference);
    return newest !== null && "card" in newest ? (newest.card ?? null) : null;
  } catch (error) {
    log.warn({ err: error, reference }, "the try before could not be read");
    return null;
  }
}
