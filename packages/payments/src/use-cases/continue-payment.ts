import type { Attempt } from "../attempt/attempt.ts";
import { outcomeOf } from "../attempt/outcome-of.ts";
import type { PaymentOutcome } from "../outcome.ts";
import type { ActionResult } from "../payment-method.ts";
import type { Context } from "./context.ts";
import { learn } from "./learn.ts";
import { proceed } from "./proceed.ts";

export async function continuePayment(
  context: Context,
  reference: string,
  result: ActionResult | null,
): Promise<PaymentOutcome | null> {
  const newest = await context.store.findNewest(reference);
  if (!newest) return null;
  const answers = newest.state === "requires_action" && isAnswerTo(newest, result);
  return outcomeOf(
    answers ? await proceed(context, newest, result) : await learn(context, newest, "continue"),
  );
}

/** A result of another provider's action, or of another order, answers nothing here. */
function isAnswerTo(attempt: Attempt, result: ActionResult | null): boolean {
  if (result?.provider !== attempt.provider) return false;
  return result.provider === "adyen" || result.orderId === attempt.providerReference;
}
