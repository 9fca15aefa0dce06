import { randomUUID } from "node:crypto";
import type { Delivery } from "../../webhooks/delivery.ts";
import { queue, type Sending } from "../../webhooks/sending.ts";
import { type EventDocument, paypalKinds } from "../model.ts";
import { letters, type PayPalAccount } from "../paypal-account.ts";
import { signingCertificate } from "./certificate.ts";
import { sign } from "./sign.ts";

/** An event on its way to our worker. */
export type PayPalDeliveryDocument = Delivery & {
  readonly eventId: string;
  readonly type: string;
  readonly origin: string;
};

/** PayPal repeats up to 25 times over three days; the first ones come quickly here. */
const repeatAfterSeconds = [5, 30, 120, 600, 3_600, ...Array.from({ length: 20 }, () => 3 * 3_600)];

export const paypalWebhooks: Sending<PayPalDeliveryDocument> = {
  kind: paypalKinds.webhookDelivery,
  target: "paypal-webhooks",
  answerWithinMs: 10_000,
  repeatAfterSeconds,
  compose: ({ store, env }, { eventId, origin }, at) => {
    const event = store.collection<EventDocument>(paypalKinds.event).get(eventId);
    const body = JSON.stringify(event ? eventView(origin, event) : {});
    const certificate = signingCertificate({ store });
    const transmission = {
      id: randomUUID(),
      time: at.toISOString().replace(/\.\d+Z$/, "Z"),
      webhookId: env.PAYPAL_WEBHOOK_ID,
    };
    return {
      body,
      headers: {
        "content-type": "application/json",
        "user-agent": "PayPal/AUHD-1.0-1",
        "paypal-transmission-id": transmission.id,
        "paypal-transmission-time": transmission.time,
        "paypal-transmission-sig": sign(transmission, body, certificate.key),
        "paypal-cert-url": `${origin}/v1/notifications/certs/${certificate.id}`,
        "paypal-auth-algo": "SHA256withRSA",
        "paypal-auth-version": "v2",
      },
    };
  },
};

const summaries: Readonly<Record<string, string>> = {
  "CHECKOUT.ORDER.APPROVED": "An order has been approved by buyer",
  "PAYMENT.AUTHORIZATION.CREATED": "A payment authorization is created",
  "PAYMENT.AUTHORIZATION.VOIDED": "A payment authorization was voided",
  "PAYMENT.CAPTURE.COMPLETED": "Payment completed",
  "PAYMENT.CAPTURE.REFUNDED": "A payment capture was refunded",
};

/** Records an event and puts it on its way, in the same save as the change. */
export function record(
  { sandbox, events, origin }: PayPalAccount,
  { type, resourceType, resource }: Pick<EventDocument, "type" | "resourceType" | "resource">,
): void {
  const event: EventDocument = {
    id: `WH-${letters(17)}-${letters(17)}`,
    createdAt: sandbox.now().toISOString(),
    type,
    resourceType,
    summary: summaries[type] ?? type,
    resource,
  };
  events.put(event);
  queue(sandbox, paypalWebhooks, type, () => ({
    id: `paypal_delivery_${sandbox.store.next("paypal-webhook-delivery")}`,
    eventId: event.id,
    type,
    origin,
    uri: sandbox.env.SANDBOX_PAYPAL_WEBHOOK_URL,
  }));
}

export function eventView(origin: string, event: EventDocument): Record<string, unknown> {
  const { id, createdAt, type, resourceType, summary, resource } = event;
  const self = `${origin}/v1/notifications/webhooks-events/${id}`;
  return {
    id,
    event_version: "1.0",
    create_time: createdAt,
    resource_type: resourceType,
    resource_version: "2.0",
    event_type: type,
    summary,
    resource,
    links: [
      { href: self, rel: "self", method: "GET" },
      { href: `${self}/resend`, rel: "resend", method: "POST" },
    ],
  };
}
