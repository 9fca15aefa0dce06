import type { OfferedMethods, OfferRequest } from "../payments.ts";
import type { Context } from "./context.ts";

export async function offeredMethods(
  { routing }: Context,
  { reference, amount, locale, without = [] }: OfferRequest,
): Promise<OfferedMethods> {
  const decision = await routing.decide({ amount, locale, without }, { trials: true });
  if (reference !== null) await routing.keep(reference, decision);
  return { cards: decision.cards, paypal: decision.paypal, decision };
}
