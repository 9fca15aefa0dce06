import type { SandboxContext } from "../../context.ts";
import { kinds } from "../model.ts";
import { topics, type WebhookSubscriptionDocument } from "./webhook.ts";

/** Subscribes our own worker to every topic, as the app's configuration would; does nothing where it is subscribed already. */
export function subscribeWorker({ store, env, now }: SandboxContext): void {
  const subscriptions = store.collection<WebhookSubscriptionDocument>(kinds.webhookSubscription);
  const uri = env.SANDBOX_SHOPIFY_WEBHOOK_URL;
  for (const topic of topics) {
    const known = subscriptions
      .all()
      .some((subscription) => subscription.topic === topic && subscription.uri === uri);
    if (known) continue;
    subscriptions.put({
      id: String(store.next("webhook-subscription", 1_000_001)),
      topic,
      uri,
      createdAt: now().toISOString(),
    });
  }
}
