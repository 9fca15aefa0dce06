import { currency, money } from "@evertill/money";
import { expect, test } from "vitest";
import { fromAdyenAmount, refusesAmount, toAdyenAmount } from "./amounts.ts";

const of = (minor: number, code: string) => money(minor, currency(code));

test.each([
  ["EUR", 4900, 4900],
  ["GBP", 4900, 4900],
  ["JPY", 4900, 4900],
  ["KWD", 49_001, 49_001],
  // The Chilean peso and the króna have no decimals of ours and two of Adyen's.
  ["CLP", 49, 4900],
  ["ISK", 49, 4900],
  // The rupiah and the escudo have two of ours and none of Adyen's.
  ["IDR", 4900, 49],
  ["CVE", 4900, 49],
])("%s: %d of ours are %d of Adyen's, and back", (code, ours, theirs) => {
  expect(toAdyenAmount(of(ours, code))).toEqual({ value: theirs, currency: code });
  expect(fromAdyenAmount(theirs, currency(code))).toEqual(of(ours, code));
});

test("one unit passes and nothing does not", () => {
  expect(refusesAmount(of(1, "EUR"))).toBeNull();
  expect(refusesAmount(of(0, "EUR"))).toContain("no less than 1");
});

test("the most that is asked for passes and one minor unit more does not", () => {
  expect(refusesAmount(of(999_999_999_999, "EUR"))).toBeNull();
  expect(refusesAmount(of(1_000_000_000_000, "EUR"))).toContain("no more than");
});

test("what Adyen cannot write is refused, never rounded", () => {
  expect(refusesAmount(of(4901, "IDR"))).toContain("cannot write");
  expect(() => toAdyenAmount(of(4901, "CVE"))).toThrow(RangeError);
});

test("a currency Adyen does not take is refused by its name", () => {
  expect(refusesAmount(of(4900, "MGA"))).toBe("Adyen does not take MGA");
});
