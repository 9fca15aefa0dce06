import type { WireError } from "../protocol.ts";
import { showChallenge } from "./challenge-overlay.ts";
import { IntegrationError } from "./integration-error.ts";
import { type Intent, readIntent } from "./read-intent.ts";

export type IntentAnswer = { readonly paymentIntent: Intent } | { readonly error: WireError };

/**
 * `stripe.handleNextAction`: lets the shopper's bank ask, then says what the intent has become. A challenge that failed or
 * was left is `payment_intent_authentication_failure`; a card refused afterwards is its own error. Rejects for an intent
 * that asks for nothing.
 */
export async function handleNextAction(publishableKey: string, clientSecret: string): Promise<IntentAnswer> {
  const before = await readIntent(publishableKey, clientSecret);
  if ("error" in before) return before;
  if (before.intent.status !== "requires_action") {
    throw new IntegrationError(
      "handleNextAction: The PaymentIntent supplied is not in the requires_action state.",
    );
  }
  const redirect = before.intent.next_action?.redirect_to_url?.url;
  if (redirect !== undefined) {
    location.assign(redirect);
    return new Promise(() => {});
  }
  await showChallenge(before.intent.next_action?.use_stripe_sdk?.stripe_js ?? "");
  const after = await readIntent(publishableKey, clientSecret);
  if ("error" in after) return after;
  return outcomeOf(after.intent);
}

function outcomeOf(intent: Intent): IntentAnswer {
  if (intent.last_payment_error) return { error: { ...intent.last_payment_error, payment_intent: intent } };
  if (intent.status === "requires_action") return { error: { ...notAuthenticated, payment_intent: intent } };
  return { paymentIntent: intent };
}

const notAuthenticated: WireError = {
  type: "invalid_request_error",
  code: "payment_intent_authentication_failure",
  message:
    "We are unable to authenticate your payment method. Please choose a different payment method and try again.",
};
