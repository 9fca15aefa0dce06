import { randomUUID } from "node:crypto";
import { currency, money } from "@evertill/money";
import { freshDatabase } from "@evertill/database/testing";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createPayments } from "./create-payments.ts";
import { paymentsMigrations } from "./migrations.ts";
import type { PaymentNews, Payments, RefundCommand } from "./payments.ts";
import type { Heard } from "./provider.ts";
import { openTasks } from "./stores/operator-task.ts";
import { refundableOf, refundsOf } from "./stores/postgres-refund-store.ts";
import { type Fault, StandInProvider } from "./testing/stand-in-provider.ts";

let fresh: Awaited<ReturnType<typeof freshDatabase>>;
let provider: StandInProvider;
let payments: Payments;
let reference: string;
let heard: PaymentNews[];
let nowMs: number;
const faults = new Map<string, Fault[]>();

beforeAll(async () => {
  fresh = await freshDatabase([paymentsMigrations]);
});
afterAll(() => fresh.drop());

beforeEach(async () => {
  reference = randomUUID();
  heard = [];
  nowMs = Date.parse("2026-11-21T10:00:00Z");
  faults.clear();
  provider = new StandInProvider((operation) => faults.get(operation)?.shift() ?? "none");
  payments = process();
  await payments.pay({
    reference,
    amount: euros(4900),
    instrument: { provider: "stripe", confirmationToken: `ctoken_ok_${reference}` },
    returnUrl: "http://localhost:3000/checkout",
    description: "test",
    email: "shopper@example.com",
    delivery: null,
  });
  await payments.capture(reference);
  heard.length = 0;
});

/** One more process on the same database and provider. */
function process(): Payments {
  return createPayments({
    database: fresh.database,
    providers: { stripe: provider },
    clock: { now: () => new Date(nowMs) },
    listener: { paymentChanged: async (news) => void heard.push(news) },
  });
}

const euros = (minor: number) => money(minor, currency("EUR"));
const asking = (minor: number, refundId: string = randomUUID()): RefundCommand => ({
  reference,
  refundId,
  amount: euros(minor),
  reason: "requested-by-customer",
});
const befall = (operation: string, ...next: Fault[]) => void faults.set(operation, next);
const givenBack = () => [...provider.payments.values()].at(-1)?.refundedMinor;
const states = async () => (await refundsOf(fresh.database, reference)).map(({ state }) => state);
const kindsHeard = () => heard.map(({ kind }) => kind);
const later = (milliseconds: number) => {
  nowMs += milliseconds;
};
const tasksOf = async (subject: string) =>
  (await openTasks(fresh.database)).filter((task) => task.subject === subject).map(({ kind }) => kind);

async function webhook(told: Heard): Promise<void> {
  const payment = [...provider.payments.keys()].at(-1);
  const rawBody = JSON.stringify({ id: randomUUID(), payment, heard: told });
  const received = await payments.receiveProviderEvent({ provider: "stripe", rawBody, headers: {} });
  if (received.kind === "stored") for (const id of received.eventIds) await payments.applyProviderEvent(id);
}

test("race 12, double refund: asked twice it gives back once", async () => {
  const refund = asking(2000);
  const results = await Promise.all([
    payments.refund(refund),
    process().refund(refund),
    process().refund(refund),
  ]);
  expect(results.map(({ kind }) => kind)).toEqual(["refunded", "refunded", "refunded"]);
  expect(await payments.refund(refund)).toMatchObject({ kind: "refunded", amount: euros(2000) });
  expect(givenBack()).toBe(2000);
  expect(new Set(kindsHeard())).toEqual(new Set(["refunded"]));
  expect(await refundableOf(fresh.database, reference)).toEqual(euros(2900));
});

test("of two refunds of the rest at the same moment one gives back, and the other is told what is left", async () => {
  await payments.refund(asking(1900));
  const results = await Promise.all([payments.refund(asking(3000)), process().refund(asking(3000))]);
  expect(results.map(({ kind }) => kind).sort()).toEqual(["refunded", "refused"]);
  expect(results).toContainEqual(expect.objectContaining({ code: "amount_out_of_range" }));
  expect(givenBack()).toBe(4900);
});

test("part and then the rest: each is a decision of its own, under a key of its own", async () => {
  expect(await payments.refund(asking(1))).toMatchObject({ kind: "refunded" });
  expect(await payments.refund(asking(4899))).toMatchObject({ kind: "refunded" });
  expect(await payments.refund(asking(1))).toMatchObject({ kind: "refused", code: "amount_out_of_range" });
  const keys = provider.calls.filter(({ operation }) => operation === "refund").map(({ key }) => key);
  expect(new Set(keys).size).toBe(2);
});

test.each([0, -1, 4901])("%i minor units of 4900 are refused before anybody is asked", async (minor) => {
  expect(await payments.refund(asking(minor))).toMatchObject({
    kind: "refused",
    code: "amount_out_of_range",
  });
  expect(await states()).toEqual([]);
  expect(provider.calls.some(({ operation }) => operation === "refund")).toBe(false);
});

