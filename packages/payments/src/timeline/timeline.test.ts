import { randomUUID } from "node:crypto";
import { freshDatabase } from "@evertill/database/testing";
import { currency, money } from "@evertill/money";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createPayments } from "../create-payments.ts";
import { paymentsMigrations } from "../migrations.ts";
import type { Payments } from "../payments.ts";
import { type ProviderName, providerNames } from "../provider.ts";
import { closeTask, openTask, openTasks } from "../stores/operator-task.ts";
import { newestPayments, paymentsById, paymentsOf } from "../stores/payment-summaries.ts";
import { readPaymentRecord } from "../stores/postgres-payment-records.ts";
import { seededRandom } from "../testing/random.ts";
import { Ledger } from "../testing/simulation/ledger.ts";
import { type Behaviour, instrumentOf } from "../testing/simulation/shopper-card.ts";
import { SimulatedProvider } from "../testing/simulation/simulated-provider.ts";
import type { WireFault } from "../testing/simulation/tally.ts";
import { VirtualTime } from "../testing/simulation/virtual-time.ts";
import { timelineOf } from "./timeline.ts";

const amount = money(18_900, currency("GBP"));
const locale = "en-gb";
const faults = new Map<string, WireFault[]>();
const time = new VirtualTime();
const world = {
  time,
  ledger: new Ledger(),
  weather: {
    wire: (provider: ProviderName, operation: string) =>
      faults.get(`${provider}.${operation}`)?.shift() ?? ("none" as const),
  },
  post: () => undefined,
  random: seededRandom(1),
};
// The same for the whole file, so that no two payments there share an id.
const providers = Object.fromEntries(providerNames.map((name) => [name, new SimulatedProvider(name, world)]));
let fresh: Awaited<ReturnType<typeof freshDatabase>>;
let payments: Payments;
let reference: string;
let cards = 0;

beforeAll(async () => {
  fresh = await freshDatabase([paymentsMigrations]);
});
afterAll(() => fresh.drop());
beforeEach(async () => {
  await fresh.database.$client.query("truncate provider_breaker, provider_calls, provider_approvals");
  reference = randomUUID();
  faults.clear();
  payments = createPayments({
    database: fresh.database,
    providers,
    clock: { now: () => new Date(time.nowMs) },
    listener: { paymentChanged: async () => undefined },
  });
});

/** Lets time pass whenever nothing else is at work, until it is done. */
async function eventually<Answer>(work: Promise<Answer>): Promise<Answer> {
  let done = false;
  const ended = work.finally(() => {
    done = true;
  });
  ended.catch(() => undefined);
  for (;;) {
    await time.run(Infinity, () => done);
    if (done) return ended;
  }
}

async function offer(without: readonly ProviderName[] = []): Promise<void> {
  await eventually(payments.offeredMethods({ reference, amount, locale, without }));
  await eventually(time.sleep(1_000));
}

async function pay(provider: ProviderName, behaviour: Behaviour = "ok") {
  cards += 1;
  const outcome = await eventually(
    payments.pay({
      reference,
      amount,
      instrument: instrumentOf(provider, behaviour, cards),
      returnUrl: "http://localhost:3000/checkout",
      description: "test",
      email: "shopper@example.com",
      delivery: null,
      languageTag: "en-GB",
    }),
  );
  await eventually(time.sleep(1_000));
  return outcome;
}

const befall = (call: string, ...next: WireFault[]) => void faults.set(call, next);

async function story(): Promise<string[]> {
  const record = await readPaymentRecord(fresh.database, reference);
  if (!record) throw new Error("Nothing is kept of the payment");
  return timelineOf(record).map(({ attempt, sentence, because }) =>
    [attempt === null ? "" : `[${attempt}]`, sentence, because].filter(Boolean).join(" "),
  );
}

test("a plain payment is told from the offer to the capture", async () => {
  await offer();
  await pay("stripe");
  await eventually(payments.capture(reference));
  expect(await story()).toEqual([
    "Stripe’s card fields were offered, with PayPal beside them. The policy’s rule is “everywhere”.",
    "[1] A try at Stripe began, for £189.00. It comes first by the policy’s rule “everywhere”.",
    expect.stringMatching(/^\[1\] Stripe was asked to begin a payment, .* It answered after \d+\.\d s\.$/),
    expect.stringMatching(/^\[1\] Stripe was asked for £189\.00\. It answered after/),
    expect.stringMatching(/^\[1\] Stripe authorised £189\.00\. .*Learnt from the answer itself\.$/),
    expect.stringMatching(/^\[1\] Stripe was asked to capture £189\.00\. It answered after/),
    "[1] £189.00 was captured: the money is on its way to us. Learnt from the capture.",
  ]);
});

