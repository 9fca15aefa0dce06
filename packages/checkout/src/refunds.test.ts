import { randomUUID } from "node:crypto";
import { currency, money } from "@evertill/money";
import { createPayments, type Payments } from "@evertill/payments";
import { StandInProvider } from "@evertill/payments/testing";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { findOrderByCheckout } from "./adapters/order-rows.ts";
import { payRequest, tillUnderTest, type TillUnderTest } from "./testing/till-under-test.ts";
import { createRefunds } from "./create-refunds.ts";
import type { ShopOrder } from "./domain/shop-order.ts";
import type { RequestRefundCommand } from "./refunds.ts";
import type { Till } from "./till.ts";

let shop: TillUnderTest;
let provider: StandInProvider;
let payments: Payments;
let till: Till;
let shopRefundId: string;
let order: { readonly id: string; readonly checkoutId: string };

beforeAll(async () => {
  shop = await tillUnderTest();
});
afterAll(() => shop.drop());

beforeEach(async () => {
  await shop.clear();
  shopRefundId = `gid://shopify/Refund/${randomUUID()}`;
  provider = new StandInProvider();
  payments = createPayments({
    database: shop.database,
    providers: { stripe: provider },
    clock: shop.clock,
    listener: { paymentChanged: (news) => till.paymentChanged(news) },
  });
  till = shop.anotherProcess(payments);
  const view = await shop.ready();
  await till.placeOrder(view.token, payRequest(view, "ok"), randomUUID());
  const placed = await findOrderByCheckout(shop.database, await shop.checkoutId(view.token));
  if (!placed) throw new Error("no order was placed");
  order = placed;
  await payments.capture(order.checkoutId);
});

const pounds = (minor: number) => money(minor, currency("GBP"));
const total = 12_495;

function decision(minor: number, more: Partial<RequestRefundCommand> = {}): RequestRefundCommand {
  return {
    refundId: randomUUID(),
    orderId: order.id,
    amount: pounds(minor),
    reason: "requested-by-customer",
    lines: [],
    restock: false,
    note: null,
    origin: "console",
    requestedBy: "grace@example.com",
    ...more,
  };
}
const request = (command: RequestRefundCommand) => createRefunds(shop.refundParts).request(command);
const refundsOfOrder = (orderId: string) => createRefunds(shop.refundParts).ofOrder(orderId);

/** What the worker does with the job. */
async function giveBack({ refundId, amount, reason }: RequestRefundCommand): Promise<void> {
  await payments.refund({ reference: order.checkoutId, refundId, amount, reason });
}

async function balances(): Promise<Record<string, number>> {
  const { rows } = await shop.database.execute<{ account: string; balance: number }>(sql`
    select account, sum(case side when 'debit' then amount_minor else -amount_minor end)::int as balance
    from ledger_entry group by account`);
  return Object.fromEntries(rows.map(({ account, balance }) => [account, balance]));
}

test("a decision is stored and sent, and books nothing until the money is given back", async () => {
  const command = decision(2_000);
  const before = await balances();
  expect(await request(command)).toEqual({ kind: "requested" });
  expect((await shop.jobs()).at(-1)).toBe("payment.refund");
  expect(await balances()).toEqual(before);
  expect(await refundsOfOrder(order.id)).toMatchObject({
    left: pounds(total - 2_000),
    refunds: [{ id: command.refundId, state: "requested", requestedBy: "grace@example.com" }],
  });
});

test("money given back is booked with its share of the tax, and told to the shop and the shopper, once", async () => {
  const before = await balances();
  const command = decision(2_000);
  await request(command);
  await giveBack(command);
  await giveBack(command);
  const after = await balances();
  const vat = Math.floor((-(before["tax-payable:GB"] ?? 0) * 2_000) / total);
  expect(vat).toBeGreaterThan(0);
  expect(after).toEqual({
    ...before,
    refunds: 2_000 - vat,
    "tax-payable:GB": (before["tax-payable:GB"] ?? 0) + vat,
    "clearing:stripe": total - 2_000,
  });
  expect((await shop.jobs()).slice(-3)).toEqual(["payment.refund", "shopify.refund", "mail.refund"]);
  const view = await refundsOfOrder(order.id);
  expect(view?.refunds).toMatchObject([{ state: "refunded", providerReference: `re_${command.refundId}` }]);
});

