import { currency, money } from "@evertill/money";
import type { Attempt, AttemptState } from "../attempt.ts";

export const amount = money(4900, currency("EUR"));

/** An attempt at Stripe for 49 euros, in a state. */
export function attempt(
  state: AttemptState,
  changes: Partial<Pick<Attempt, "fenceReason" | "provider">> = {},
): Attempt {
  return {
    ...state,
    id: "a",
    paymentId: "p",
    reference: "c",
    number: 1,
    provider: "stripe",
    amount,
    billingCountry: null,
    providerReference: "pi_1",
    providerDetails: {},
    fenceReason: null,
    since: new Date(0),
    createdAt: new Date(0),
    reads: 0,
    ...changes,
  };
}