test("with Stripe's fields blocked in the browser, it says why Adyen took the card", async () => {
  await offer();
  await offer(["stripe"]);
  await pay("adyen");
  expect((await story()).join("\n")).toContain(
    "[1] A try at Adyen began, for £189.00. Stripe was left out, because its fields could not be used in the shopper’s browser just then.",
  );
});

test("with Stripe not reached, it says what was tried there, that nothing was taken, and why Adyen came next", async () => {
  await offer();
  befall("stripe.prepare", "not-sent", "not-sent");
  await pay("stripe");
  await offer(["stripe"]);
  await pay("adyen");
  const told = (await story()).join("\n");
  expect(told).toContain("no connection was made, so nothing arrived");
  expect(told).toContain("[1] Stripe could not take the payment; no bank was asked and nothing was taken.");
  expect(told).toContain(
    "[2] A try at Adyen began, for £189.00. Stripe was left out, because it had just been asked in vain (attempt 1).",
  );
  expect(told).toMatch(/Adyen’s card fields were offered.*it had just been asked in vain \(attempt 1\)/);
  expect(told).not.toContain("could not be used in the shopper’s browser");
  expect(told).not.toContain("Adyen was asked to begin a payment");
});

test("with Stripe's breaker open, it says what opened it", async () => {
  const mine = reference;
  befall("stripe.prepare", ...Array<WireFault>(6).fill("not-sent"));
  for (let turn = 0; turn < 3; turn += 1) await pay("stripe");
  await eventually(time.sleep(2_000));
  reference = randomUUID();
  await offer();
  await pay("adyen");
  expect(reference).not.toBe(mine);
  expect((await story()).join("\n")).toContain(
    "Stripe was left out, because in beginning a payment there 5 calls in a row failed.",
  );
});

test("an unknown outcome is said as such, with what is and is not done meanwhile", async () => {
  befall("stripe.authorize", "accept-then-hang");
  befall("stripe.retrieve", ...Array<WireFault>(9).fill("request-lost"));
  expect(await pay("stripe")).toMatchObject({ kind: "unknown" });
  expect((await story()).join("\n")).toContain(
    "[1] Stripe’s answer is not known: the money may or may not have been taken. Nobody else is asked and nothing is given up until it is settled.",
  );
});

test("a decline names its code, its class, what the shopper read and whether anybody else is asked", async () => {
  await pay("stripe", "hard");
  const told = (await story()).find((line) => line.includes("Declined at Stripe"));
  expect(told).toMatch(
    /Code \w+, class “hard”: nobody else is asked\. The shopper read “try another card”\./,
  );
});

test("PayPal is told as the shopper's choice", async () => {
  await offer();
  await pay("paypal");
  expect((await story()).join("\n")).toContain(
    "A try at PayPal began, for £189.00. The shopper chose PayPal.",
  );
});

test("a task stands in the story, and who closed it with what", async () => {
  await pay("stripe");
  const at = new Date(time.nowMs);
  await openTask(fresh.database, { kind: "capture-refused", subject: reference, summary: "Look at it." }, at);
  const [task] = (await openTasks(fresh.database)).filter(({ subject }) => subject === reference);
  const closing = { id: task?.id ?? "", by: "Ada", note: "Captured by hand.", now: at };
  expect(await closeTask(fresh.database, closing)).toBe(true);
  expect(await closeTask(fresh.database, { ...closing, by: "Grete" })).toBe(false);
  expect((await story()).slice(-2)).toEqual([
    "A person was asked: Look at it. Task “capture-refused”.",
    "Ada closed the task “capture-refused”. Captured by hand.",
  ]);
});

test("a payment is found by its checkout, its attempt and what its provider calls it, and by nothing else", async () => {
  await pay("stripe");
  const record = await readPaymentRecord(fresh.database, reference);
  const [first] = record?.attempts ?? [];
  for (const id of [reference, first?.attempt.id, first?.attempt.paymentId, first?.attempt.providerReference])
    expect((await paymentsById(fresh.database, String(id))).map((found) => found.reference)).toEqual([
      reference,
    ]);
  expect(await paymentsById(fresh.database, "' or true --")).toEqual([]);
  expect(await paymentsOf(fresh.database, [reference])).toMatchObject([
    { reference, attempts: 1, provider: "stripe", state: "authorized", amount },
  ]);
  expect((await newestPayments(fresh.database, 5)).map((found) => found.reference)).toContain(reference);
});

test("nothing is told of a payment that was never begun", async () => {
  expect(await readPaymentRecord(fresh.database, reference)).toBeNull();
});
