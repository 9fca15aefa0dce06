import { freshDatabase } from "@evertill/database/testing";
import { currency, money } from "@evertill/money";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createPayments } from "./create-payments.ts";
import { paymentsMigrations } from "./migrations.ts";
import type { PaymentNews, Payments } from "./payments.ts";
import { openTasks } from "./stores/operator-task.ts";
import { type Fault, StandInProvider } from "./testing/stand-in-provider.ts";

let fresh: Awaited<ReturnType<typeof freshDatabase>>;
let provider: StandInProvider;
let payments: Payments;
let heard: PaymentNews[];
let faults: Map<string, Fault[]>;
let nowMs: number;
let checkouts = 0;
let reference: string;
beforeAll(async () => {
  fresh = await freshDatabase([paymentsMigrations]);
});
afterAll(() => fresh.drop());
beforeEach(() => {
  nowMs = Date.UTC(2026, 10, 21, 12);
  heard = [];
  faults = new Map();
  checkouts += 1;
  reference = `checkout-${checkouts}`;
  provider = new StandInProvider((operation) => faults.get(operation)?.shift() ?? "none");
  payments = process();
});

/** One more process on the same database and provider. */
function process(paymentChanged = async (news: PaymentNews) => void heard.push(news)): Payments {
  return createPayments({
    database: fresh.database,
    providers: { stripe: provider },
    clock: { now: () => new Date(nowMs) },
    listener: { paymentChanged },
  });
}

const euros = (minor: number) => money(minor, currency("EUR"));

function pay(token: string, amount = euros(4900), by = payments) {
  return by.pay({
    reference,
    amount,
    instrument: { provider: "stripe", confirmationToken: token },
    returnUrl: "http://localhost:3000/checkout",
    description: "test",
    email: "shopper@example.com",
    delivery: null,
  });
}

const befall = (operation: string, ...next: Fault[]) => void faults.set(operation, next);
const charges = () => provider.liveCharges(reference).length;
const later = (milliseconds: number) => {
  nowMs += milliseconds;
};

async function webhook(id: string): Promise<string> {
  const payment = [...provider.payments.keys()].at(-1);
  const rawBody = JSON.stringify({ id: `${reference}-${id}`, payment });
  const received = await payments.receiveProviderEvent({ provider: "stripe", rawBody, headers: {} });
  return received.kind === "refused" ? "" : (received.eventIds[0] ?? "");
}

test("two clicks at the same moment are one attempt and one charge", async () => {
  const outcomes = await Promise.all([pay("ctoken_ok"), pay("ctoken_ok"), pay("ctoken_ok")]);
  expect(charges()).toBe(1);
  expect(new Set(outcomes.map(({ attemptId }) => attemptId)).size).toBe(1);
});

test("two tabs with a card each are one charge, and the loser is told to wait for it", async () => {
  const outcomes = await Promise.all([
    pay("ctoken_ok_tab1", euros(4900), process()),
    pay("ctoken_ok_tab2", euros(4900), process()),
  ]);
  expect(outcomes.map(({ kind }) => kind)).toContain("authorized");
  expect(charges()).toBe(1);
});

test("a paid payment answers a second card with the first", async () => {
  const first = await pay("ctoken_ok_1");
  expect(await pay("ctoken_ok_2")).toEqual(first);
  expect(charges()).toBe(1);
});

test("a declined card and then another pays, with new keys", async () => {
  expect(await pay("ctoken_decline")).toMatchObject({ kind: "declined" });
  expect(await pay("ctoken_ok")).toMatchObject({ kind: "authorized" });
  const keys = provider.calls.map(({ key }) => key);
  expect(new Set(keys).size).toBe(keys.length);
  expect(heard.map(({ kind }) => kind)).toEqual(["declined", "authorized"]);
});

test("a declined attempt is closed at the provider, where a browser could still try it", async () => {
  await pay("ctoken_decline");
  expect([...provider.payments.values()].at(-1)?.status).toBe("canceled");
});

test("a declined attempt that could not be closed is closed by the sweep, and nobody is alarmed", async () => {
  befall("cancel", "request-lost");
  await pay("ctoken_decline");
  const left = [...provider.payments.values()].at(-1);
  expect(left?.status).toBe("declined");
  await payments.sweep();
  expect(left?.status).toBe("canceled");
  const tasks = (await openTasks(fresh.database)).filter(
    ({ details }) => details?.["reference"] === reference,
  );
  expect(tasks).toEqual([]);
});

