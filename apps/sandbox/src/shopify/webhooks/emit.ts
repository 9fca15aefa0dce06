import { randomUUID } from "node:crypto";
import type { SandboxContext } from "../../context.ts";
import { queue } from "../../webhooks/sending.ts";
import { kinds } from "../model.ts";
import { shopWebhooks } from "./shop-webhooks.ts";
import type { Topic, WebhookSubscriptionDocument } from "./webhook.ts";

/** Puts a webhook on its way to every subscriber of the topic, in the same save as the change it tells of. */
export function emit(context: SandboxContext, topic: Topic, payload: object): void {
  const { store } = context;
  const subscriptions = store
    .collection<WebhookSubscriptionDocument>(kinds.webhookSubscription)
    .all()
    .filter((subscription) => subscription.topic === topic);
  const eventId = randomUUID();
  const body = JSON.stringify(payload);
  for (const { id: subscriptionId, uri } of subscriptions) {
    queue(context, shopWebhooks, topic, () => ({
      id: `delivery_${store.next("webhook-delivery")}`,
      subscriptionId,
      topic,
      uri,
      eventId,
      webhookId: randomUUID(),
      body,
    }));
  }
}
