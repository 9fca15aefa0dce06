import { createHmac } from "node:crypto";
import type { StandIn } from "../../http/part.ts";
import { keepSending, type Sending } from "../../webhooks/sending.ts";
import { kinds } from "../model.ts";
import { subscribeWorker } from "./subscribe.ts";
import type { WebhookDeliveryDocument } from "./webhook.ts";

/** Answered within 5 s, repeated 8 times over 4 hours (shopify.dev, "Webhook best practices", 2026). */
export const shopWebhooks: Sending<WebhookDeliveryDocument> = {
  kind: kinds.webhookDelivery,
  target: "shopify-webhooks",
  answerWithinMs: 5_000,
  repeatAfterSeconds: [10, 60, 300, 900, 1_800, 2_700, 3_600, 5_000],
  compose: ({ env }, delivery) => ({
    body: delivery.body,
    headers: {
      "content-type": "application/json",
      "user-agent": "Shopify-Captain-Hook",
      "x-shopify-topic": delivery.topic,
      "x-shopify-hmac-sha256": createHmac("sha256", env.SHOPIFY_WEBHOOK_SECRET)
        .update(delivery.body)
        .digest("base64"),
      "x-shopify-shop-domain": "sandbox.myshopify.com",
      "x-shopify-api-version": "2026-04",
      "x-shopify-webhook-id": delivery.webhookId,
      "x-shopify-event-id": delivery.eventId,
      "x-shopify-triggered-at": delivery.triggeredAt,
    },
  }),
};

/** Subscribes our worker, and sends what is due until it is closed. */
export const startShopWebhooks: StandIn = async (context) => {
  subscribeWorker(context);
  await context.store.save();
  return { url: "", ...keepSending(context, shopWebhooks) };
};
