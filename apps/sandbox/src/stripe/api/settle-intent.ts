import { z } from "zod";
import { behaviourNamed } from "../cards/test-cards.ts";
import type { ChargeDocument, PaymentIntentDocument, RefundDocument } from "../model.ts";
import { newId, seconds, type StripeAccount } from "../stripe-account.ts";
import { chargeView, found, intentView, refundView } from "../views.ts";
import { record } from "../webhooks/events.ts";
import type { Form } from "./form.ts";
import { accepted, boolean, integer, metadata, readParams } from "./read-params.ts";
import { invalidRequest } from "./stripe-error.ts";

const captureParams = z.strictObject({
  amount_to_capture: integer.optional(),
  final_capture: boolean.optional(),
  metadata: metadata.optional(),
  statement_descriptor_suffix: accepted,
});
const cancelParams = z.strictObject({
  cancellation_reason: z.enum(["abandoned", "duplicate", "fraudulent", "requested_by_customer"]).optional(),
});
const refundParams = z.strictObject({
  payment_intent: z.string().optional(),
  charge: z.string().optional(),
  amount: integer.optional(),
  reason: z.enum(["duplicate", "fraudulent", "requested_by_customer"]).optional(),
  metadata: metadata.optional(),
});

/** `POST /v1/payment_intents/:id/capture`: all or a part, once; what is not captured is let go. */
export function captureIntent(account: StripeAccount, id: string, form: Form): object {
  const params = readParams(captureParams, form);
  const intent = found(account.intents.get(id), "payment_intent", id, "intent");
  if (intent.status !== "requires_capture") throw notCapturable(account, intent);
  const amount = params.amount_to_capture ?? intent.amountCapturable;
  if (amount > intent.amountCapturable || amount < 1) {
    throw invalidRequest(
      `The amount to capture must be between 1 and the amount that can be captured, ${intent.amountCapturable}.`,
      { code: "amount_too_large", param: "amount_to_capture" },
    );
  }
  const charge = found(account.charges.get(intent.latestCharge ?? ""), "charge", intent.latestCharge ?? "");
  const captured = account.charges.put({
    ...charge,
    captured: true,
    amountCaptured: amount,
    amountRefunded: 0,
    captureBefore: null,
  });
  const paid = account.intents.put({
    ...intent,
    status: "succeeded",
    amountReceived: amount,
    amountCapturable: 0,
  });
  record(account, "charge.captured", chargeView(account, captured));
  record(account, "payment_intent.succeeded", intentView(account, paid));
  return intentView(account, paid);
}

/** Stripe's own words and code; a charge, not an intent, would say `charge_already_captured` (stripe-php issue 818). */
function notCapturable(account: StripeAccount, intent: PaymentIntentDocument): Error {
  const reason =
    intent.status === "succeeded"
      ? "it has already been captured."
      : `it has a status of ${intent.status}. Only a PaymentIntent with one of the following statuses may be captured: requires_capture.`;
  return invalidRequest(`This PaymentIntent could not be captured because ${reason}`, {
    code: "payment_intent_unexpected_state",
    payment_intent: intentView(account, intent),
  });
}

const cancellable = [
  "requires_payment_method",
  "requires_confirmation",
  "requires_action",
  "requires_capture",
  "processing",
];

/** `POST /v1/payment_intents/:id/cancel`: after it, the intent can never take money. */
export function cancelIntent(account: StripeAccount, id: string, form: Form): object {
  const params = readParams(cancelParams, form);
  const intent = found(account.intents.get(id), "payment_intent", id, "intent");
  if (!cancellable.includes(intent.status)) {
    const reason = `You cannot cancel this PaymentIntent because it has a status of ${intent.status}. Only a PaymentIntent with one of the following statuses may be canceled: ${cancellable.join(", ")}.`;
    throw invalidRequest(reason, {
      code: "payment_intent_unexpected_state",
      payment_intent: intentView(account, intent),
    });
  }
  const charge = account.charges.get(intent.latestCharge ?? "");
  if (intent.status === "requires_capture" && charge) release(account, charge);
  const canceled = account.intents.put({
    ...intent,
    status: "canceled",
    amountCapturable: 0,
    canceledAt: seconds(account),
    cancellationReason: params.cancellation_reason ?? null,
  });
  record(account, "payment_intent.canceled", intentView(account, canceled));
  return intentView(account, canceled);
}

