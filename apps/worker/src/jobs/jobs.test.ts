import { randomUUID } from "node:crypto";
import { findLocale } from "@evertill/money";
import { freshDatabase } from "@evertill/database/testing";
import { openTasks, type Payments } from "@evertill/payments";
import { afterAll, beforeAll, expect, test } from "vitest";
import { deliverOnce } from "../mail/deliver-once.ts";
import { allMigrations } from "../migrations.ts";
import { applyShopEvent } from "../shop-events/apply-shop-event.ts";
import { saveShopEvent } from "../shop-events/shop-event-store.ts";
import { capturePayment } from "./capture-payment.ts";
import { markPaid } from "./mark-paid.ts";
import type { JobParts } from "./parts.ts";
import { readDiscountLimits } from "./read-discount-limits.ts";
import { retireCart } from "./retire-cart.ts";
import { sweepRegularly } from "./sweep-regularly.ts";
import { tellNotCharged } from "./tell-not-charged.ts";

const now = () => new Date("2026-11-21T12:00:00Z");
const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
let fresh: Awaited<ReturnType<typeof freshDatabase>>;
beforeAll(async () => {
  fresh = await freshDatabase(allMigrations);
});
afterAll(() => fresh.drop());

/** Jobs reach only the parts they are given here. */
const parts = (given: Partial<JobParts>) => ({ database: fresh.database, log, now, ...given }) as JobParts;

test("a mail is sent once, however often its job runs, and again when sending failed", async () => {
  const sent: string[] = [];
  let fails = true;
  const outbox = deliverOnce(
    fresh.database,
    {
      deliver: async ({ id }) => {
        if (fails) throw new Error("no route");
        sent.push(id);
      },
    },
    now,
  );
  const mail = { id: "order-confirmation-1", to: "a@example.com", subject: "", text: "", html: "" };
  await expect(outbox.deliver(mail)).rejects.toThrow("no route");
  fails = false;
  await outbox.deliver(mail);
  await outbox.deliver(mail);
  expect(sent).toEqual(["order-confirmation-1"]);
});

test("the mail a page promised is sent once, however often its job runs, and not of a checkout that was paid meanwhile", async () => {
  const sent: { id: string; to: string; subject: string }[] = [];
  const mail = deliverOnce(fresh.database, { deliver: async (each) => void sent.push(each) }, now);
  const checkout = async (state: "open" | "completed") => {
    const checkoutId = randomUUID();
    const contact = { email: "grete@example.com", acceptsMarketing: false };
    const document = { currency: "EUR", contact, cart: { lines: [] }, attempt: null };
    await fresh.database.$client.query(
      `insert into checkout (id, token, cart_id, locale, state, created_at, updated_at, document)
       values ($1::text::uuid, $1::text, $1::text, 'de-de', $2, $3, $3, $4)`,
      [checkoutId, state, now(), document],
    );
    return checkoutId;
  };
  const tell = async (checkoutId: string, tryId: string) =>
    tellNotCharged(parts({ mail, origin: "https://shop.example" }), { checkoutId, tryId, words: null });
  const unpaid = await checkout("open");
  await tell(unpaid, "try-1");
  await tell(unpaid, "try-1");
  await tell(await checkout("completed"), "try-2");
  expect(sent).toMatchObject([
    {
      id: "not-charged-try-1",
      to: "grete@example.com",
      subject: "Ihre Zahlung kam nicht zustande, es wurde nichts belastet",
    },
  ]);
  await expect(tell(randomUUID(), "try-3")).rejects.toThrow("There is no checkout");
});

