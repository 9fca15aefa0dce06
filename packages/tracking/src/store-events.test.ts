import { freshDatabase } from "@evertill/database/testing";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { TrackingEvent } from "./event.ts";
import { trackingMigrations } from "./migrations.ts";
import { recordPurchase, storeBrowserEvents } from "./store-events.ts";

let fresh: Awaited<ReturnType<typeof freshDatabase>>;
beforeAll(async () => {
  fresh = await freshDatabase([trackingMigrations]);
});
beforeEach(async () => {
  await fresh.database.execute("truncate tracking_event, tracking_rejected_event");
});
afterAll(() => fresh.drop());

const now = new Date("2026-11-21T12:00:00Z");
const items = [
  { productId: "1", variantId: "2", sku: "LAMP", title: "Lamp", quantity: 1, unitPriceMinor: 4900 },
];
const envelope = {
  version: 1 as const,
  occurredAt: "2026-11-21T11:59:59.000Z",
  consent: "denied" as const,
  visitorId: null,
  sessionId: null,
  locale: "en-gb",
  currency: "GBP",
  release: "local",
  arm: "0",
  page: { path: "/en-gb/products/lamp" },
  firstTouch: null,
  lastTouch: null,
  items,
};
const viewed = (id: string) => ({
  ...envelope,
  id,
  name: "view_item",
  value: { amountMinor: 4900, currency: "GBP" },
});
const purchase = (id: string, transactionId: string) =>
  ({
    ...envelope,
    id,
    name: "purchase",
    transactionId,
    value: { amountMinor: 5400, currency: "GBP" },
    tax: { amountMinor: 900, currency: "GBP" },
    shipping: { amountMinor: 500, currency: "GBP" },
    coupon: null,
  }) as TrackingEvent & { name: "purchase" };

async function count(table: string): Promise<number> {
  const { rows } = await fresh.database.execute<{ count: string }>(`select count(*) from ${table}`);
  return Number(rows[0]?.count);
}

test("an event that arrives twice is stored once", async () => {
  const event = viewed("0192f0c0-0000-7000-8000-000000000001");
  await storeBrowserEvents(fresh.database, [event, event], now);
  await storeBrowserEvents(fresh.database, [event], now);
  expect(await count("tracking_event")).toBe(1);
});

test("a malformed event is refused with its reason and kept aside; its neighbours are stored", async () => {
  const good = viewed("0192f0c0-0000-7000-8000-000000000002");
  const { accepted, refused } = await storeBrowserEvents(
    fresh.database,
    [{ ...good, currency: "pounds" }, good],
    now,
  );
  expect(accepted).toBe(1);
  expect(refused).toEqual([{ index: 0, reason: expect.stringContaining("currency") as string }]);
  expect(await count("tracking_rejected_event")).toBe(1);
});

test("nobody is recognised before they agreed", async () => {
  const event = {
    ...viewed("0192f0c0-0000-7000-8000-000000000003"),
    visitorId: "0192f0c0-0000-4000-8000-000000000009",
  };
  const { refused } = await storeBrowserEvents(fresh.database, [event], now);
  expect(refused[0]?.reason).toContain("must be null until consent is granted");
});

test("a browser cannot report a purchase", async () => {
  const forged = purchase("0192f0c0-0000-7000-8000-000000000004", "LL-1");
  const { refused } = await storeBrowserEvents(fresh.database, [forged], now);
  expect(refused[0]?.reason).toBe("purchase is recorded by the server only");
});

test("an order is a purchase once, whatever is sent again", async () => {
  await recordPurchase(fresh.database, purchase("0192f0c0-0000-7000-8000-000000000005", "LL-2"), now);
  await recordPurchase(fresh.database, purchase("0192f0c0-0000-7000-8000-000000000006", "LL-2"), now);
  expect(await count("tracking_event")).toBe(1);
});

test("what no database takes, and what nobody may keep, is refused and kept aside without it", async () => {
  const good = viewed("0192f0c0-0000-7000-8000-000000000007");
  const odd = [
    { foo: "\u0000" },
    { foo: "\ud800" },
    { ...good, items: [{ ...items[0], title: Array(4).fill("4242").join(" ") }] },
    { ...good, items: [{ ...items[0], title: "x".repeat(50_000) }] },
    { ...good, page: { path: "/en-gb/search?email=ada@example.com" } },
    { ...good, occurredAt: "2099-01-01T00:00:00Z" },
    { ...good, occurredAt: "1970-01-01T00:00:00Z" },
    { ...good, locale: "<script>" },
    { ...good, currency: "EUR" },
  ];
  const { accepted, refused } = await storeBrowserEvents(fresh.database, [...odd, good], now);
  expect(accepted).toBe(1);
  expect(refused.map(({ index }) => index)).toEqual(odd.map((_, index) => index));
  expect(await count("tracking_rejected_event")).toBe(odd.length);
  const { rows } = await fresh.database.execute<{ all: string }>(
    "select string_agg(payload::text, ' ') as all from tracking_rejected_event",
  );
  expect(rows[0]?.all).not.toContain("4242");
});