test("another currency, another amount under the same id, and a payment that took nothing each say what is wrong", async () => {
  const pounds = { ...asking(100), amount: money(100, currency("GBP")) };
  expect(await payments.refund(pounds)).toMatchObject({
    code: "amount_out_of_range",
    operatorMessage: "The payment is in EUR, not GBP.",
  });
  const refund = asking(100);
  await payments.refund(refund);
  expect(await payments.refund({ ...refund, amount: euros(200) })).toMatchObject({
    code: "refund_id_reused",
  });
  expect(await payments.refund({ ...asking(100), reference: randomUUID() })).toMatchObject({
    code: "not_captured",
  });
});

test("the database itself forbids to ask back more than was captured", async () => {
  const more = sql`update payment_attempt a set refunding_minor = 4901 from payment p
    where p.id = a.payment_id and p.reference = ${reference}`;
  await expect(fresh.database.execute(more)).rejects.toMatchObject({
    cause: { constraint: "payment_attempt_refunds_what_was_captured" },
  });
});

test("a refund whose answer was lost is unknown, found by the sweep, and given back once", async () => {
  befall("refund", "answer-lost");
  const refund = asking(2000);
  expect(await payments.refund(refund)).toMatchObject({ kind: "unknown" });
  expect(await states()).toEqual(["unknown"]);
  later(31_000);
  expect(await payments.sweep()).toMatchObject({ refundsSettled: 1 });
  expect(await states()).toEqual(["refunded"]);
  expect(givenBack()).toBe(2000);
  expect(kindsHeard()).toEqual(["refunded"]);
});

test("a refund that never arrived is asked for again under the same key", async () => {
  befall("refund", "request-lost", "late");
  const refund = asking(2000);
  await payments.refund(refund);
  await payments.refund(refund);
  provider.deliverLate();
  expect(await payments.refund(refund)).toMatchObject({ kind: "refunded" });
  expect(givenBack()).toBe(2000);
  const keys = provider.calls.filter(({ operation }) => operation === "refund").map(({ key }) => key);
  expect(new Set(keys).size).toBe(1);
});

test("an unreachable provider, and one that wants it slower, refuse nothing: it is asked again", async () => {
  befall("refund", "not-sent", "refused");
  const refund = asking(2000);
  expect(await payments.refund(refund)).toMatchObject({ kind: "unknown" });
  expect(await payments.refund(refund)).toMatchObject({ kind: "unknown" });
  expect(await states()).toEqual(["requested"]);
  expect(await payments.refund(refund)).toMatchObject({ kind: "refunded" });
});

test("what a webhook tells of an unknown refund settles it, once however often it comes", async () => {
  befall("refund", "answer-lost");
  const refund = asking(2000);
  await payments.refund(refund);
  const facts = { kind: "refunded", amount: euros(2000) } as const;
  for (let times = 0; times < 3; times += 1)
    await webhook({ kind: "refund", refundId: refund.refundId, facts });
  expect(await states()).toEqual(["refunded"]);
  expect(kindsHeard()).toEqual(["refunded"]);
});

test("a refund that its provider refuses frees its amount, and a person is told once", async () => {
  const [payment] = [...provider.payments.values()].slice(-1);
  if (payment) payment.refundedMinor = 4900;
  const refund = asking(2000);
  expect(await payments.refund(refund)).toMatchObject({ kind: "refused", code: "charge_already_refunded" });
  expect(await payments.refund(refund)).toMatchObject({ kind: "refused", code: "charge_already_refunded" });
  expect(await refundableOf(fresh.database, reference)).toEqual(euros(4900));
  expect(await tasksOf(refund.refundId)).toEqual(["refund-refused"]);
  expect(kindsHeard()).toEqual([]);
});

test("a refund that comes back from the bank later is heard of, frees its amount, and a person is told", async () => {
  const refund = asking(2000);
  await payments.refund(refund);
  const facts = { kind: "failed", code: "lost_or_stolen_card", operatorMessage: "it came back" } as const;
  provider.refunds.set(refund.refundId, facts);
  await webhook({ kind: "refund", refundId: refund.refundId, facts });
  await webhook({ kind: "refund", refundId: refund.refundId, facts });
  expect(kindsHeard()).toEqual(["refunded", "refund-returned"]);
  expect(await refundableOf(fresh.database, reference)).toEqual(euros(4900));
  expect(await tasksOf(refund.refundId)).toEqual(["refund-refused"]);
});

test("a refund that stays unknown is with a person after half an hour, and never turned into a failure", async () => {
  befall("refund", "request-lost");
  befall("findRefund", ...Array<Fault>(500).fill("request-lost"));
  const refund = asking(2000);
  await payments.refund(refund);
  for (let hours = 0; hours < 48; hours += 1) {
    later(3_600_000);
    await payments.sweep();
  }
  expect(await states()).toEqual(["unknown"]);
  expect(await tasksOf(refund.refundId)).toEqual(["refund-unknown"]);
  befall("findRefund");
  later(3_600_000);
  await payments.sweep();
  expect(await states()).toEqual(["refunded"]);
});
