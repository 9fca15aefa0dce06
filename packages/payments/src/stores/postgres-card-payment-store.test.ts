import { randomUUID } from "node:crypto";
import { freshDatabase } from "@evertill/database/testing";
import { currency, money } from "@evertill/money";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { AttemptState } from "../attempt/attempt.ts";
import { paymentsMigrations } from "../migrations.ts";
import { createPostgresAttemptStore } from "./postgres-attempt-store.ts";
import { createPostgresCardPaymentStore } from "./postgres-card-payment-store.ts";

const now = new Date("2026-11-21T12:00:00Z");
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000);
const amount = money(20_00, currency("EUR"));
const card = "visa:424242:4242:2030-03";
const authorized: AttemptState = { state: "authorized", authorized: amount, card: null };
let fresh: Awaited<ReturnType<typeof freshDatabase>>;
let payments: ReturnType<typeof createPostgresCardPaymentStore>;
beforeAll(async () => {
  fresh = await freshDatabase([paymentsMigrations]);
  payments = createPostgresCardPaymentStore(fresh.database);
});
afterAll(() => fresh.drop());
beforeEach(() => fresh.database.execute("truncate card_payment"));

/** An attempt of a payment of its own, moved through some states. */
async function anAttempt(...states: readonly AttemptState[]): Promise<string> {
  const store = createPostgresAttemptStore(fresh.database, { now: () => now });
  const wanted = { reference: randomUUID(), provider: "adyen", amount, instrumentDigest: "x" } as const;
  const begun = await store.begin(wanted);
  let attempt = begun && (await store.move(begun, { state: "sent" }, "test", null));
  for (const state of states) attempt = attempt && (await store.move(attempt, state, "test", null));
  if (!attempt) throw new Error("not begun");
  return attempt.id;
}
const before = async () => payments.note(await anAttempt(), card, now);

test("what a bank authorised counts, also when it was given up or taken since, and what may have been authorised", async () => {
  await payments.note(await anAttempt(authorized), card, daysAgo(4));
  await payments.note(await anAttempt({ state: "unknown" }), card, daysAgo(3));
  await payments.note(await anAttempt(authorized, { state: "voided", authorized: amount }), card, daysAgo(2));
  await payments.note(await anAttempt(), card, daysAgo(1));
  await payments.note(await anAttempt({ state: "voided", authorized: null }), card, daysAgo(1));
  expect(await before()).toEqual(
    [4, 3, 2].map((days) => ({ cardKey: card, amount, at: daysAgo(days), challenged: false })),
  );
});

test("a payment is noted once, and never counts against itself", async () => {
  const attempt = await anAttempt(authorized);
  expect(await payments.note(attempt, card, daysAgo(2))).toEqual([]);
  expect(await payments.note(attempt, card, daysAgo(1))).toEqual([]);
  expect(await before()).toMatchObject([{ at: daysAgo(2) }]);
});

test("cards with the same brand and last four are found, and no others", async () => {
  await payments.note(await anAttempt(authorized), "visa::4242:2030-03", daysAgo(2));
  await payments.note(await anAttempt(authorized), "mastercard:424242:4242:2030-03", daysAgo(1));
  await payments.note(await anAttempt(authorized), "visa:424242:4243:2030-03", daysAgo(1));
  expect(await before()).toMatchObject([{ cardKey: "visa::4242:2030-03" }]);
});

test("a card that cannot be told from others is noted, and given nothing to count", async () => {
  const attempt = await anAttempt(authorized);
  await payments.note(attempt, "visa::4242:2030-03", daysAgo(1));
  expect(await payments.note(await anAttempt(), "visa::4242:2030-03", now)).toEqual([]);
  expect(await before()).toMatchObject([{ at: daysAgo(1) }]);
});

test("what the provider tells afterwards is learnt, and a word that knows less takes nothing back", async () => {
  const attempt = await anAttempt(authorized);
  await payments.note(attempt, "visa::4242:2030-03", daysAgo(1));
  await payments.learn(attempt, { cardKey: card, challenged: true }, now);
  await payments.learn(attempt, { cardKey: "visa::4242:", challenged: false }, now);
  await payments.learn(attempt, { cardKey: null, challenged: false }, now);
  expect(await before()).toEqual([{ cardKey: card, amount, at: daysAgo(1), challenged: true }]);
});

test("a card that only the provider told of counts from then on", async () => {
  const attempt = await anAttempt(authorized);
  await payments.learn(attempt, { cardKey: null, challenged: true }, daysAgo(1));
  expect(await before()).toEqual([]);
  await payments.learn(attempt, { cardKey: card, challenged: false }, now);
  expect(await before()).toMatchObject([{ cardKey: card, challenged: true }]);
});

test("what was paid is let go of after thirteen months", async () => {
  await payments.note(await anAttempt(authorized), card, daysAgo(401));
  await payments.note(await anAttempt(authorized), card, daysAgo(399));
  await payments.forget(now);
  expect(await before()).toMatchObject([{ at: daysAgo(399) }]);
});