function release(account: StripeAccount, charge: ChargeDocument): void {
  const released = account.charges.put({ ...charge, amountRefunded: charge.amount, captureBefore: null });
  record(account, "charge.refunded", chargeView(account, released));
}

/** `POST /v1/refunds` of a captured charge. */
export function createRefund(account: StripeAccount, form: Form): object {
  const params = readParams(refundParams, form);
  const { intent, charge } = target(account, params);
  const left = charge.amountCaptured - charge.amountRefunded;
  if (!charge.captured)
    throw invalidRequest(`Charge ${charge.id} has not been captured. Cancel its PaymentIntent instead.`, {
      code: "charge_not_refundable",
    });
  if (left === 0)
    throw invalidRequest(`Charge ${charge.id} has already been refunded.`, {
      code: "charge_already_refunded",
    });
  const amount = params.amount ?? left;
  if (amount < 1 || amount > left) {
    throw invalidRequest(`Refund amount (${amount}) is greater than unrefunded amount on charge (${left})`, {
      code: "amount_too_large",
      param: "amount",
    });
  }
  const behaviour = behaviourNamed(account.methods.get(charge.paymentMethod)?.card.behaviour ?? "");
  const refund: RefundDocument = account.refunds.put({
    id: newId("re"),
    created: seconds(account),
    charge: charge.id,
    paymentIntent: intent.id,
    amount,
    currency: charge.currency,
    reason: params.reason ?? null,
    status: behaviour.refund === "pending" ? "pending" : "succeeded",
    metadata: params.metadata ?? {},
  });
  const refunded = account.charges.put({ ...charge, amountRefunded: charge.amountRefunded + amount });
  record(account, "refund.created", refundView(refund));
  record(account, "charge.refunded", chargeView(account, refunded));
  if (behaviour.refund) settleLater(account, refund, behaviour.refund);
  return refundView(refund);
}

/** Two test cards settle a refund after the answer: one succeeds, one fails and the money stays with the charge. */
function settleLater(account: StripeAccount, refund: RefundDocument, how: "pending" | "failed"): void {
  const settled = account.refunds.put({ ...refund, status: how === "pending" ? "succeeded" : "failed" });
  record(account, "refund.updated", refundView(settled));
  if (how === "pending") return;
  record(account, "refund.failed", refundView(settled));
  const charge = account.charges.get(refund.charge);
  if (charge) account.charges.put({ ...charge, amountRefunded: charge.amountRefunded - refund.amount });
}

function target(
  account: StripeAccount,
  { payment_intent, charge }: { payment_intent?: string | undefined; charge?: string | undefined },
): { intent: PaymentIntentDocument; charge: ChargeDocument } {
  if (!payment_intent && !charge)
    throw invalidRequest(
      "One of the following params should be provided for this request: payment_intent or charge.",
      { code: "parameter_missing" },
    );
  const named = charge ? found(account.charges.get(charge), "charge", charge, "charge") : undefined;
  const intentId = payment_intent ?? named?.paymentIntent ?? "";
  const intent = found(account.intents.get(intentId), "payment_intent", intentId, "payment_intent");
  const paid = named ?? account.charges.get(intent.latestCharge ?? "");
  if (!paid)
    throw invalidRequest(`This PaymentIntent (${intent.id}) does not have a successful charge to refund.`, {
      param: "payment_intent",
    });
  return { intent, charge: paid };
}
