import { currency, money } from "@evertill/money";
import { expect, test } from "vitest";
import { fromStripeAmount, refusesAmount, toStripeAmount } from "./amounts.ts";

const of = (minor: number, code: string) => money(minor, currency(code));

test.each([
  ["EUR", 4900, 4900],
  ["JPY", 4900, 4900],
  // Our ariary has two decimals, Stripe's none; our króna has none, Stripe's two.
  ["MGA", 4900, 49],
  ["ISK", 49, 4900],
  ["UGX", 49, 4900],
  ["KWD", 49_000, 49_000],
])("%s: %d of ours are %d of Stripe's, and back", (code, ours, theirs) => {
  expect(toStripeAmount(of(ours, code))).toBe(theirs);
  expect(fromStripeAmount(theirs, currency(code))).toEqual(of(ours, code));
});

test("the least amount passes and one minor unit less does not", () => {
  for (const [code, least] of [
    ["EUR", 50],
    ["GBP", 30],
    ["USD", 50],
    ["JPY", 50],
  ] as const) {
    expect(refusesAmount(of(least, code))).toBeNull();
    expect(refusesAmount(of(least - 1, code))).toContain(`no less than ${least}`);
  }
});

test("the most Stripe takes passes and one minor unit more does not", () => {
  expect(refusesAmount(of(99_999_999, "EUR"))).toBeNull();
  expect(refusesAmount(of(100_000_000, "EUR"))).toContain("no more than");
});

test("what Stripe cannot write is refused, never rounded", () => {
  expect(refusesAmount(of(4901, "MGA"))).toContain("cannot write");
  expect(refusesAmount(of(49_001, "KWD"))).toContain("steps of ten");
  expect(() => toStripeAmount(of(4901, "MGA"))).toThrow(RangeError);
});
