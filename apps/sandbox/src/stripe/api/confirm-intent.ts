import { z } from "zod";
import { cardOfTestMethod } from "../cards/read-card.ts";
import type {
  ChargeDocument,
  PaymentError,
  PaymentIntentDocument,
  PaymentMethodDocument,
  ThreeDSecure,
} from "../model.ts";
import { newId, seconds, type StripeAccount } from "../stripe-account.ts";
import { chargeView, found, intentView } from "../views.ts";
import { record } from "../webhooks/events.ts";
import { chargeCard, frictionless, needsChallenge } from "./charge-card.ts";
import { accepted, boolean } from "./read-params.ts";
import { cardError, invalidRequest, missingResource } from "./stripe-error.ts";

/** Parameters that `create` with `confirm` and `confirm` share. */
export const confirmParams = {
  confirmation_token: z.string().optional(),
  error_on_requires_action: boolean.optional(),
  mandate: accepted,
  mandate_data: accepted,
  off_session: z.enum(["true", "false", "one_off", "recurring"]).optional(),
  return_url: z.url().optional(),
  use_stripe_sdk: boolean.optional(),
};

export type ConfirmParams = {
  readonly confirmation_token?: string | undefined;
  readonly payment_method?: string | undefined;
  readonly error_on_requires_action?: boolean | undefined;
  readonly off_session?: string | undefined;
  readonly return_url?: string | undefined;
  readonly use_stripe_sdk?: boolean | undefined;
};

const confirmable = ["requires_payment_method", "requires_confirmation", "requires_action"];

/** Confirms an intent. Throws the 402 of a refusal, and then the intent is back at `requires_payment_method`. */
export function confirmIntent(
  account: StripeAccount,
  before: PaymentIntentDocument,
  params: ConfirmParams,
): object {
  if (!confirmable.includes(before.status)) throw unexpectedState(account, before, "confirmed");
  const method = methodFor(account, before, params);
  const intent = account.intents.put({
    ...before,
    paymentMethod: method.id,
    returnUrl: params.return_url ?? before.returnUrl,
    usesStripeSdk: params.use_stripe_sdk ?? before.usesStripeSdk,
    lastError: null,
  });
  if (!needsChallenge(intent, method)) return authorise(account, intent, method, frictionless(method));
  const unattended = params.off_session !== undefined && params.off_session !== "false";
  if (unattended || params.error_on_requires_action === true) {
    return refuse(account, intent, {
      type: "card_error",
      code: "authentication_required",
      declineCode: unattended ? "authentication_required" : "authentication_not_handled",
      message: "Your card was declined. This transaction requires authentication.",
      paymentMethod: method.id,
    });
  }
  const waiting = account.intents.put({ ...intent, status: "requires_action" });
  record(account, "payment_intent.requires_action", intentView(account, waiting));
  return intentView(account, waiting);
}

/** What came of a bank's page. Safe to be told twice: an intent that waits for nothing is left as it is. */
export function completeChallenge(
  account: StripeAccount,
  {
    intentId,
    clientSecret,
    outcome,
  }: { intentId: string; clientSecret: string; outcome: "authenticated" | "failed" },
): PaymentIntentDocument {
  const intent = account.intents.get(intentId);
  if (!intent || intent.clientSecret !== clientSecret)
    throw missingResource("payment_intent", intentId, "intent");
  const method = account.methods.get(intent.paymentMethod ?? "");
  if (intent.status !== "requires_action" || !method) return intent;
  try {
    if (outcome === "authenticated")
      authorise(account, intent, method, { flow: "challenge", result: "authenticated", reason: null });
    else {
      refuse(account, intent, {
        type: "invalid_request_error",
        code: "payment_intent_authentication_failure",
        message:
          "We are unable to authenticate your payment method. Please choose a different payment method and try again.",
        paymentMethod: method.id,
      });
    }
  } catch {
    // A decline after the challenge: the shopper's page reads it from the intent.
  }
  return account.intents.get(intentId) ?? intent;
}