test("parts come to exactly what the whole would: nothing is owed in tax, and the provider owes nothing", async () => {
  for (const minor of [1, 3_333, 4_166, total - 7_500]) {
    const command = decision(minor);
    await request(command);
    await giveBack(command);
  }
  const books = await balances();
  expect(books["tax-payable:GB"]).toBe(0);
  expect(books["clearing:stripe"]).toBe(0);
  expect((await refundsOfOrder(order.id))?.left).toEqual(pounds(0));
  expect(await request(decision(1))).toEqual({ kind: "out-of-range", left: pounds(0) });
});

test("money that came back from the shopper's bank is booked back, as if it had never gone", async () => {
  const before = await balances();
  const kept = decision(1_234);
  const returned = decision(2_000);
  for (const command of [kept, returned]) {
    await request(command);
    await giveBack(command);
  }
  const facts = { kind: "failed", code: "expired_card", operatorMessage: "it came back" } as const;
  provider.refunds.set(returned.refundId, facts);
  const heard = { kind: "refund", refundId: returned.refundId, facts };
  const rawBody = JSON.stringify({ id: randomUUID(), payment: "", heard });
  const received = await payments.receiveProviderEvent({ provider: "stripe", rawBody, headers: {} });
  if (received.kind === "stored") for (const id of received.eventIds) await payments.applyProviderEvent(id);
  const vat = Math.floor((-(before["tax-payable:GB"] ?? 0) * 1_234) / total);
  expect(await balances()).toMatchObject({
    refunds: 1_234 - vat,
    "tax-payable:GB": (before["tax-payable:GB"] ?? 0) + vat,
    "clearing:stripe": total - 1_234,
  });
});

test("of two people who refund the rest at the same moment one does, and the other reads what is left", async () => {
  await request(decision(10_000));
  const results = await Promise.all([request(decision(2_000)), request(decision(2_000))]);
  expect(results.map(({ kind }) => kind).sort()).toEqual(["out-of-range", "requested"]);
  expect(results).toContainEqual({ kind: "out-of-range", left: pounds(495) });
});

test("a button pressed twice decides once, and one id is one decision", async () => {
  const command = decision(500);
  const results = await Promise.all([request(command), request(command)]);
  expect(results.map(({ kind }) => kind).sort()).toEqual(["again", "requested"]);
  expect((await shop.jobs()).filter((queue) => queue === "payment.refund")).toHaveLength(1);
  expect(await request({ ...command, amount: pounds(501) })).toEqual({ kind: "other-data" });
});

test("what cannot be refunded is said in so many words, and changes nothing", async () => {
  expect(await request(decision(total + 1))).toEqual({ kind: "out-of-range", left: pounds(total) });
  expect(await request(decision(0))).toEqual({ kind: "out-of-range", left: pounds(total) });
  expect(await request(decision(1, { amount: money(1, currency("EUR")) }))).toMatchObject({
    kind: "out-of-range",
  });
  expect(await request(decision(1, { orderId: randomUUID() }))).toEqual({ kind: "no-such-order" });
  const lines = [{ lineId: "nonsense", quantity: 1 }];
  expect(await request(decision(1, { lines }))).toEqual({ kind: "unknown-line", lineId: "nonsense" });
  expect((await refundsOfOrder(order.id))?.refunds).toEqual([]);
  expect(await refundsOfOrder(randomUUID())).toBeNull();
});

test("before the money is captured there is nothing to refund", async () => {
  const view = await shop.ready();
  await shop.anotherProcess(payments).placeOrder(view.token, payRequest(view, "ok"), randomUUID());
  const placed = await findOrderByCheckout(shop.database, await shop.checkoutId(view.token));
  expect(await request(decision(1, { orderId: placed?.id ?? "" }))).toEqual({ kind: "not-captured" });
});

