import { type CurrencyCode, minorUnitsOf, type Money, money } from "@evertill/money";

/** How a provider counts money: in whole units, whose size differs from ISO 4217's for the currencies in `exponents`. */
export function countingBy(exponents: Readonly<Record<string, number>>): {
  /** Null for an amount that cannot be written exactly. */
  readonly unitsOf: (amount: Money) => number | null;
  readonly moneyOf: (units: number, currency: CurrencyCode) => Money;
} {
  function shift(currency: CurrencyCode): number {
    const ours = minorUnitsOf(currency);
    return (exponents[currency] ?? ours) - ours;
  }
  return {
    unitsOf: ({ amountMinor, currency }) => {
      const by = shift(currency);
      const units = by >= 0 ? amountMinor * 10 ** by : amountMinor / 10 ** -by;
      return Number.isSafeInteger(units) ? units : null;
    },
    moneyOf: (units, currency) => money(Math.round(units / 10 ** shift(currency)), currency),
  };
}
