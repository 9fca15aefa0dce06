import { currency, money } from "@evertill/money";
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

const refund = {
  id: "0d5b1f0e-0000-4000-8000-000000000001",
  amount: money(1_050, currency("EUR")),
  lines: [{ lineId: exampleOrder().document.cart.lines[0]?.id ?? "", quantity: 1 }],
  restock: true,
  note: null,
};

test("a refund shows in the shop once by our id, with its goods back on the shelf", async () => {
  const orders = destination();
  expect(await orders.refund(exampleOrder(), refund)).toEqual({ kind: "not-there" });
  await orders.create(exampleOrder());
  expect(await orders.refund(exampleOrder(), refund)).toMatchObject({ kind: "refunded", again: false });
  expect(await orders.refund(exampleOrder(), refund)).toMatchObject({ kind: "refunded", again: true });
  expect(shop.refunds).toHaveLength(1);
  expect(shop.refunds[0]?.input).toMatchObject({
    notify: false,
    transactions: [{ kind: "REFUND", gateway: "stripe", amount: "10.50" }],
    refundLineItems: [{ quantity: 1, restockType: "CANCEL", locationId: "gid://shopify/Location/1" }],
  });
});

test("a refund whose answer was lost is found by its note, and an earlier request on its way is the same one to the shop", async () => {
  const orders = destination();
  await orders.create(exampleOrder());
  shop.befall("none", "lost-answer");
  expect(await orders.refund(exampleOrder(), refund)).toMatchObject({ kind: "silent" });
  expect(await orders.refund(exampleOrder(), refund)).toMatchObject({ kind: "refunded", again: true });
  expect(shop.refunds).toHaveLength(1);
});

test("an order is read as the shop's people left it, and our own refunds in it are known as ours", async () => {
  expect(await destination().read("gid://shopify/Order/9")).toMatchObject({
    kind: "order",
    order: {
      orderId: "0d5b1f0e-0000-4000-8000-000000000009",
      cancelledAt: new Date("2026-11-21T12:00:00Z"),
      total: money(1_050, currency("GBP")),
      refunds: [
        { refundId: "0d5b1f0e-0000-4000-8000-000000000001", amount: money(400, currency("GBP")) },
        { refundId: null, amount: money(200, currency("GBP")) },
      ],
    },
  });
  expect(await destination().read("gid://shopify/Order/10")).toEqual({ kind: "order", order: null });
});
