import { currency, money } from "@evertill/money";
import { expect, test } from "vitest";
import { fromPayPalAmount, paypalDecimals, refusesAmount, toPayPalAmount } from "./amounts.ts";

const of = (minor: number, code: string) => money(minor, currency(code));

test.each([
  ["EUR", 4900, "49.00"],
  ["EUR", 5, "0.05"],
  ["JPY", 4900, "4900"],
  // Our forint and our Taiwan dollar have two decimals, PayPal's none.
  ["HUF", 490_000, "4900"],
  ["TWD", 490_000, "4900"],
])("%s: %d of ours is written %s, and read back", (code, ours, written) => {
  expect(toPayPalAmount(of(ours, code))).toEqual({ currencyCode: code, value: written });
  expect(fromPayPalAmount(written, currency(code))).toEqual(of(ours, code));
});

test("the least PayPal can write passes, less does not", () => {
  for (const [code, least] of [
    ["EUR", 1],
    ["JPY", 1],
    ["HUF", 100],
    ["TWD", 100],
  ] as const) {
    expect(refusesAmount(of(least, code))).toBeNull();
    expect(refusesAmount(of(least - 1, code)), `one unit of ${code} less`).not.toBeNull();
  }
});

test("what PayPal cannot write is refused, never rounded", () => {
  expect(refusesAmount(of(490_001, "HUF"))).toContain("cannot write");
  expect(() => toPayPalAmount(of(490_050, "TWD"))).toThrow(RangeError);
});

test("currencies PayPal does not take are refused by name", () => {
  for (const code of ["KWD", "CLP", "BRL", "CNY", "MYR", "ISK"]) {
    expect(refusesAmount(of(100_000, code))).toBe(`PayPal takes no ${code} from us`);
  }
  expect(Object.keys(paypalDecimals)).toHaveLength(21);
});

test.each(["", "-1.00", "1,00", "much"])("%o is no amount", (value) => {
  expect(() => fromPayPalAmount(value, currency("EUR"))).toThrow(RangeError);
});
