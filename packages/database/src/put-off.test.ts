import { setImmediate } from "node:timers/promises";
import { expect, test } from "vitest";
import { type PutOff, waitForCalm } from "./put-off.ts";

const minute = 60_000;
const never = async () => new Promise<void>(() => undefined);
const running = new AbortController().signal;
const ago = (ms: number) => new Date(Date.now() - ms);

/** Whether jobs that were sent at these times begin at once. */
async function beginAtOnce(sentAt: readonly Date[], putOff: PutOff): Promise<boolean> {
  const stopping = new AbortController();
  const begun = waitForCalm(sentAt, putOff, stopping.signal).then(() => true);
  const answer = await Promise.race([begun, setImmediate(false)]);
  stopping.abort();
  await begun;
  return answer;
}

test("jobs begin at once while it is calm", async () => {
  expect(await beginAtOnce([ago(0)], { calm: async () => undefined, atMostMs: minute })).toBe(true);
});

test("jobs wait while something else goes on, and begin when it is over", async () => {
  const rush = Promise.withResolvers<void>();
  const putOff = { calm: () => rush.promise, atMostMs: minute };
  expect(await beginAtOnce([ago(10), ago(0)], putOff)).toBe(false);
  const waiting = waitForCalm([ago(0)], putOff, running);
  rush.resolve();
  await waiting;
});

test("what waited for as long as it may takes the younger jobs of its batch along", async () => {
  expect(await beginAtOnce([ago(10), ago(minute)], { calm: never, atMostMs: minute })).toBe(true);
});

test("jobs begin in the end although nothing else ever is over", async () => {
  const putOff = { calm: never, atMostMs: 20 };
  await expect(waitForCalm([ago(0)], putOff, running)).resolves.toBeUndefined();
});

test("a database whose clock is ahead makes nothing wait longer", async () => {
  const putOff = { calm: never, atMostMs: 20 };
  await expect(waitForCalm([ago(-60 * minute)], putOff, running)).resolves.toBeUndefined();
});

test("where nothing may wait, nothing does", async () => {
  expect(await beginAtOnce([ago(0)], { calm: never, atMostMs: 0 })).toBe(true);
});
