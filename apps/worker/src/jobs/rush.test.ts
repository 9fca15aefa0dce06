import { setImmediate } from "node:timers/promises";
import { expect, test } from "vitest";
import { watchRush } from "./rush.ts";

let number = 10_428;
let at = Date.parse("2026-11-21T12:00:00Z");

function open() {
  const asked = { fails: false };
  const rush = watchRush({
    lastOrderNumber: async () => {
      if (asked.fails) throw new Error("no database");
      return number;
    },
    ordersPerSecond: 5,
    atMostMs: 30_000,
    clock: { now: () => new Date(at) },
  });
  return { ...rush, asked };
}

/** So many orders in so many milliseconds, and a look after that. */
async function pass({ look }: ReturnType<typeof open>, orders: number, ms: number): Promise<void> {
  number += orders;
  at += ms;
  await look();
}

async function isCalm({ calm }: ReturnType<typeof open>): Promise<boolean> {
  return Promise.race([calm().then(() => true), setImmediate(false)]);
}

test("the first look knows no rush, whatever number it finds", async () => {
  const rush = open();
  await rush.look();
  expect(await isCalm(rush)).toBe(true);
});

test("a rush begins with so many orders a second and ends with fewer, however far apart the looks are", async () => {
  const rush = open();
  await rush.look();
  await pass(rush, 4, 1_000);
  expect(await isCalm(rush)).toBe(true);
  await pass(rush, 15, 3_000);
  expect(await isCalm(rush)).toBe(false);
  await pass(rush, 14, 3_000);
  expect(await isCalm(rush)).toBe(true);
});

test("who waits goes on when the rush is over", async () => {
  const rush = open();
  await rush.look();
  await pass(rush, 50, 1_000);
  const waiting = rush.calm();
  await pass(rush, 50, 1_000);
  await pass(rush, 0, 1_000);
  await expect(waiting).resolves.toBeUndefined();
});

test("nobody waits for what cannot be seen", async () => {
  const rush = open();
  await rush.look();
  await pass(rush, 50, 1_000);
  rush.asked.fails = true;
  await expect(rush.look()).rejects.toThrow("no database");
  expect(await isCalm(rush)).toBe(true);
});
