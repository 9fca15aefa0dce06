import { Stripe } from "stripe";
import { currency } from "@evertill/money";
import type { DisputeStage } from "../../dispute/dispute.ts";
import type { Heard, HeardDispute, HeardRefund, ParsedWebhook, Webhook } from "../../provider.ts";
import { fromStripeAmount } from "./amounts.ts";
import { factsOf } from "./facts.ts";
import { refundIdName } from "./refund-id.ts";

/** Stripe's own tolerance for the age of a signature. */
const toleranceSeconds = 300;

/**
 * Verifies `Stripe-Signature` on the raw body. The SDK refuses stale timestamps but takes future ones (23.1: +1 h
 * passes), which would let a captured request be kept for later, so those are refused here.
 */
export function parseStripeWebhook(
  stripe: Stripe,
  webhookSecret: string,
  { rawBody, headers }: Webhook,
  now: Date,
): ParsedWebhook {
  const signature = headers["stripe-signature"] ?? "";
  const signedAt = Number(/(?:^|,)t=(\d+)/.exec(signature)?.[1] ?? Number.NaN);
  if (!Number.isFinite(signedAt))
    return { kind: "refused", reason: "the signature is missing or unreadable" };
  const nowSeconds = Math.floor(now.getTime() / 1_000);
  if (signedAt > nowSeconds + toleranceSeconds) {
    return { kind: "refused", reason: "the signature is dated in the future" };
  }
  try {
    const event = stripe.webhooks.constructEvent(
      rawBody,
      signature,
      webhookSecret,
      toleranceSeconds,
      undefined,
      now.getTime(),
    );
    const { id: eventId, type } = event;
    return {
      kind: "events",
      events: [{ eventId, type, providerReference: intentIdOf(event), heard: heardFrom(event) }],
    };
  } catch (error) {
    return { kind: "refused", reason: error instanceof Error ? error.message : "the signature is wrong" };
  }
}

/** Stripe can be read, so this only has to tell which refund it is of, or whether what it says is known already. */
function heardFrom({ type, data: { object } }: Stripe.Event): Heard | null {
  if (object.object === "refund") return refundOf(object);
  if (object.object === "dispute") return disputeOf(type, object);
  return object.object === "payment_intent" ? factsOf(object) : null;
}

function refundOf({ id, amount: units, currency: code, metadata }: Stripe.Refund): HeardRefund {
  const amount = fromStripeAmount(units, currency(code.toUpperCase()));
  const refundId = metadata?.[refundIdName] ?? null;
  return { kind: "refund", refundId, facts: { kind: "pending", amount, refundReference: id } };
}

const stages: Readonly<Record<string, DisputeStage>> = {
  "charge.dispute.created": "opened",
  "charge.dispute.funds_withdrawn": "withdrawn",
  "charge.dispute.funds_reinstated": "returned",
};

/** Null for an update that changes nothing of ours, and for an inquiry that closes without a winner. */
function disputeOf(type: string, dispute: Stripe.Dispute): HeardDispute | null {
  const { id: disputeReference, status, reason } = dispute;
  const ended: DisputeStage | null = status === "won" ? "won" : status === "lost" ? "lost" : null;
  const stage = stages[type] ?? (type === "charge.dispute.closed" ? ended : null);
  if (stage === null) return null;
  const amount = fromStripeAmount(dispute.amount, currency(dispute.currency.toUpperCase()));
  return { kind: "dispute", disputeReference, stage, amount, reason };
}

/**
 * The PaymentIntent an event speaks of: its object, or what a refund or dispute belongs to. What a charge says its
 * PaymentIntent says too, in an event of its own.
 */
function intentIdOf(event: Stripe.Event): string | null {
  const object = event.data.object as { object?: string; id?: string; payment_intent?: unknown };
  if (object.object === "payment_intent") return object.id ?? null;
  if (object.object === "charge") return null;
  return typeof object.payment_intent === "string" ? object.payment_intent : null;
}
