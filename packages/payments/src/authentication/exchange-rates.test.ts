import { currency, money } from "@evertill/money";
import { expect, test } from "vitest";
import { convertUp } from "./exchange-rates.ts";
import { chf, eur, gbp, jpy, rates, sek } from "./testing/some-input.ts";

const kwd = (amountMinor: number) => money(amountMinor, currency("KWD"));
const withDinar = { ...rates, perBase: { ...rates.perBase, KWD: "0.3371" } };

test.each([
  [eur(1_00), gbp(88)],
  [eur(1_01), gbp(89)],
  [gbp(88), eur(1_00)],
  [gbp(89), eur(1_02)],
  [jpy(1715), eur(10_00)],
  [jpy(1716), eur(10_01)],
  [eur(10_00), jpy(1715)],
  [eur(10_01), jpy(1717)],
  [sek(11_10), eur(1_00)],
  [chf(93_50), gbp(88_00)],
  [chf(93_51), gbp(88_01)],
  [eur(10_00), kwd(3371)],
  [kwd(3371), eur(10_00)],
  [kwd(3372), eur(10_01)],
  [eur(0), gbp(0)],
  [eur(5), eur(5)],
])("%o is at most %o", (amount, expected) => {
  expect(convertUp(amount, expected.currency, withDinar)).toEqual(expected);
});

test.each([[""], ["abc"], ["-1"], ["0"], ["0.0"], ["1,1"], ["1e5"], ["x1.1"], ["1.1x"]])(
  'a rate written "%s" is no rate',
  (written) => {
    const bad = { ...rates, perBase: { USD: written } };
    expect(convertUp(eur(100), currency("USD"), bad)).toBeNull();
    expect(convertUp(money(100, currency("USD")), currency("EUR"), bad)).toBeNull();
  },
);

test("a whole number is a rate", () => {
  expect(convertUp(eur(1_00), currency("USD"), { ...rates, perBase: { USD: "2" } })?.amountMinor).toBe(2_00);
});

test("a currency without a rate cannot be converted", () => {
  expect(convertUp(eur(100), currency("AUD"), rates)).toBeNull();
});
