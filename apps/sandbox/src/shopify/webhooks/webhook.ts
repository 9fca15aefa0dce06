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
  "refunds/create",
] as const;
export type Topic = (typeof topics)[number];

export type WebhookSubscriptionDocument = {
  readonly id: string;
  readonly topic: Topic;
  readonly uri: string;
  readonly createdAt: string;
};

/** One webhook on its way to one address. `waiting` ones are due at `dueAt`; all others have ended. */
export type WebhookDeliveryDocument = {
  readonly id: string;
  readonly subscriptionId: string;
  readonly topic: Topic;
  readonly uri: string;
  /** The same for every delivery of what happened once, repeats included: `X-Shopify-Event-Id`. */
  readonly eventId: string;
  /** `X-Shopify-Webhook-Id`. */
  readonly webhookId: string;
  readonly triggeredAt: string;
  readonly body: string;
  readonly state: "waiting" | "delivered" | "given-up" | "lost";
  readonly dueAt: string;
  readonly attempts: readonly {
    readonly at: string;
    readonly status: number | null;
    readonly note: string;
  }[];
};
