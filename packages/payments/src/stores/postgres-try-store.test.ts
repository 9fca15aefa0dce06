import { randomUUID } from "node:crypto";
import { freshDatabase } from "@evertill/database/testing";
import { currency, money } from "@evertill/money";
import { afterAll, beforeAll, expect, test } from "vitest";
import { paymentsMigrations } from "../migrations.ts";
import type { Try } from "../risk/try-store.ts";
import { createPostgresAttemptStore } from "./postgres-attempt-store.ts";
import { createPostgresTryStore } from "./postgres-try-store.ts";

const now = new Date("2026-11-21T12:00:00Z");
const minutesAgo = (minutes: number) => new Date(now.getTime() - minutes * 60_000);
let fresh: Awaited<ReturnType<typeof freshDatabase>>;
beforeAll(async () => {
  fresh = await freshDatabase([paymentsMigrations]);
});
afterAll(() => fresh.drop());

/** A try of a payment of its own, from somewhere of its own unless said otherwise. */
async function aTry(from: Partial<Try> = {}, declined = false): Promise<Try> {
  const store = createPostgresAttemptStore(fresh.database, { now: () => now });
  const attempt = await store.begin({
    reference: randomUUID(),
    provider: "stripe",
    amount: money(4_900, currency("EUR")),
    instrumentDigest: randomUUID(),
  });
  if (!attempt) throw new Error("not begun");
  const decline = { class: "generic", code: "no", mayRetry: false, operatorMessage: "" } as const;
  const state = { state: "declined", decline: { ...decline, shopperMessage: "try-another-card" } } as const;
  if (declined) await store.move(attempt, state, "test", null);
  return {
    attemptId: attempt.id,
    email: `${randomUUID()}@example.com`,
    networkAddress: randomUUID(),
    cardKey: `visa::4242:${randomUUID()}`,
    ...from,
  };
}

test("tries of the last hour are counted by mail, network and card, and cards of the last day", async () => {
  const tries = createPostgresTryStore(fresh.database);
  const shared = { email: "Ada@Example.com", networkAddress: "203.0.113.7", cardKey: "visa::1111:2030-03" };
  await tries.note(await aTry(shared, true), minutesAgo(59));
  await tries.note(await aTry({ ...shared, cardKey: "visa::2222:2030-03" }), minutesAgo(61));
  await tries.note(await aTry({ ...shared, cardKey: "visa::3333:2030-03" }), minutesAgo(25 * 60));
  await tries.note(await aTry(), minutesAgo(1));
  expect(await tries.note(await aTry({ ...shared, email: " ada@example.com " }), now)).toEqual({
    attemptsWithCard: 1,
    attemptsWithEmail: 1,
    attemptsFromAddress: 1,
    declinesFromAddress: 1,
    cardsFromAddress: 2,
  });
});

test("a try is counted once, however often it is noted, and never against itself", async () => {
  const tries = createPostgresTryStore(fresh.database);
  const tried = await aTry();
  await tries.note(tried, now);
  expect(await tries.note(tried, now)).toMatchObject({ attemptsWithCard: 0, attemptsFromAddress: 0 });
  const next = await aTry({ email: tried.email });
  expect(await tries.note(next, now)).toMatchObject({ attemptsWithEmail: 1, attemptsWithCard: 0 });
});

test("of twenty tries at the same moment the last one sees all others", async () => {
  const tries = createPostgresTryStore(fresh.database);
  const made: Try[] = [];
  for (let number = 0; number < 20; number += 1) made.push(await aTry({ networkAddress: "198.51.100.1" }));
  const seen = await Promise.all(made.map((tried) => tries.note(tried, now)));
  expect(Math.max(...seen.map(({ attemptsFromAddress }) => attemptsFromAddress ?? 0))).toBe(19);
  expect(Math.max(...seen.map(({ cardsFromAddress }) => cardsFromAddress ?? 0))).toBe(19);
});

test("of very many tries the newest hundred of each kind are counted", async () => {
  const tries = createPostgresTryStore(fresh.database);
  const flood = { networkAddress: "198.51.100.2" };
  const first = await aTry({ ...flood, email: "flood@example.com" }, true);
  await tries.note(first, minutesAgo(30));
  for (let number = 0; number < 100; number += 1)
    await tries.note(await aTry({ ...flood, cardKey: first.cardKey }), minutesAgo(20));
  expect(await tries.note(await aTry({ ...flood, email: "flood@example.com" }), now)).toEqual({
    attemptsWithCard: 0,
    attemptsWithEmail: 1,
    // The oldest comes along by its mail, and is counted for its address as well.
    attemptsFromAddress: 101,
    declinesFromAddress: 1,
    cardsFromAddress: 1,
  });
});

test("what is not known is not counted, and what is old is let go of", async () => {
  const tries = createPostgresTryStore(fresh.database);
  const unknown = await aTry({ networkAddress: null, cardKey: null });
  expect(await tries.note(unknown, now)).toEqual({
    attemptsWithCard: null,
    attemptsWithEmail: 0,
    attemptsFromAddress: null,
    declinesFromAddress: null,
    cardsFromAddress: null,
  });
  await tries.forget(new Date(now.getTime() + 2 * 86_400_000));
  const { rows } = await fresh.database.execute<{ email_digest: string }>("select * from payment_try");
  expect(rows).toEqual([]);
});
