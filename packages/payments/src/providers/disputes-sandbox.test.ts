import { randomUUID } from "node:crypto";
import { freshDatabase } from "@evertill/database/testing";
import { currency, money } from "@evertill/money";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createPayments } from "../create-payments.ts";
import { paymentsMigrations } from "../migrations.ts";
import type { PaymentNews, Payments } from "../payments.ts";
import type { ProviderName } from "../provider.ts";
import { openTasks } from "../stores/operator-task.ts";
import { disputesOf } from "../stores/postgres-dispute-store.ts";
import { standInBanks } from "../testing/simulation/over-http/stand-in-banks.ts";
import { adaptersOf, type StandIns, startStandIns } from "../testing/simulation/over-http/stand-ins.ts";
import { WebhookDoor } from "../testing/simulation/over-http/webhook-door.ts";

const amount = money(4_900, currency("EUR"));
const door = new WebhookDoor();
const heard: PaymentNews[] = [];
let fresh: Awaited<ReturnType<typeof freshDatabase>>;
let standIns: StandIns;
let payments: Payments;

beforeAll(async () => {
  fresh = await freshDatabase([paymentsMigrations]);
  await door.open();
  standIns = await startStandIns(door.url);
  payments = createPayments({
    database: fresh.database,
    providers: adaptersOf(standIns, 5_000),
    listener: { paymentChanged: async (news) => void heard.push(news) },
  });
  // As the worker does: verified on the raw body and stored, then applied by its id.
  door.takes = async (letter) => {
    const received = await payments.receiveProviderEvent(letter);
    if (received.kind === "stored")
      for (const eventId of received.eventIds) await payments.applyProviderEvent(eventId);
    return received.kind === "refused" ? "refused" : "taken";
  };
}, 60_000);
afterAll(async () => {
  await door.close();
  for (const standIn of Object.values(standIns)) await standIn.stop();
  await fresh.drop();
});

/** A captured payment, and what its provider calls it. */
async function paid(provider: ProviderName): Promise<{ reference: string; there: string }> {
  const reference = randomUUID();
  const banks = standInBanks(standIns);
  const outcome = await payments.pay({
    reference,
    amount,
    instrument: await banks.instrument(provider, "ok", 1),
    returnUrl: "http://localhost:3000/checkout",
    description: "disputed later",
    email: "shopper@example.com",
    delivery: null,
  });
  if (outcome.kind === "requires-action") {
    const result = await banks.challenge(outcome)?.answer();
    await payments.continuePayment(reference, result ?? null);
  }
  await payments.capture(reference);
  await expect.poll(async () => (await payments.statusOf(reference)).captured).toEqual(amount);
  const { rows } = await fresh.database.$client.query<{ there: string }>(
    `select coalesce(provider_details ->> 'pspReference', provider_reference) as there
     from payment_attempt a join payment p on p.id = a.payment_id where p.reference = $1`,
    [reference],
  );
  return { reference, there: rows[0]?.there ?? "" };
}

const stages = async (reference: string) =>
  (await disputesOf(fresh.database, reference))
    .flatMap(({ steps }) => steps.map(({ stage }) => stage))
    .toSorted();
/** Told at least once each: what was told of one event counts once. */
function moved(reference: string): PaymentNews[] {
  const told = heard.flatMap((news) =>
    news.reference === reference && "stepId" in news ? [[news.stepId, news] as const] : [],
  );
  return [...new Map(told).values()];
}

const courses = [
  ["stripe", "won", ["opened", "withdrawn"], ["opened", "returned", "withdrawn", "won"]],
  ["stripe", "lost", ["opened", "withdrawn"], ["lost", "opened", "withdrawn"]],
  ["adyen", "won", ["opened", "withdrawn"], ["opened", "returned", "withdrawn"]],
  ["adyen", "lost", ["opened", "withdrawn"], ["lost", "opened", "withdrawn"]],
  // PayPal takes the money once it has decided against us.
  ["paypal", "won", ["opened"], ["opened", "won"]],
  ["paypal", "lost", ["opened"], ["opened", "withdrawn"]],
] as const;

test.each(courses)(
  "a dispute at %s that is %s is heard on the raw body: recorded, its money told once, one person asked",
  async (provider, outcome, opened, ended) => {
    const { reference, there } = await paid(provider);
    await standIns[provider].dispute(there);
    await expect.poll(() => stages(reference)).toEqual(opened);
    const [dispute] = await disputesOf(fresh.database, reference);
    const subject = `${provider} ${dispute?.disputeReference}`;
    await standIns[provider].dispute(dispute?.disputeReference ?? "", outcome);
    await expect.poll(() => stages(reference)).toEqual(ended);
    const wanted = ended.filter((stage) => stage === "withdrawn" || stage === "returned");
    await expect
      .poll(() =>
        moved(reference)
          .map(({ kind }) => kind)
          .toSorted(),
      )
      .toEqual(wanted.map((stage) => `dispute-${stage}`));
    expect(moved(reference)).toEqual(
      wanted.map(() =>
        expect.objectContaining({ provider, disputeReference: dispute?.disputeReference, amount }),
      ),
    );
    const tasks = (await openTasks(fresh.database)).filter((task) => task.subject === subject);
    expect(tasks).toMatchObject([{ kind: "payment-disputed", details: { reference, amount } }]);
  },
);
