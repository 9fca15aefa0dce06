import type { Database, Jobs } from "@evertill/database";
import type { Payments, ProviderName } from "@evertill/payments";
import { eventsPerBatchMax, storeBrowserEvents } from "@evertill/tracking";
import { Hono } from "hono";
import { sql } from "drizzle-orm";
import { z } from "zod";
import { type EventJob, workerQueues } from "../queues.ts";
import { changeOfEvent } from "../freshness/change-of-event.ts";
import { tellChange } from "../freshness/tell-change.ts";
import { isFollowed } from "../shop-events/apply-shop-event.ts";
import { saveShopEvent } from "../shop-events/shop-event-store.ts";
import { refuseAbove } from "./too-large.ts";
import { isSignedByShop } from "./verify-shopify.ts";

export type AppParts = {
  readonly database: Database;
  readonly payments: Pick<Payments, "receiveProviderEvent">;
  /** Those that may send webhooks here. */
  readonly paymentProviders: readonly ProviderName[];
  readonly jobs: Pick<Jobs, "send" | "wake">;
  readonly shopifyWebhookSecret: string;
  readonly now: () => Date;
  /** Present where tests and people may ask for a sweep at once. */
  readonly sweep?: () => Promise<unknown>;
};

const webhookBytesMax = 2_000_000;
const eventBytesMax = 256_000;

/**
 * Nearly every event tells of what the till asked for itself and is writing down just then: a moment later it says nothing
 * new, and nobody reads the provider, or waits for the checkout's lock, for it.
 */
function eventsApplyFrom(now: Date): Date {
  return new Date(now.getTime() + 1_000);
}

/** The door for whatever arrives: verify on the raw body, store once, answer; a job does the rest. */
export function createApp(parts: AppParts): Hono {
  const app = new Hono();
  for (const provider of parts.paymentProviders)
    app.post(`/webhooks/${provider}`, refuseAbove(webhookBytesMax), async (context) => {
      const rawBody = await context.req.text();
      const headers = Object.fromEntries(context.req.raw.headers);
      const received = await parts.payments.receiveProviderEvent({ provider, rawBody, headers });
      if (received.kind === "refused") return context.json({ error: received.reason }, 400);
      // When the process dies here the sweep applies the stored events.
      for (const eventId of received.kind === "stored" ? received.eventIds : []) {
        const job: EventJob = { eventId };
        await parts.jobs.send(workerQueues.applyProviderEvent, job, {
          startAfter: eventsApplyFrom(parts.now()),
        });
      }
      return context.json({ received: received.kind });
    });
  app.post("/webhooks/shopify", refuseAbove(webhookBytesMax), async (context) => {
    const rawBody = await context.req.text();
    const header = (name: string) => context.req.header(name);
    if (!isSignedByShop(rawBody, header("x-shopify-hmac-sha256"), parts.shopifyWebhookSecret)) {
      return context.json({ error: "the signature is wrong" }, 401);
    }
    const eventId = header("x-shopify-event-id") ?? header("x-shopify-webhook-id");
    const topic = header("x-shopify-topic");
    if (!eventId || !topic) return context.json({ error: "X-Shopify-Topic and an event id are needed" }, 400);
    const shop = header("x-shopify-shop-domain") ?? "";
    const triggeredAt = header("x-shopify-triggered-at") ?? null;
    const received = await storeShopEvent(parts, { eventId, topic, shop, triggeredAt, body: rawBody });
    parts.jobs.wake(workerQueues.refreshPages);
    return context.json({ received });
  });
  app.post("/events", refuseAbove(eventBytesMax), async (context) => {
    const batch = readBatch(await context.req.text());
    if (batch.kind === "refused") return context.json({ error: batch.reason }, 400);
    return context.json(await storeBrowserEvents(parts.database, batch.events, parts.now()), 202);
  });
  app.get("/health", async (context) => {
    await parts.database.execute(sql`select 1`);
    return context.json({ status: "ok" });
  });
  const { sweep } = parts;
  if (sweep) app.post("/sweep", async (context) => context.json(await sweep()));
  return app;
}

async function storeShopEvent(
  { database, jobs, now }: AppParts,
  event: Parameters<typeof saveShopEvent>[1],
): Promise<"stored" | "duplicate"> {
  const isApplied = !isFollowed(event.topic);
  return database.transaction(async (tx) => {
    const id = await saveShopEvent(tx, event, now(), { isApplied });
    if (id === null) return "duplicate";
    const job: EventJob = { eventId: id };
    if (!isApplied) await jobs.send(workerQueues.applyShopEvent, job, { tx });
    const change = changeOfEvent(event);
    if (change) await tellChange({ jobs, tx, now: now() }, { ...change, toldBy: "webhook" });
    return "stored";
  });
}

const batchSchema = z.union([
  z.array(z.unknown()).max(eventsPerBatchMax),
  z.object({ events: z.array(z.unknown()).max(eventsPerBatchMax) }).transform(({ events }) => events),
]);

type Batch =
  | { readonly kind: "events"; readonly events: readonly unknown[] }
  | { readonly kind: "refused"; readonly reason: string };

function readBatch(text: string): Batch {
  const expected = `expected a JSON list of at most ${eventsPerBatchMax} events, or {"events": […]}`;
  try {
    const parsed = batchSchema.safeParse(JSON.parse(text));
    return parsed.success ? { kind: "events", events: parsed.data } : { kind: "refused", reason: expected };
  } catch {
    return { kind: "refused", reason: expected };
  }
}
