import { createHmac } from "node:crypto";
import { freshDatabase } from "@evertill/database/testing";
import type { ReceivedEvent } from "@evertill/payments";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { allMigrations } from "../migrations.ts";
import { createApp } from "./create-app.ts";

const secret = "sandbox-shopify-webhook-secret";
const now = () => new Date("2026-11-21T12:00:00Z");
let fresh: Awaited<ReturnType<typeof freshDatabase>>;
let sent: { queue: string; data: object }[];
let app: ReturnType<typeof createApp>;
let providerSays: ReceivedEvent;
beforeAll(async () => {
  fresh = await freshDatabase(allMigrations);
});
afterAll(() => fresh.drop());
beforeEach(() => {
  sent = [];
  app = createApp({
    database: fresh.database,
    paymentProviders: ["stripe", "adyen"],
    payments: { receiveProviderEvent: async () => providerSays },
    jobs: { send: async (queue, data) => void sent.push({ queue, data }), wake: () => undefined },
    shopifyWebhookSecret: secret,
    now,
  });
});

async function shopify(body: string, headers: Record<string, string> = {}) {
  const signature = createHmac("sha256", secret).update(body).digest("base64");
  return app.request("/webhooks/shopify", {
    method: "POST",
    body,
    headers: {
      "x-shopify-hmac-sha256": signature,
      "x-shopify-topic": "products/update",
      "x-shopify-event-id": "event-1",
      ...headers,
    },
  });
}

test("a webhook of the shop is stored once, and has its jobs once, however often it is delivered", async () => {
  const body = '{"id":1,"variants":[{"id":2}]}';
  const answers = await Promise.all([1, 2, 3].map(() => shopify(body, { "x-shopify-event-id": "thrice" })));
  const received = await Promise.all(answers.map((answer) => answer.json() as Promise<{ received: string }>));
  expect(received.map(({ received: how }) => how).sort()).toEqual(["duplicate", "duplicate", "stored"]);
  expect(sent.map(({ queue }) => queue)).toEqual(["shop.apply-event", "pages.refresh"]);
  const { rows } = await fresh.database.execute(sql`select 1 from shop_event where event_id = 'thrice'`);
  expect(rows).toHaveLength(1);
});

test("a forged webhook, and one that cannot be read, tell of nothing", async () => {
  const body = '{"id":7,"updated_at":"2026-11-21T11:59:00Z"}';
  const forged = await shopify(body, { "x-shopify-event-id": "forged", "x-shopify-hmac-sha256": "Zm9yZ2Vk" });
  expect(forged.status).toBe(401);
  const borrowed = createHmac("sha256", secret).update('{"id":8}').digest("base64");
  expect((await shopify(body, { "x-shopify-hmac-sha256": borrowed })).status).toBe(401);
  await shopify("no JSON at all", { "x-shopify-event-id": "unreadable" });
  const { rows } = await fresh.database.execute(sql`select 1 from shop_subject where subject like '%/7'`);
  expect([rows, sent.filter(({ queue }) => queue === "pages.refresh")]).toEqual([[], []]);
});

test("a webhook that comes behind a newer one of its product asks for no page", async () => {
  const at = (second: string) => `{"id":9,"updated_at":"2026-11-21T11:59:${second}Z"}`;
  await shopify(at("20"), { "x-shopify-event-id": "newer" });
  await shopify(at("10"), { "x-shopify-event-id": "older" });
  expect(sent.filter(({ queue }) => queue === "pages.refresh")).toHaveLength(1);
});

test("one event told under two topics is two pieces of news", async () => {
  await shopify("{}", { "x-shopify-event-id": "shared" });
  await shopify("{}", { "x-shopify-event-id": "shared", "x-shopify-topic": "orders/cancelled" });
  expect(sent).toHaveLength(2);
});

test("what nobody here acts on is stored, and is nobody's job", async () => {
  const headers = { "x-shopify-event-id": "unfollowed", "x-shopify-topic": "orders/create" };
  expect(await (await shopify("{}", headers)).json()).toEqual({ received: "stored" });
  expect(await (await shopify("{}", headers)).json()).toEqual({ received: "duplicate" });
  const { rows } = await fresh.database.execute(
    sql`select applied_at is not null as applied from shop_event where event_id = 'unfollowed'`,
  );
  expect([rows, sent]).toEqual([[{ applied: true }], []]);
});

test.each([
  ["forged", { "x-shopify-hmac-sha256": Buffer.from("forged").toString("base64") }, 401],
  ["unsigned", { "x-shopify-hmac-sha256": "" }, 401],
  ["without a topic", { "x-shopify-topic": "" }, 400],
])("a webhook that is %s is refused and not stored", async (_, headers, status) => {
  const eventId = `refused-${status}`;
  const answer = await shopify("{}", { "x-shopify-event-id": eventId, ...headers });
  expect(answer.status).toBe(status);
  const { rows } = await fresh.database.execute(sql`select 1 from shop_event where event_id = ${eventId}`);
  expect([rows.length, sent.length]).toEqual([0, 0]);
});

test("a body of another length than was signed is refused", async () => {
  const signature = createHmac("sha256", secret).update("{}").digest("base64");
  expect((await shopify('{"id":1}', { "x-shopify-hmac-sha256": signature })).status).toBe(401);
});

test("a provider that was not composed has no door", async () => {
  const answer = await app.request("/webhooks/paypal", { method: "POST", body: "{}" });
  expect(answer.status).toBe(404);
});

test.each([
  [{ kind: "stored", eventIds: ["e"] }, 200, 1],
  [{ kind: "stored", eventIds: ["e", "f"] }, 200, 2],
  [{ kind: "duplicate", eventIds: ["e"] }, 200, 0],
  [{ kind: "refused", reason: "the signature is wrong" }, 400, 0],
] as const)(
  "a provider's webhook that is %j is answered %d and makes %d jobs",
  async (says, status, jobs) => {
    providerSays = says;
    const stripe = await app.request("/webhooks/stripe", { method: "POST", body: "{}" });
    const adyen = await app.request("/webhooks/adyen", { method: "POST", body: "{}" });
    expect([stripe.status, adyen.status, sent.length]).toEqual([status, status, 2 * jobs]);
  },
);

test("a malformed browser event is refused with its reason, and the batch is answered", async () => {
  const answer = await app.request("/events", { method: "POST", body: '{"events":[{"name":"nonsense"}]}' });
  expect(answer.status).toBe(202);
  expect(await answer.json()).toMatchObject({ accepted: 0, refused: [{ index: 0 }] });
});

test.each(["", "not json", '"text"', `[${"{},".repeat(100)}{}]`])(
  "what is no batch of events is refused in words",
  async (body) => {
    const answer = await app.request("/events", { method: "POST", body });
    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain("expected a JSON list");
  },
);

test("a body beyond the limit is refused, and taken in to its end so that the refusal is heard", async () => {
  let sent = 0;
  const body = new ReadableStream<Uint8Array>({
    pull: (controller) => {
      sent += 1;
      if (sent > 30) controller.close();
      else controller.enqueue(new Uint8Array(30_000));
    },
  });
  const headers = { "content-length": "900000" };
  const answer = await app.request("/events", {
    method: "POST",
    body,
    headers,
    duplex: "half",
  });
  expect(answer.status).toBe(413);
  expect(sent).toBe(31);
});

test("a sweep on demand is not there unless it was given", async () => {
  expect((await app.request("/sweep", { method: "POST" })).status).toBe(404);
});
