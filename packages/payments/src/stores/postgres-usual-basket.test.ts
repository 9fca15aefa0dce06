import { randomUUID } from "node:crypto";
import { freshDatabase } from "@evertill/database/testing";
import { currency, money } from "@evertill/money";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { paymentsMigrations } from "../migrations.ts";
import { createPostgresAttemptStore } from "./postgres-attempt-store.ts";
import { createPostgresUsualBasket } from "./postgres-usual-basket.ts";

const now = new Date("2026-11-21T12:00:00Z");
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000);
const euro = currency("EUR");
let fresh: Awaited<ReturnType<typeof freshDatabase>>;
beforeAll(async () => {
  fresh = await freshDatabase([paymentsMigrations]);
});
afterAll(() => fresh.drop());
beforeEach(() => fresh.database.execute("truncate payment_attempt cascade"));

/** Orders of these amounts, paid on a day; refused where `paid` says so. */
async function orders(amounts: readonly number[], { at = daysAgo(1), code = "EUR", paid = true } = {}) {
  const store = createPostgresAttemptStore(fresh.database, { now: () => at });
  for (const minor of amounts) {
    const amount = money(minor, currency(code));
    const wanted = { reference: randomUUID(), provider: "adyen", amount, instrumentDigest: "x" } as const;
    const begun = await store.begin(wanted);
    const sent = begun && (await store.move(begun, { state: "sent" }, "test", null));
    if (!sent) throw new Error("not begun");
    if (paid) await store.move(sent, { state: "authorized", authorized: amount, card: null }, "test", null);
  }
}
const sameOrders = (count: number, minor: number) => Array.from({ length: count }, () => minor);

test("the usual basket is the middle one of what was paid in that currency in the last month", async () => {
  await orders([...sameOrders(15, 10_00), 50_00, ...sameOrders(14, 900_00)]);
  await orders(sameOrders(40, 5_00), { at: daysAgo(31) });
  await orders(sameOrders(40, 6_00), { code: "GBP" });
  await orders(sameOrders(40, 7_00), { paid: false });
  expect(await createPostgresUsualBasket(fresh.database)(euro, now)).toEqual(money(10_00, euro));
});

test("fewer than thirty orders say nothing of what is usual", async () => {
  await orders(sameOrders(29, 10_00));
  expect(await createPostgresUsualBasket(fresh.database)(euro, now)).toBeNull();
});

test("it is counted once an hour", async () => {
  const usual = createPostgresUsualBasket(fresh.database);
  expect(await usual(euro, now)).toBeNull();
  await orders(sameOrders(30, 10_00));
  expect(await usual(euro, new Date(now.getTime() + 3_599_999))).toBeNull();
  expect(await usual(euro, new Date(now.getTime() + 3_600_000))).toEqual(money(10_00, euro));
});

test("a database that was silent is asked again", async () => {
  await orders(sameOrders(30, 10_00));
  const execute = fresh.database.execute.bind(fresh.database);
  let isSilent = true;
  const database = Object.assign(Object.create(fresh.database) as typeof fresh.database, {
    execute: (...asked: Parameters<typeof execute>) =>
      isSilent ? Promise.reject(new Error("silent")) : execute(...asked),
  });
  const usual = createPostgresUsualBasket(database);
  await expect(usual(euro, now)).rejects.toThrow("silent");
  isSilent = false;
  expect(await usual(euro, now)).toEqual(money(10_00, euro));
});
