import type { Delivery } from "../../webhooks/delivery.ts";

/** Topics as the wire writes them (`X-Shopify-Topic`). */
export const topics = [
  "products/create",
  "products/update",
  "products/delete",
  "collections/create",
  "collections/update",
  "collections/delete",
  "inventory_levels/update",
  "orders/create",
  "orders/updated",
  "orders/paid",
  "orders/cancelled",
  "orders/edited",
  "refunds/create",
] as const;
export type Topic = (typeof topics)[number];

export type WebhookSubscriptionDocument = {
  readonly id: string;
  readonly topic: Topic;
  readonly uri: string;
  readonly createdAt: string;
};

/** A webhook on its way to one subscriber. */
export type WebhookDeliveryDocument = Delivery & {
  readonly subscriptionId: string;
  readonly topic: Topic;
  /** The same for every delivery of what happened once, repeats included: `X-Shopify-Event-Id`. */
  readonly eventId: string;
  /** `X-Shopify-Webhook-Id`. */
  readonly webhookId: string;
  readonly body: string;
};
