import fc from "fast-check";
import { expect, test } from "vitest";
import {
  afterCalls,
  afterProbe,
  afterTrial,
  beforeProbe,
  beforeTrial,
  type Breaker,
  closedBreaker,
} from "./breaker.ts";

const now = 1_000_000;
const quiet = { calls: 0, failures: 0, slow: 0, consecutive: 0 };
const open: Breaker = {
  state: "open",
  sinceMs: now,
  probeAtMs: now + 5_000,
  because: "5 calls in a row failed",
};
const halfOpen: Breaker = { state: "half-open", sinceMs: now, trialAtMs: now, because: "" };

test.each([
  ["5 in a row", { ...quiet, calls: 5, failures: 5, consecutive: 5 }, "open"],
  ["4 in a row", { ...quiet, calls: 4, failures: 4, consecutive: 4 }, "closed"],
  ["10 of 20", { ...quiet, calls: 20, failures: 10, consecutive: 1 }, "open"],
  ["9 of 20", { ...quiet, calls: 20, failures: 9, consecutive: 1 }, "closed"],
  ["10 of 19, too few to judge", { ...quiet, calls: 19, failures: 10, consecutive: 1 }, "closed"],
  ["20 of 20 slow", { ...quiet, calls: 20, slow: 20 }, "open"],
  ["19 of 20 slow", { ...quiet, calls: 20, slow: 19 }, "closed"],
  ["5 of 20 failing and 10 slow", { ...quiet, calls: 20, failures: 5, slow: 10 }, "open"],
])("%s leaves the breaker %s", (_, window, state) => {
  expect(afterCalls(closedBreaker, window, now).state).toBe(state);
});

test("calls without failures and slowness never open it, however many", () => {
  fc.assert(
    fc.property(fc.nat(100_000), (calls) => {
      expect(afterCalls(closedBreaker, { ...quiet, calls }, now)).toBe(closedBreaker);
    }),
  );
});

test("it is probed at most once in five seconds, and only an answer lets a trial through", () => {
  expect(beforeProbe(open, now + 4_999)).toBeNull();
  const probed = beforeProbe(open, now + 5_000);
  expect(probed).toMatchObject({ state: "open", probeAtMs: now + 10_000 });
  expect(afterProbe(open, false, now)).toBe(open);
  expect(afterProbe(open, true, now)).toMatchObject({ state: "half-open", trialAtMs: now });
  expect(beforeProbe(closedBreaker, now)).toBeNull();
});

test("one trial in five seconds; three good ones in a row close it and forget the past", () => {
  expect(beforeTrial(halfOpen, now)).toMatchObject({ trialAtMs: now + 5_000 });
  expect(beforeTrial(halfOpen, now - 1)).toBeNull();
  expect(beforeTrial(open, now)).toBeNull();
  const afterOne = afterTrial({ ...halfOpen, trialAtMs: now + 5_000 }, true, now);
  // The next may follow at once.
  expect(afterOne).toEqual({ ...halfOpen, trialAtMs: now, wentWell: 1 });
  const afterTwo = afterTrial(afterOne, true, now);
  expect(afterTwo).toMatchObject({ state: "half-open", wentWell: 2 });
  expect(afterTrial(afterTwo, true, now)).toEqual({ state: "closed", sinceMs: now, relapses: 0 });
  expect(afterTrial(afterTwo, false, now)).toMatchObject({ state: "open" });
});

test("each relapse doubles the wait before the next probe, up to eighty seconds", () => {
  const waits: number[] = [];
  let breaker: Breaker = open;
  for (let turn = 0; turn < 6; turn += 1) {
    breaker = afterTrial(afterProbe(breaker, true, now), false, now);
    if (breaker.state === "open") waits.push(breaker.probeAtMs - now);
  }
  expect(waits).toEqual([10_000, 20_000, 40_000, 80_000, 80_000, 80_000]);
});

test("a breaker that opens within five minutes of closing had a relapse; a later one starts anew", () => {
  const failing = { ...quiet, calls: 5, failures: 5, consecutive: 5 };
  const closed = { state: "closed", sinceMs: now, relapses: 2 } as const;
  expect(afterCalls(closed, failing, now + 299_999)).toMatchObject({
    relapses: 3,
    probeAtMs: now + 299_999 + 40_000,
  });
  expect(afterCalls(closed, failing, now + 300_000)).toMatchObject({
    relapses: 0,
    probeAtMs: now + 300_000 + 5_000,
  });
  expect(afterCalls(closedBreaker, failing, 1_000)).toMatchObject({ relapses: 0, probeAtMs: 6_000 });
});

test("an open breaker is not closed by a call that had begun before", () => {
  expect(afterTrial(open, true, now)).toBe(open);
});

test("why it opened is told, and what is no closed breaker is not opened again", () => {
  const row = { ...quiet, calls: 5, failures: 5, consecutive: 5 };
  const half = { ...quiet, calls: 20, failures: 9, slow: 2, consecutive: 1 };
  expect(afterCalls(closedBreaker, row, now)).toMatchObject({ because: "5 calls in a row failed" });
  expect(afterCalls(closedBreaker, half, now)).toMatchObject({
    because: "of 20 calls in a minute 9 failed and 2 were slow",
  });
  expect(afterTrial(halfOpen, false, now)).toMatchObject({ because: "the trial failed" });
  for (const breaker of [open, halfOpen]) expect(afterCalls(breaker, row, now)).toBe(breaker);
  for (const breaker of [closedBreaker, halfOpen]) expect(afterProbe(breaker, true, now)).toBe(breaker);
});
