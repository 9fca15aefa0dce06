import { expect, test } from "vitest";
import { compareApprovals, wilson } from "./approval-rate.ts";

const baseline = { asked: 5_000, approved: 4_500 };

test("Wilson's interval of 81 in 263 is the published one", () => {
  // Newcombe 1998, table I, method 3.
  const { lower, upper } = wilson({ asked: 263, approved: 81 });
  expect(lower).toBeCloseTo(0.2553, 3);
  expect(upper).toBeCloseTo(0.3662, 3);
});

test.each([
  ["a clear drop", { asked: 100, approved: 70 }, "below-usual"],
  ["chance", { asked: 100, approved: 86 }, "usual"],
  ["49 samples, whatever they say", { asked: 49, approved: 0 }, "unknown"],
  ["50 samples", { asked: 50, approved: 0 }, "below-usual"],
  ["better than usual", { asked: 100, approved: 100 }, "usual"],
] as const)("%s is %s", (_, recent, rate) => {
  expect(compareApprovals(recent, baseline)).toBe(rate);
});

test("without a past there is nothing to fall below", () => {
  expect(compareApprovals({ asked: 500, approved: 0 }, { asked: 49, approved: 49 })).toBe("unknown");
});

test("fifty samples of the past are enough, and nobody asked is nothing known", () => {
  expect(compareApprovals({ asked: 50, approved: 0 }, { asked: 50, approved: 50 })).toBe("below-usual");
  expect(wilson({ asked: 0, approved: 0 })).toEqual({ lower: 0, upper: 1 });
});
