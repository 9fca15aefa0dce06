import { createHmac } from "node:crypto";
import type { Delivery } from "../../webhooks/delivery.ts";
import { queue, type Sending } from "../../webhooks/sending.ts";
import { type EventDocument, stripeKinds } from "../model.ts";
import { newId, seconds, type StripeAccount } from "../stripe-account.ts";

/** An event on its way to our worker. */
export type StripeDeliveryDocument = Delivery & { readonly eventId: string; readonly type: string };

/** Live mode repeats over three days, exponentially (docs.stripe.com/webhooks, 2026). */
export const stripeWebhooks: Sending<StripeDeliveryDocument> = {
  kind: stripeKinds.webhookDelivery,
  target: "stripe-webhooks",
  answerWithinMs: 10_000,
  repeatAfterSeconds: [5, 30, 120, 600, 3_600, 14_400, 43_200, 86_400],
  compose: ({ store, env }, { eventId }, at) => {
    const event = store.collection<EventDocument>(stripeKinds.event).get(eventId);
    const body = JSON.stringify(event ? eventView(event) : {});
    const timestamp = Math.floor(at.getTime() / 1_000);
    const signature = createHmac("sha256", env.STRIPE_WEBHOOK_SECRET)
      .update(`${timestamp}.${body}`)
      .digest("hex");
    return {
      body,
      headers: {
        "content-type": "application/json; charset=utf-8",
        "user-agent": "Stripe/1.0 (+https://stripe.com/docs/webhooks)",
        "stripe-signature": `t=${timestamp},v1=${signature}`,
      },
    };
  },
  forget: ({ store }, { eventId }) => {
    const others = store.collection<StripeDeliveryDocument>(stripeKinds.webhookDelivery).all();
    if (!others.some((other) => other.eventId === eventId))
      store.collection(stripeKinds.event).delete(eventId);
  },
};

/** What the endpoint asked for, as the README has a merchant choose it: Stripe sends an endpoint nothing else. */
const chosen: ReadonlySet<string> = new Set([
  "payment_intent.amount_capturable_updated",
  "payment_intent.canceled",
  "payment_intent.payment_failed",
  "payment_intent.requires_action",
  "payment_intent.succeeded",
  "charge.dispute.created",
  "charge.dispute.funds_withdrawn",
  "charge.dispute.funds_reinstated",
  "charge.dispute.closed",
  "refund.created",
  "refund.updated",
  "refund.failed",
]);

/** Records an event and puts it on its way, in the same save as the change. One that nobody asked for is not kept either. */
export function record(account: StripeAccount, type: string, object: object): void {
  if (!chosen.has(type)) return;
  const { sandbox } = account;
  const event: EventDocument = {
    id: newId("evt"),
    created: seconds(account),
    type,
    object,
    request: { id: null, idempotencyKey: null },
  };
  account.events.put(event);
  queue(sandbox, stripeWebhooks, type, () => ({
    id: `we_delivery_${sandbox.store.next("stripe-webhook-delivery")}`,
    eventId: event.id,
    type,
    uri: sandbox.env.SANDBOX_STRIPE_WEBHOOK_URL,
  }));
}

export function eventView({ id, created, type, object, request }: EventDocument): Record<string, unknown> {
  return {
    id,
    object: "event",
    api_version: "2026-10-28.endive",
    created,
    data: { object },
    livemode: false,
    pending_webhooks: 0,
    request: { id: request.id, idempotency_key: request.idempotencyKey },
    type,
  };
}