test("an inventory webhook is only a hint: the count is read from the shop, and a late repeat changes nothing", async () => {
  const asked: string[] = [];
  const level = { variantId: "101", onHand: 7, asOf: now(), tracked: true, sellsWithoutStock: false };
  const levels = {
    ofInventoryItem: async (id: string) => {
      asked.push(id);
      return { kind: "levels" as const, levels: [level] };
    },
    ofVariants: async () => ({ kind: "levels" as const, levels: [] }),
    all: async () => ({ kind: "levels" as const, levels: [] }),
  };
  const body = JSON.stringify({ inventory_item_id: 46100000000001, available: 999 });
  const event = { eventId: "inv-1", topic: "inventory_levels/update", shop: "", triggeredAt: null, body };
  const id = await saveShopEvent(fresh.database, event, now());
  await applyShopEvent(parts({ levels }), id ?? "");
  await applyShopEvent(parts({ levels }), id ?? "");
  expect(asked).toEqual(["46100000000001"]);
  expect(await saveShopEvent(fresh.database, event, now())).toBeNull();
});

test("one question to the shop answers every event that was there before it, and none that came after", async () => {
  const asked: string[] = [];
  let whileAsked: () => Promise<unknown> = async () => undefined;
  const none = async () => ({ kind: "levels" as const, levels: [] });
  const levels = {
    ofInventoryItem: async (id: string) => {
      asked.push(id);
      await whileAsked();
      return none();
    },
    ofVariants: none,
    all: none,
  };
  const save = async (eventId: string, item: number) => {
    const body = JSON.stringify({ inventory_item_id: item, available: eventId.length });
    const event = { eventId, topic: "inventory_levels/update", shop: "", triggeredAt: null, body };
    return (await saveShopEvent(fresh.database, event, now())) ?? "";
  };
  const apply = (id: string) => applyShopEvent(parts({ levels }), id);
  const first = await save("question-1", 501);
  const second = await save("question-2", 501);
  const other = await save("question-3", 502);
  let late = "";
  whileAsked = async () => {
    late = await save("question-4", 501);
  };
  await apply(first);
  whileAsked = async () => undefined;
  for (const id of [second, other, late]) await apply(id);
  expect(asked).toEqual(["501", "502", "501"]);
});

test("an event waits while the shop is silent", async () => {
  const silent = async () => ({ kind: "silent" as const, reason: "the shop did not answer" });
  const levels = { ofInventoryItem: silent, ofVariants: silent, all: silent };
  const body = JSON.stringify({ id: 1, variants: [{ id: 2 }] });
  const event = { eventId: "silent", topic: "products/update", shop: "", triggeredAt: null, body };
  const id = (await saveShopEvent(fresh.database, event, now())) ?? "";
  await expect(applyShopEvent(parts({ levels }), id)).rejects.toThrow("did not answer");
});

test.each([
  ["orders/cancelled", { id: 6001, name: "#1001" }],
  ["refunds/create", { id: 1, order_id: 6001 }],
  ["orders/edited", { order_edit: { id: 1, order_id: 6001 } }],
])(
  "%s is only a hint: the order is read from the shop, and waits while the till cannot follow",
  async (topic, told) => {
    const shopOrder = { shopOrderId: "gid://shopify/Order/6001" } as never;
    const followed: object[] = [];
    let answer: "followed" | "unknown" = "unknown";
    const orders = {
      read: async () => ({ kind: "order", order: shopOrder }),
    } as unknown as JobParts["orders"];
    const till = {
      followShopOrder: async (_: unknown, change: object) => {
        followed.push(change);
        return answer;
      },
    } as unknown as JobParts["till"];
    const event = { eventId: topic, topic, shop: "", triggeredAt: null, body: JSON.stringify(told) };
    const id = (await saveShopEvent(fresh.database, event, now())) ?? "";
    await expect(applyShopEvent(parts({ orders, till }), id)).rejects.toThrow("provider is silent");
    answer = "followed";
    await applyShopEvent(parts({ orders, till }), id);
    await applyShopEvent(parts({ orders, till }), id);
    const isEdited = topic === "orders/edited";
    expect(followed).toEqual([{ isEdited }, { isEdited }]);
  },
);

