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

test("one trial in five seconds; a good one closes it and forgets the past, a bad one opens it again", () => {
  expect(beforeTrial(halfOpen, now)).toMatchObject({ trialAtMs: now + 5_000 });
  expect(beforeTrial(halfOpen, now - 1)).toBeNull();
  expect(beforeTrial(open, now)).toBeNull();
  expect(afterTrial(halfOpen, true, now)).toEqual({ state: "closed", sinceMs: now });
  expect(afterTrial(halfOpen, false, now)).toMatchObject({ state: "open", probeAtMs: now + 5_000 });
});

test("an open breaker is not closed by a call that had begun before", () => {
  expect(afterTrial(open, true, now)).toBe(open);
});
