import { randomUUID } from "node:crypto";
import { freshDatabase } from "@evertill/database/testing";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { systemClock } from "../clock.ts";
import { closedBreaker } from "../health/breaker.ts";
import { paymentsMigrations } from "../migrations.ts";
import {
  countDisputes,
  decidedAttempts,
  operationHealth,
  paymentFigures,
  unknownAttempts,
} from "./payment-figures.ts";
import { createPostgresAttemptStore } from "./postgres-attempt-store.ts";
import { createPostgresHealthStore } from "./postgres-health-store.ts";
import type { Attempt, AttemptState } from "../attempt/attempt.ts";
import type { Decline } from "../outcome.ts";
import type { ProviderName } from "../provider.ts";
import { currency, money } from "@evertill/money";
import { standInDecline } from "../testing/stand-in-provider.ts";

const amount = money(4_900, currency("EUR"));
const dayMs = 24 * 3_600_000;
const yesterday = () => new Date(Date.now() - dayMs);
let fresh: Awaited<ReturnType<typeof freshDatabase>>;
let store: ReturnType<typeof createPostgresAttemptStore>;

beforeAll(async () => {
  fresh = await freshDatabase([paymentsMigrations]);
  store = createPostgresAttemptStore(fresh.database, systemClock);
});
afterAll(() => fresh.drop());
beforeEach(() =>
  fresh.database.$client.query("truncate payment, provider_event, provider_breaker, provider_calls cascade"),
);

/** An attempt that goes through the states, as it stands at the end. */
async function attempt(provider: ProviderName, ...states: AttemptState[]): Promise<Attempt> {
  return attemptOf(randomUUID(), provider, ...states);
}

async function attemptOf(
  reference: string,
  provider: ProviderName,
  ...states: AttemptState[]
): Promise<Attempt> {
  let current = await store.begin({ reference, provider, amount, instrumentDigest: randomUUID() });
  for (const state of [{ state: "sent" } as const, ...states])
    current = current && (await store.move(current, state, "pay", null));
  if (!current) throw new Error("The attempt did not go where it should");
  return current;
}

const card = { brand: "Visa", last4: "4242", issuerCountry: "DE" };
const authorized = { state: "authorized", authorized: amount, card } as const;
const declined = (change: Partial<Decline> = {}): AttemptState => ({
  state: "declined",
  decline: { ...standInDecline, ...change },
  card,
});

test("what banks decided is told apart by provider, brand and country of the issuer", async () => {
  await attempt("stripe", authorized);
  await attempt("stripe", declined());
  await attempt("adyen", { ...authorized, card: { ...card, brand: "mc" } });
  expect(
    (await decidedAttempts(fresh.database, yesterday())).toSorted((one, other) => other.asked - one.asked),
  ).toEqual([
    { provider: "stripe", brand: "visa", issuerCountry: "DE", authentication: null, asked: 2, approved: 1 },
    {
      provider: "adyen",
      brand: "mastercard",
      issuerCountry: "DE",
      authentication: null,
      asked: 1,
      approved: 1,
    },
  ]);
});

test("what no bank was asked about counts nowhere, and what is old neither", async () => {
  await attempt("stripe", declined({ class: "provider-unable" }));
  await attempt("stripe", declined({ class: "data" }));
  await attempt("stripe", declined({ class: "transient", code: "not_reached" }));
  await attempt("stripe", { state: "unknown" });
  await attempt("stripe", authorized);
  expect(await decidedAttempts(fresh.database, new Date(Date.now() + 1_000))).toEqual([]);
  expect(await decidedAttempts(fresh.database, yesterday())).toMatchObject([{ asked: 1, approved: 1 }]);
});

test("an authorisation that was given up afterwards was an authorisation", async () => {
  await attempt("stripe", authorized, { state: "voided", authorized: amount });
  expect(await decidedAttempts(fresh.database, yesterday())).toMatchObject([{ asked: 1, approved: 1 }]);
});

test("the unknown ones are listed with their age, and those still being asked are given their time", async () => {
  const unknown = await attempt("stripe", { state: "unknown" });
  await attempt("stripe");
  const now = new Date();
  expect(await unknownAttempts(fresh.database, now)).toMatchObject([
    { reference: unknown.reference, amount },
  ]);
  expect(await unknownAttempts(fresh.database, new Date(now.getTime() + 30_000))).toHaveLength(2);
});

test("a failover is a payment that was sent on, and is paid when somebody else took it", async () => {
  const reference = randomUUID();
  await attemptOf(reference, "stripe", declined({ class: "provider-unable" }));
  await attemptOf(reference, "adyen", authorized);
  await attempt("stripe", declined({ class: "provider-unable" }));
  await attempt("stripe", authorized);
  expect(await paymentFigures(fresh.database, yesterday())).toMatchObject({
    failovers: { begun: 2, paid: 1 },
    takenWithoutOne: 0,
  });
});

test("each operation tells its breaker and the calls of the last hour, whichever of the two there is", async () => {
  const health = createPostgresHealthStore(fresh.database);
  const now = new Date();
  const counted = { calls: 5, slow: 1, trailingFailures: 0 } as const;
  await health.addCalls([{ provider: "stripe", operation: "authorize", failures: 0, ...counted }], now);
  await health.addCalls(
    [{ provider: "adyen", operation: "capture", calls: 2, failures: 2, slow: 0, trailingFailures: 2 }],
    new Date(now.getTime() - 2 * 3_600_000),
  );
  expect(await operationHealth(fresh.database, now)).toEqual([
    { provider: "adyen", operation: "capture", breaker: closedBreaker, calls: 0, failures: 0, slow: 0 },
    { provider: "stripe", operation: "authorize", breaker: closedBreaker, calls: 5, failures: 0, slow: 1 },
  ]);
});

test("disputes are counted from the day they were opened", async () => {
  const { id } = await attempt("stripe", authorized);
  const open = (reference: string, at: Date) =>
    fresh.database.$client.query(
      "insert into payment_dispute values ('stripe', $1, $2, 4900, 'EUR', null, $3)",
      [reference, id, at],
    );
  await open("dp_1", new Date());
  await open("dp_2", new Date(Date.now() - 2 * dayMs));
  expect(await countDisputes(fresh.database, yesterday())).toBe(1);
});
