import { randomUUID } from "node:crypto";
import type { SandboxContext } from "../../context.ts";
import { kinds } from "../model.ts";
import type { Topic, WebhookDeliveryDocument, WebhookSubscriptionDocument } from "./webhook.ts";

/**
 * Puts a webhook on its way to every subscriber of the topic, in the same save as the change it tells of. Late, double
 * and lost ones come from the fault switches of `shopify-webhooks`.
 */
export function emit({ store, faults, now }: SandboxContext, topic: Topic, payload: object): void {
  const subscriptions = store
    .collection<WebhookSubscriptionDocument>(kinds.webhookSubscription)
    .all()
    .filter((subscription) => subscription.topic === topic);
  const deliveries = store.collection<WebhookDeliveryDocument>(kinds.webhookDelivery);
  const triggeredAt = now();
  const eventId = randomUUID();
  for (const { id: subscriptionId, uri } of subscriptions) {
    const fault = faults.meet("shopify-webhooks", topic);
    const late = fault?.mode === "webhook-late" ? fault.delayMs : 0;
    const copies = fault?.mode === "webhook-twice" ? 2 : 1;
    for (let copy = 0; copy < copies; copy += 1) {
      deliveries.put({
        id: `delivery_${store.next("webhook-delivery")}`,
        subscriptionId,
        topic,
        uri,
        eventId,
        webhookId: randomUUID(),
        triggeredAt: triggeredAt.toISOString(),
        body: JSON.stringify(payload),
        state: fault?.mode === "webhook-lost" ? "lost" : "waiting",
        dueAt: new Date(triggeredAt.getTime() + late).toISOString(),
        attempts: [],
      });
    }
  }
}
