import fc from "fast-check";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createShopifyOrders } from "./shopify-orders.ts";
import { exampleOrder } from "./testing/example-order.ts";
import { type ShopFault, startScriptedShop } from "./testing/scripted-shop.ts";

let shop: Awaited<ReturnType<typeof startScriptedShop>>;
let waited: number[];
beforeEach(async () => {
  shop = await startScriptedShop();
  waited = [];
});
afterEach(() => shop.stop());

function destination() {
  return createShopifyOrders({
    storeUrl: shop.url,
    apiVersion: "2026-04",
    accessToken: "shpat_sandbox",
    deadlineMs: 1_000,
    wait: async (milliseconds) => void waited.push(milliseconds),
  });
}

test("an order is created once, with the stock that is left", async () => {
  const created = await destination().create(exampleOrder());
  expect(created).toMatchObject({
    kind: "created",
    again: false,
    oversold: false,
    levels: [{ variantId: "101", onHand: 3, asOf: new Date("2026-11-21T11:00:05Z") }],
  });
  expect(await destination().create(exampleOrder())).toMatchObject({ kind: "created", again: true });
  expect(shop.orders).toHaveLength(1);
});

test("a lost answer is silence, and the next try finds the order instead of making another", async () => {
  shop.befall("none", "none", "lost-answer");
  const orders = destination();
  expect(await orders.create(exampleOrder())).toMatchObject({ kind: "silent" });
  expect(await orders.create(exampleOrder())).toMatchObject({ kind: "created", again: true });
  expect(shop.orders).toHaveLength(1);
});

test("two tries at the same moment make one order", async () => {
  const results = await Promise.all([1, 2, 3, 4].map(() => destination().create(exampleOrder())));
  expect(results.map(({ kind }) => kind)).toEqual(["created", "created", "created", "created"]);
  expect(shop.orders).toHaveLength(1);
});

test("whatever befalls the requests, repeating ends with one order", async () => {
  const faults = fc.constantFrom<ShopFault>(
    "none",
    "lost-answer",
    "lost-request",
    "http-500",
    "throttled",
    "html",
  );
  let run = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(faults, { maxLength: 12 }), async (befalling) => {
      run += 1;
      const order = exampleOrder(`order-${run}`);
      shop.setOnHand(100);
      shop.befall(...befalling);
      const orders = destination();
      let result = await orders.create(order);
      for (let tries = 0; result.kind === "silent" && tries < 15; tries += 1)
        result = await orders.create(order);
      expect(result.kind).toBe("created");
      expect(shop.orders.filter(({ customId }) => customId === order.id)).toHaveLength(1);
    }),
    { numRuns: 40 },
  );
});

test("a throttled request waits as long as the shop's own numbers say", async () => {
  shop.befall("throttled");
  expect(await destination().create(exampleOrder())).toMatchObject({ kind: "created" });
  expect(waited).toEqual([2_000]);
});

test("a paid order that the shop has no stock for is made all the same, and said to be oversold", async () => {
  shop.setOnHand(1);
  expect(await destination().create(exampleOrder())).toMatchObject({ kind: "created", oversold: true });
});

test("an order shows as paid only when told so, and being told twice is one payment", async () => {
  const orders = destination();
  const { id } = exampleOrder();
  expect(await orders.markPaid(id)).toEqual({ kind: "not-there" });
  await orders.create(exampleOrder());
  expect(shop.orders[0]?.displayFinancialStatus).toBe("AUTHORIZED");
  expect(await orders.markPaid(id)).toEqual({ kind: "paid", again: false });
  expect(await orders.markPaid(id)).toEqual({ kind: "paid", again: true });
  expect(shop.operations.filter((operation) => operation === "MarkOrderPaid")).toHaveLength(1);
});
