import { randomUUID } from "node:crypto";
import { currency, money } from "@evertill/money";
import { freshDatabase } from "@evertill/database/testing";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createPayments } from "./create-payments.ts";
import { paymentsMigrations } from "./migrations.ts";
import type { PaymentNews, Payments } from "./payments.ts";
import type { DisputeStage } from "./dispute/dispute.ts";
import type { Heard } from "./provider.ts";
import { openTasks } from "./stores/operator-task.ts";
import { disputesOf } from "./stores/postgres-dispute-store.ts";
import { StandInProvider } from "./testing/stand-in-provider.ts";

let fresh: Awaited<ReturnType<typeof freshDatabase>>;
let provider: StandInProvider;
let payments: Payments;
let reference: string;
let heard: PaymentNews[];

beforeAll(async () => {
  fresh = await freshDatabase([paymentsMigrations]);
});
afterAll(() => fresh.drop());

beforeEach(async () => {
  reference = randomUUID();
  heard = [];
  provider = new StandInProvider();
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
    clock: { now: () => new Date("2026-11-21T10:00:00Z") },
    listener: { paymentChanged: async (news) => void heard.push(news) },
  });
}

const euros = (minor: number) => money(minor, currency("EUR"));
/** Told at least once each: what was told of one event counts once. */
const kindsHeard = () => [
  ...new Map(heard.map((news) => ["stepId" in news ? news.stepId : news.kind, news.kind])).values(),
];
const tasksOf = async (subject: string) =>
  (await openTasks(fresh.database)).filter((task) => task.subject === subject).map(({ kind }) => kind);

async function webhook(told: Heard, id: string = randomUUID()): Promise<void> {
  const payment = [...provider.payments.keys()].at(-1);
  const rawBody = JSON.stringify({ id, payment, heard: told });
  const received = await payments.receiveProviderEvent({ provider: "stripe", rawBody, headers: {} });
  if (received.kind === "stored") {
    const applying = received.eventIds.flatMap((eventId) => [
      payments.applyProviderEvent(eventId),
      process().applyProviderEvent(eventId),
    ]);
    await Promise.all(applying);
  }
}

const dispute = (stage: DisputeStage): Heard => ({
  kind: "dispute",
  disputeReference: `du_${reference}`,
  stage,
  amount: euros(4900),
  reason: "fraudulent",
});

test("a dispute is recorded with what became of it, its money told once, and one person asked", async () => {
  await webhook(dispute("opened"), `${reference}-1`);
  await webhook(dispute("withdrawn"), `${reference}-2`);
  await webhook(dispute("withdrawn"), `${reference}-2`);
  await webhook(dispute("returned"));
  await webhook(dispute("won"));
  expect(kindsHeard()).toEqual(["dispute-withdrawn", "dispute-returned"]);
  expect(await disputesOf(fresh.database, reference)).toMatchObject([
    {
      disputeReference: `du_${reference}`,
      amount: euros(4900),
      reason: "fraudulent",
      steps: [{ stage: "opened" }, { stage: "withdrawn" }, { stage: "returned" }, { stage: "won" }],
    },
  ]);
  expect(await tasksOf(`stripe du_${reference}`)).toEqual(["payment-disputed"]);
});

test("money that a dispute took is told though its beginning was never heard, or is heard later", async () => {
  await webhook(dispute("withdrawn"));
  await webhook(dispute("opened"));
  expect(kindsHeard()).toEqual(["dispute-withdrawn"]);
  expect(await tasksOf(`stripe du_${reference}`)).toEqual(["payment-disputed"]);
});

test("a second withdrawal is a movement of its own", async () => {
  for (const stage of ["withdrawn", "returned", "withdrawn"] as const) await webhook(dispute(stage));
  expect(kindsHeard()).toEqual(["dispute-withdrawn", "dispute-returned", "dispute-withdrawn"]);
});