test("keys are at most 36 characters and stored before the call", async () => {
  befall("confirm", "answer-lost");
  befall("retrieve", "request-lost");
  await pay("ctoken_ok");
  const { rows } = await fresh.database.execute<{ idempotency_key: string }>(sql`
    select idempotency_key from payment_operation o join payment_attempt a on a.id = o.attempt_id
    join payment p on p.id = a.payment_id where p.reference = ${reference}`);
  const stored = new Set(rows.map((row) => row.idempotency_key));
  for (const { key } of provider.calls) {
    expect(key.length).toBeLessThanOrEqual(36);
    expect(stored.has(key)).toBe(true);
  }
});

test("an answer lost after the money was taken is found by reading, within the same request", async () => {
  befall("confirm", "answer-lost");
  expect(await pay("ctoken_ok")).toMatchObject({ kind: "authorized" });
  expect(charges()).toBe(1);
});

test("an unknown attempt forbids another until it is settled", async () => {
  befall("confirm", "late");
  befall("retrieve", "request-lost", "request-lost", "request-lost");
  befall("cancel", "request-lost");
  expect(await pay("ctoken_ok_1")).toMatchObject({ kind: "unknown" });
  expect(await pay("ctoken_ok_2")).toMatchObject({ kind: "unknown" });
  expect(provider.payments.size).toBe(1);
});

test("an unknown attempt that never arrived is fenced before another is asked, and its late arrival takes nothing", async () => {
  befall("confirm", "late");
  befall("retrieve", "request-lost");
  await pay("ctoken_ok_1");
  expect(await pay("ctoken_ok_2")).toMatchObject({ kind: "authorized" });
  provider.deliverLate();
  expect(charges()).toBe(1);
});

test("an unknown attempt is never failed by a timer: days later it is unknown, and a person knows", async () => {
  befall("confirm", "answer-lost");
  befall("retrieve", ...Array<Fault>(5_000).fill("request-lost"));
  const { attemptId } = await pay("ctoken_ok");
  for (let hours = 0; hours < 72; hours += 1) {
    later(3_600_000);
    await payments.sweep();
  }
  expect((await payments.statusOf(reference)).outcome).toMatchObject({ kind: "unknown" });
  const tasks = (await openTasks(fresh.database)).filter(({ subject }) => subject === attemptId);
  expect(tasks.map(({ kind }) => kind)).toEqual(["payment-unknown"]);
  befall("retrieve");
  later(86_400_000);
  await payments.sweep();
  expect((await payments.statusOf(reference)).outcome).toMatchObject({ kind: "authorized" });
});

test("a webhook before, during and after the browser's return, five times, tells of one authorisation", async () => {
  await pay("ctoken_challenge");
  const [id] = [...provider.payments.keys()];
  provider.answerChallenge(id ?? "", true);
  const eventId = await webhook("1");
  await Promise.all([
    payments.applyProviderEvent(eventId),
    payments.applyProviderEvent(eventId),
    payments.continuePayment(reference),
    payments.applyProviderEvent(eventId),
  ]);
  await payments.applyProviderEvent(await webhook("1"));
  await payments.applyProviderEvent(await webhook("2"));
  expect(new Set(heard.map(({ kind }) => kind))).toEqual(new Set(["authorized"]));
  expect((await payments.statusOf(reference)).outcome).toMatchObject({ kind: "authorized" });
});

test("a webhook stored once is a duplicate ever after", async () => {
  await pay("ctoken_ok");
  const body = JSON.stringify({ id: `${reference}-evt`, payment: [...provider.payments.keys()][0] });
  const receive = () => payments.receiveProviderEvent({ provider: "stripe", rawBody: body, headers: {} });
  const received = [await receive(), await receive(), await receive()];
  expect(received.map(({ kind }) => kind)).toEqual(["stored", "duplicate", "duplicate"]);
});

test("a stored webhook that no job applied is applied by the sweep", async () => {
  await pay("ctoken_challenge");
  provider.answerChallenge([...provider.payments.keys()][0] ?? "", true);
  await webhook("1");
  later(61_000);
  await payments.sweep();
  expect((await payments.statusOf(reference)).outcome).toMatchObject({ kind: "authorized" });
});

test("a challenge left unanswered is fenced after an hour, and the shopper may pay again", async () => {
  await pay("ctoken_challenge");
  later(30 * 60_000);
  await payments.sweep();
  expect((await payments.statusOf(reference)).outcome).toMatchObject({ kind: "requires-action" });
  later(61 * 60_000);
  await payments.sweep();
  expect((await payments.statusOf(reference)).canStillTakeMoney).toBe(false);
  expect(heard.at(-1)).toMatchObject({ kind: "declined", decline: { class: "authentication-failed" } });
  expect(await pay("ctoken_ok")).toMatchObject({ kind: "authorized" });
});

