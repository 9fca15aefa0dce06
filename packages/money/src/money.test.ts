import fc from "fast-check";
import { describe, expect, expectTypeOf, test } from "vitest";
import { add, allocate, isGreaterThan, multiply, subtract, sum, takeFraction } from "./arithmetic.ts";
import { currency, minorUnitsOf } from "./currency.ts";
import { formatMoney } from "./format.ts";
import { findLocale, locales, localeTag } from "./locale.ts";
import { type Money, money, moneyFromDecimal, moneySchema, moneyToDecimal, zero } from "./money.ts";

const euro = currency("EUR");
const dollar = currency("USD");
const amountMinor = fc.integer({ min: -1_000_000_000, max: 1_000_000_000 });
const code = fc.constantFrom("EUR", "USD", "JPY", "KWD", "CLF").map(currency);
const amount = fc.tuple(amountMinor, code).map(([minor, of]) => money(minor, of));

test("amounts of two currencies have no sum, no difference and no order", () => {
  for (const combine of [add, subtract, isGreaterThan]) {
    expect(() => combine(money(1, euro), money(1, dollar))).toThrow("Cannot combine EUR with USD");
  }
  expect(() => sum([money(1, dollar)], euro)).toThrow(TypeError);
});

test("a bare number is no amount, and a bare string no currency", () => {
  expectTypeOf<number>().not.toExtend<Money>();
  expectTypeOf<{ amountMinor: number; currency: string }>().not.toExtend<Money>();
  expectTypeOf(money(1, euro)).toEqualTypeOf<Money>();
});

test.each([0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53])("%d is no amount in minor units", (minor) => {
  expect(() => money(minor, euro)).toThrow(RangeError);
});

test("a decimal is written as it is read, in every currency's own digits", () => {
  fc.assert(
    fc.property(amount, (given) => {
      const written = moneyToDecimal(given);
      expect(moneyFromDecimal(written, given.currency)).toEqual(given);
      expect(written.split(".")[1]?.length ?? 0).toBe(minorUnitsOf(given.currency));
    }),
  );
});

describe("decimals as the shop writes them", () => {
  test.each([
    ["49.0", "EUR", 4_900],
    ["49", "EUR", 4_900],
    ["0.5", "EUR", 50],
    ["-12.34", "EUR", -1_234],
    ["1980.0", "JPY", 1_980],
    ["1.005", "KWD", 1_005],
  ])("%s %s", (decimal, of, minor) => {
    expect(moneyFromDecimal(decimal, currency(of)).amountMinor).toBe(minor);
  });

  test.each(["", "1,5", "1e3", "0x1", "1.234", "--1", ".5"])("%j is refused", (decimal) => {
    expect(() => moneyFromDecimal(decimal, euro)).toThrow(RangeError);
  });
});

test("parts add up to the whole, keep its sign, and none is off its share by one minor unit or more", () => {
  const weights = fc
    .array(fc.nat(1_000), { minLength: 1, maxLength: 12 })
    .filter((list) => list.some((one) => one > 0));
  fc.assert(
    fc.property(amount, weights, (whole, shares) => {
      const parts = allocate(whole, shares);
      expect(sum(parts, whole.currency)).toEqual(whole);
      const total = shares.reduce((left, right) => left + right, 0);
      expect(parts.filter((part, index) => shares[index] === 0 && part.amountMinor !== 0)).toEqual([]);
      parts.forEach((part, index) => {
        const exact = (whole.amountMinor * shares[index]!) / total;
        expect(Math.abs(part.amountMinor - exact)).toBeLessThan(1 + 1e-6);
      });
    }),
  );
});

test("nothing can be split by no weight", () => {
  expect(() => allocate(money(100, euro), [0, 0])).toThrow(RangeError);
});

test("a fraction is off the exact one by less than a minor unit, and by half at most when rounded to the nearest", () => {
  const fraction = fc.tuple(fc.integer({ min: 1, max: 500 }), fc.integer({ min: 1, max: 5_000 }));
  fc.assert(
    fc.property(
      amount,
      fraction,
      fc.constantFrom("half-up", "half-even", "down", "up"),
      (whole, parts, rounding) => {
        const [numerator, denominator] = parts;
        const taken = takeFraction(whole, { numerator, denominator, rounding }).amountMinor;
        const scaledError = Math.abs(taken * denominator - whole.amountMinor * numerator);
        const nearest = rounding.startsWith("half");
        expect(nearest ? scaledError * 2 : scaledError).toBeLessThan(nearest ? denominator + 1 : denominator);
      },
    ),
  );
});

test.each([
  ["half-up", 25, 3],
  ["half-even", 25, 2],
  ["half-even", 35, 4],
  ["down", 29, 2],
  ["up", 21, 3],
  ["half-up", -25, -3],
] as const)("a tenth of it, %s: %d gives %d", (rounding, whole, tenth) => {
  expect(takeFraction(money(whole, euro), { numerator: 1, denominator: 10, rounding }).amountMinor).toBe(
    tenth,
  );
});

test("adding is the same in any order, and taking away undoes it", () => {
  fc.assert(
    fc.property(amountMinor, amountMinor, fc.integer({ min: 0, max: 50 }), (left, right, times) => {
      const [one, other] = [money(left, euro), money(right, euro)];
      expect(add(one, other)).toEqual(add(other, one));
      expect(subtract(add(one, other), other)).toEqual(one);
      expect(multiply(one, times)).toEqual(
        sum(
          Array.from({ length: times }, () => one),
          euro,
        ),
      );
    }),
  );
});

test("an amount survives JSON, and what is none is refused", () => {
  fc.assert(
    fc.property(amount, (given) => {
      expect(moneySchema.parse(JSON.parse(JSON.stringify(given)))).toEqual(given);
    }),
  );
  expect(moneySchema.safeParse({ amountMinor: 1.5, currency: "EUR" }).success).toBe(false);
  expect(moneySchema.safeParse({ amountMinor: 1, currency: "eur" }).success).toBe(false);
});

test("an amount is written as people of the locale write it", () => {
  const plain = (text: string) => text.replaceAll(/\s/g, " ");
  expect(plain(formatMoney(money(4_900, euro), "de-DE"))).toBe("49,00 €");
  expect(formatMoney(money(123_450, currency("GBP")), "en-GB")).toBe("£1,234.50");
  expect(plain(formatMoney(money(1_980, currency("JPY")), "en-GB"))).toContain("1,980");
});

test("every locale has its own path, and a currency that fits its country", () => {
  expect(new Set(locales.map(({ path }) => path)).size).toBe(locales.length);
  expect(findLocale("de-de")).toMatchObject({ country: "DE", currency: "EUR" });
  expect(findLocale("xx-xx")).toBeUndefined();
  expect(locales.map(localeTag)).toEqual(["en-GB", "de-DE", "en-US"]);
  expect(zero(euro).amountMinor).toBe(0);
});