test("what a dispute took is booked once per event, and comes back as it went", async () => {
  const before = await balances();
  const news = {
    reference: order.checkoutId,
    attemptId: "",
    provider: "stripe",
    disputeReference: "du_1",
    amount: pounds(total),
  } as const;
  const withdrawn = { ...news, kind: "dispute-withdrawn", stepId: randomUUID() } as const;
  await Promise.all([till.paymentChanged(withdrawn), till.paymentChanged(withdrawn)]);
  expect(await balances()).toMatchObject({ chargebacks: total, "clearing:stripe": 0 });
  await till.paymentChanged({ ...news, kind: "dispute-returned", stepId: randomUUID() });
  expect(await balances()).toEqual({ ...before, chargebacks: 0 });
});

const shopOrder = (more: Partial<ShopOrder> = {}): ShopOrder => ({
  orderId: order.id,
  shopOrderId: "gid://shopify/Order/1",
  name: "#1001",
  cancelledAt: null,
  total: pounds(total),
  refunds: [],
  ...more,
});
const made = (amount: number, refundId: string | null = null) => ({
  shopRefundId,
  refundId,
  amount: pounds(amount),
});
const followed = (shopOrderNow: ShopOrder, isEdited = false) =>
  till.followShopOrder(shopOrderNow, { isEdited });

async function cases(): Promise<string[]> {
  const { rows } = await shop.database.execute<{ kind: string }>(
    sql`select kind from operator_case where closed_at is null order by id`,
  );
  return rows.map(({ kind }) => kind);
}

test("a refund made in the shop is given back by us, once however often it is told", async () => {
  const refunded = shopOrder({ refunds: [made(2_000)] });
  await Promise.all([followed(refunded), followed(refunded)]);
  await followed(refunded);
  const view = await refundsOfOrder(order.id);
  expect(view?.refunds).toMatchObject([
    { origin: "shop", amount: pounds(2_000), shopRefundId, state: "requested" },
  ]);
  expect((await shop.jobs()).filter((queue) => queue === "payment.refund")).toHaveLength(1);
  expect(await cases()).toEqual([]);
});

test("our own refund comes back from the shop as an echo and does nothing", async () => {
  const command = decision(2_000);
  await request(command);
  await giveBack(command);
  await followed(shopOrder({ refunds: [made(2_000, command.refundId)] }));
  const view = await refundsOfOrder(order.id);
  expect(view?.refunds).toMatchObject([{ id: command.refundId, shopRefundId }]);
  expect(view?.left).toEqual(pounds(total - 2_000));
});

test("a refund in the shop that is more than is left is a case for a person, once", async () => {
  for (let times = 0; times < 2; times += 1) await followed(shopOrder({ refunds: [made(total + 1)] }));
  expect(await cases()).toEqual(["shop-refund-unmatched"]);
  expect((await refundsOfOrder(order.id))?.refunds).toEqual([]);
});

test("a cancelled order whose money is kept is a case, and one whose refund follows closes it", async () => {
  const cancelledAt = new Date("2026-11-21T13:00:00Z");
  expect(await followed(shopOrder({ cancelledAt }))).toBe("followed");
  expect(await cases()).toEqual(["shop-order-cancelled"]);
  await followed(shopOrder({ cancelledAt, refunds: [made(total)] }));
  expect(await cases()).toEqual([]);
  expect((await refundsOfOrder(order.id))?.left).toEqual(pounds(0));
});

test("a cancelled order that was not captured yet is voided, and nobody is alarmed", async () => {
  const view = await shop.ready();
  await till.placeOrder(view.token, payRequest(view, "ok"), randomUUID());
  const checkoutId = await shop.checkoutId(view.token);
  const placed = await findOrderByCheckout(shop.database, checkoutId);
  const cancelled = shopOrder({ orderId: placed?.id ?? "", cancelledAt: new Date("2026-11-21T13:00:00Z") });
  expect(await followed(cancelled)).toBe("followed");
  expect(await followed(cancelled)).toBe("followed");
  expect(provider.liveCharges(checkoutId)).toEqual([]);
  expect(await cases()).toEqual([]);
});

test("an edit that changes what is owed is a case; one that does not, and somebody else's order, are none", async () => {
  await followed(shopOrder(), true);
  await followed(shopOrder({ orderId: null, total: pounds(1) }), true);
  await followed(shopOrder({ orderId: randomUUID(), total: pounds(1) }), true);
  expect(await cases()).toEqual([]);
  await followed(shopOrder({ total: pounds(total - 1_000) }), true);
  expect(await cases()).toEqual(["shop-order-edited"]);
});