test("a success that arrives on an attempt that ended is given back once, with one alert", async () => {
  await pay("ctoken_decline");
  const late = [...provider.payments.values()].at(-1);
  if (late) late.status = "authorized";
  for (const id of ["1", "2", "3", "4", "5"]) await payments.applyProviderEvent(await webhook(id));
  expect(charges()).toBe(0);
  const tasks = (await openTasks(fresh.database)).filter(
    ({ details }) => details?.["reference"] === reference,
  );
  expect(tasks.map(({ kind }) => kind)).toEqual(["late-success-reversed"]);
});

test("a late success that was even captured is refunded once", async () => {
  await pay("ctoken_decline");
  const late = [...provider.payments.values()].at(-1);
  if (late) late.status = "captured";
  befall("refund", "answer-lost");
  await payments.applyProviderEvent(await webhook("1"));
  await payments.sweep();
  await payments.applyProviderEvent(await webhook("2"));
  expect(late?.refundedMinor).toBe(4900);
});

test("a payment of another amount voids the first before it asks", async () => {
  await pay("ctoken_ok_1", euros(4900));
  expect(await pay("ctoken_ok_2", euros(5900))).toMatchObject({ kind: "authorized", amount: euros(5900) });
  expect(charges()).toBe(1);
  expect(heard.map(({ kind }) => kind)).toEqual(["authorized", "voided", "authorized"]);
});

test("void proves that nothing can be taken, or says that it cannot prove it", async () => {
  await pay("ctoken_ok");
  befall("cancel", "request-lost");
  befall("retrieve", "request-lost");
  expect(await payments.void(reference)).toEqual({ kind: "unknown" });
  expect(await payments.capture(reference)).toEqual({ kind: "nothing-to-capture" });
  expect(await payments.void(reference)).toEqual({ kind: "voided" });
  expect(charges()).toBe(0);
});

test("a void whose answer was lost is finished by the sweep", async () => {
  await pay("ctoken_ok");
  befall("cancel", "request-lost");
  befall("retrieve", "request-lost");
  await payments.void(reference);
  later(60_000);
  await payments.sweep();
  expect((await payments.statusOf(reference)).canStillTakeMoney).toBe(false);
  expect(charges()).toBe(0);
});

test("a capture asked twice, its answer lost, takes once", async () => {
  await pay("ctoken_ok");
  befall("capture", "answer-lost");
  befall("retrieve", "request-lost");
  expect(await payments.capture(reference)).toMatchObject({ kind: "unknown" });
  expect(await payments.capture(reference)).toEqual({ kind: "captured", amount: euros(4900) });
  expect(await payments.capture(reference)).toEqual({ kind: "captured", amount: euros(4900) });
  expect(heard.map(({ kind }) => kind)).toEqual(["authorized", "captured"]);
  expect(await payments.void(reference)).toEqual({ kind: "captured", amount: euros(4900) });
});

test("a refused capture is with a person", async () => {
  await pay("ctoken_ok");
  befall("capture", "refused");
  expect(await payments.capture(reference)).toMatchObject({ kind: "refused", code: "rate_limit" });
  const tasks = (await openTasks(fresh.database)).filter(({ subject }) => subject === reference);
  expect(tasks.map(({ kind }) => kind)).toEqual(["capture-refused"]);
});

test("the listener that failed is told again, in order", async () => {
  const failing = process(async () => {
    throw new Error("the database restarts");
  });
  expect(await pay("ctoken_ok", euros(4900), failing)).toMatchObject({ kind: "authorized" });
  await failing.capture(reference);
  expect(heard).toEqual([]);
  await payments.sweep();
  expect(heard.filter((news) => news.reference === reference).map(({ kind }) => kind)).toEqual([
    "authorized",
    "captured",
  ]);
});

test("an unreachable provider is a no, at once: nothing was sent", async () => {
  befall("create", "not-sent", "not-sent");
  expect(await pay("ctoken_ok")).toMatchObject({
    kind: "declined",
    decline: { class: "transient", shopperMessage: "try-again-later", mayRetry: true },
  });
  expect((await payments.statusOf(reference)).canStillTakeMoney).toBe(false);
});

test("the database itself forbids a second live attempt", async () => {
  await pay("ctoken_ok");
  const second = sql`insert into payment_attempt (id, payment_id, number, provider, instrument_digest, amount_minor,
      currency, state, state_since, next_read_at, created_at)
    select gen_random_uuid(), id, 99, 'stripe', 'other', 1, 'EUR', 'created', now(), now(), now()
    from payment where reference = ${reference}`;
  await expect(fresh.database.execute(second)).rejects.toMatchObject({
    cause: { constraint: "payment_attempt_one_live" },
  });
});

test("an amount of zero or less is the caller's mistake", async () => {
  await expect(pay("ctoken_ok", euros(0))).rejects.toThrow("amount above zero");
});
