import { createHmac } from "node:crypto";
import type { SandboxContext } from "../../context.ts";
import type { StandIn } from "../../http/part.ts";
import type { Store } from "../../store/store.ts";
import { kinds } from "../model.ts";
import { subscribeWorker } from "./subscribe.ts";
import type { WebhookDeliveryDocument } from "./webhook.ts";

// Shopify: answered within 5 s, repeated 8 times over 4 hours (shopify.dev, "Webhook best practices", 2026).
const answerWithinMs = 5_000;
const repeatAfterSeconds = [10, 60, 300, 900, 1_800, 2_700, 3_600, 5_000];
/** Ended deliveries that are kept to be looked at. */
const keptMax = 500;

const pollMs = 100;

/** Subscribes our worker, and sends what is due, a few at a time, until it is closed. */
export const startShopWebhooks: StandIn = async (context) => {
  subscribeWorker(context);
  await context.store.save();
  const closing = new AbortController();
  const loop = (async () => {
    while (!closing.signal.aborted) {
      await sendDueWebhooks(context).catch((error: unknown) =>
        context.log.error({ err: error }, "webhook round failed"),
      );
      await new Promise((resolve) => setTimeout(resolve, pollMs));
    }
  })();
  return {
    url: "",
    close: async () => {
      closing.abort();
      await loop;
    },
  };
};

const rounds = new WeakMap<Store, Promise<void>>();

/** One round: sends every delivery that is due now, the oldest first. Rounds of one store never overlap. */
export function sendDueWebhooks(context: SandboxContext): Promise<void> {
  const before = rounds.get(context.store) ?? Promise.resolve();
  const round = before.catch(() => undefined).then(() => sendRound(context));
  rounds.set(context.store, round);
  return round;
}

async function sendRound(context: SandboxContext): Promise<void> {
  const deliveries = context.store.collection<WebhookDeliveryDocument>(kinds.webhookDelivery);
  const now = context.now().getTime();
  const due = deliveries.all().filter(({ state, dueAt }) => state === "waiting" && Date.parse(dueAt) <= now);
  for (let start = 0; start < due.length; start += 10) {
    await Promise.all(
      due.slice(start, start + 10).map(async (delivery) => deliveries.put(await deliver(context, delivery))),
    );
    await context.store.save();
  }
  const ended = deliveries.all().filter(({ state }) => state !== "waiting");
  for (const { id } of ended.slice(0, Math.max(0, ended.length - keptMax))) deliveries.delete(id);
}

async function deliver(
  { env, now }: SandboxContext,
  delivery: WebhookDeliveryDocument,
): Promise<WebhookDeliveryDocument> {
  const at = now();
  const { status, note } = await post(delivery, env.SHOPIFY_WEBHOOK_SECRET);
  const attempts = [...delivery.attempts, { at: at.toISOString(), status, note }];
  if (status !== null && status >= 200 && status < 300) return { ...delivery, attempts, state: "delivered" };
  const wait = repeatAfterSeconds[attempts.length - 1];
  if (wait === undefined) return { ...delivery, attempts, state: "given-up" };
  return { ...delivery, attempts, dueAt: new Date(at.getTime() + wait * 1_000).toISOString() };
}

async function post(
  delivery: WebhookDeliveryDocument,
  secret: string,
): Promise<{ status: number | null; note: string }> {
  try {
    const answer = await fetch(delivery.uri, {
      method: "POST",
      body: delivery.body,
      redirect: "manual",
      signal: AbortSignal.timeout(answerWithinMs),
      headers: {
        "content-type": "application/json",
        "user-agent": "Shopify-Captain-Hook",
        "x-shopify-topic": delivery.topic,
        "x-shopify-hmac-sha256": createHmac("sha256", secret).update(delivery.body).digest("base64"),
        "x-shopify-shop-domain": "sandbox.myshopify.com",
        "x-shopify-api-version": "2026-04",
        "x-shopify-webhook-id": delivery.webhookId,
        "x-shopify-event-id": delivery.eventId,
        "x-shopify-triggered-at": delivery.triggeredAt,
      },
    });
    return { status: answer.status, note: (await answer.text()).slice(0, 200) };
  } catch (error) {
    return { status: null, note: error instanceof Error ? error.message : String(error) };
  }
}