function authorise(
  account: StripeAccount,
  intent: PaymentIntentDocument,
  method: PaymentMethodDocument,
  threeDSecure: ThreeDSecure | null,
): object {
  const charge = chargeCard(account, { intent, method, threeDSecure });
  if (charge.failure) return refuse(account, { ...intent, latestCharge: charge.id }, charge.failure, charge);
  const isManual = intent.captureMethod === "manual";
  const paid = account.intents.put({
    ...intent,
    status: isManual ? "requires_capture" : "succeeded",
    latestCharge: charge.id,
    amountCapturable: isManual ? intent.amount : 0,
    amountReceived: isManual ? 0 : intent.amount,
  });
  record(account, "charge.succeeded", chargeView(account, charge));
  record(
    account,
    isManual ? "payment_intent.amount_capturable_updated" : "payment_intent.succeeded",
    intentView(account, paid),
  );
  return intentView(account, paid);
}

function refuse(
  account: StripeAccount,
  intent: PaymentIntentDocument,
  error: PaymentError,
  charge?: ChargeDocument,
): never {
  const refused = account.intents.put({
    ...intent,
    status: "requires_payment_method",
    paymentMethod: null,
    lastError: error,
  });
  const view = intentView(account, refused);
  if (charge) record(account, "charge.failed", chargeView(account, charge));
  record(account, "payment_intent.payment_failed", view);
  throw cardError(error, view);
}

function methodFor(
  account: StripeAccount,
  intent: PaymentIntentDocument,
  params: ConfirmParams,
): PaymentMethodDocument {
  if (params.confirmation_token) return methodOfToken(account, intent, params.confirmation_token);
  const id = params.payment_method ?? intent.paymentMethod;
  if (!id) {
    throw invalidRequest(
      "You cannot confirm this PaymentIntent because it's missing a payment method. You can either update the PaymentIntent with a payment method and then confirm it again, or confirm it again directly with a payment method or ConfirmationToken.",
      { code: "payment_intent_unexpected_state", payment_intent: intentView(account, intent) },
    );
  }
  const named = cardOfTestMethod(id, account.sandbox.now());
  if (named)
    return account.methods.put({
      id: newId("pm"),
      created: seconds(account),
      customer: intent.customer,
      card: named,
      billing: nobody,
    });
  return found(account.methods.get(id), "PaymentMethod", id, "payment_method");
}

function methodOfToken(
  account: StripeAccount,
  intent: PaymentIntentDocument,
  id: string,
): PaymentMethodDocument {
  const token = found(account.tokens.get(id), "confirmation_token", id, "confirmation_token");
  if (token.paymentIntent !== null) {
    throw invalidRequest(
      `The ConfirmationToken ${id} has already been used to confirm a PaymentIntent. Create a new one.`,
      { code: "resource_already_used", param: "confirmation_token" },
    );
  }
  if (token.expiresAt <= seconds(account)) {
    throw invalidRequest(`The ConfirmationToken ${id} has expired. Create a new one.`, {
      code: "resource_expired",
      param: "confirmation_token",
    });
  }
  account.tokens.put({ ...token, paymentIntent: intent.id });
  return account.methods.put({
    id: newId("pm"),
    created: seconds(account),
    customer: intent.customer,
    card: token.card,
    billing: token.billing,
  });
}

const nobody = { name: null, email: null, phone: null, address: {} };

/** 400: what the status of the intent does not allow, with the intent as it is. */
export function unexpectedState(account: StripeAccount, intent: PaymentIntentDocument, deed: string) {
  return invalidRequest(
    `This PaymentIntent could not be ${deed} because it has a status of ${intent.status}.`,
    {
      code: "payment_intent_unexpected_state",
      payment_intent: intentView(account, intent),
    },
  );
}