test("a capture that is not learnt runs again; a refused one does not, for a person has it", async () => {
  const capture = (result: Awaited<ReturnType<Payments["capture"]>>) =>
    capturePayment(parts({ payments: { capture: async () => result } as unknown as Payments }), {
      orderId: randomUUID(),
      reference: "c",
    });
  await expect(capture({ kind: "unknown", operatorMessage: "silence" })).rejects.toThrow("silence");
  await expect(capture({ kind: "unreachable", operatorMessage: "no route" })).rejects.toThrow("no route");
  await capture({ kind: "refused", code: "x", operatorMessage: "no" });
  await capture({ kind: "nothing-to-capture" });
  const kinds = (await openTasks(fresh.database)).map(({ kind }) => kind);
  expect(kinds).toContain("nothing-to-capture");
});

test("an order is shown as paid only after it has arrived in the shop", async () => {
  const mark = (kind: "not-there" | "paid") =>
    markPaid(
      parts({
        orders: {
          create: async () => ({ kind: "silent", reason: "" }),
          markPaid: async () => (kind === "paid" ? { kind, again: false } : { kind }),
        } as unknown as JobParts["orders"],
      }),
      { orderId: "o" },
    );
  await expect(mark("not-there")).rejects.toThrow("not in the shop yet");
  await mark("paid");
});

test("a cart is marked as ordered before it is emptied, and one that is gone is left in peace", async () => {
  const calls: string[] = [];
  const locale = findLocale("de-de");
  const catalog = (kind: "gone" | "changed") =>
    ({
      setCartAttributes: async (
        _: string,
        attributes: readonly { key: string; value: string }[],
        context: object,
      ) => {
        calls.push(`mark ${attributes[0]?.key}=${attributes[0]?.value}`);
        expect(context).toEqual({ locale });
        return { kind };
      },
      emptyCart: async () => {
        calls.push("empty");
        return { kind };
      },
    }) as unknown as JobParts["catalog"];
  const job = { cartId: "gid://shopify/Cart/1", orderId: "order-1", locale: "de-de" };
  await retireCart(parts({ catalog: catalog("changed") }), job);
  await retireCart(parts({ catalog: catalog("gone") }), job);
  expect(calls).toEqual(["mark _evertill_order=order-1", "empty", "mark _evertill_order=order-1"]);
});

test("the shop's limits of discount codes are taken over whole, and the last ones hold while it is silent", async () => {
  const kept = async () =>
    (
      await fresh.database.$client.query(
        "select code, usage_limit, once_per_customer from discount_limit order by 1",
      )
    ).rows;
  const told = (...limits: { code: string; usageLimit: number | null; oncePerCustomer: boolean }[]) => ({
    limits: async () => ({ kind: "limits" as const, limits }),
  });
  const once = { code: "ONCE5", usageLimit: 1, oncePerCustomer: false };
  await readDiscountLimits(
    parts({ discounts: told(once, { code: "hello", usageLimit: null, oncePerCustomer: true }) }),
  );
  const both = [
    { code: "HELLO", usage_limit: null, once_per_customer: true },
    { code: "ONCE5", usage_limit: 1, once_per_customer: false },
  ];
  expect(await kept()).toEqual(both);
  const silent = { limits: async () => ({ kind: "silent" as const, reason: "the shop did not answer" }) };
  await expect(readDiscountLimits(parts({ discounts: silent }))).rejects.toThrow("the last ones hold");
  expect(await kept()).toEqual(both);
  await readDiscountLimits(parts({ discounts: told({ ...once, usageLimit: 3 }) }));
  expect(await kept()).toEqual([{ code: "ONCE5", usage_limit: 3, once_per_customer: false }]);
});

test("sweeps follow one another, one at a time, a failed one too, and stopping waits for the one under way", async () => {
  let under = 0;
  let most = 0;
  let rounds = 0;
  const fourth = Promise.withResolvers<void>();
  const sweeping = sweepRegularly(parts({}), {
    everyMs: 1,
    work: async () => {
      rounds += 1;
      most = Math.max(most, (under += 1));
      await new Promise((resolve) => setTimeout(resolve, 5));
      under -= 1;
      if (rounds === 4) fourth.resolve();
      if (rounds === 2) throw new Error("the database was away");
    },
  });
  await fourth.promise;
  await sweeping.stop();
  const atStop = rounds;
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect({ most, under, more: rounds - atStop }).toEqual({ most: 1, under: 0, more: 0 });
});
