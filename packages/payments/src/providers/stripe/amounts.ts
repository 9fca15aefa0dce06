import type { Money } from "@evertill/money";
import { countingBy } from "../counting.ts";

/**
 * How Stripe counts where it differs from ISO 4217 (docs.stripe.com/currencies, "Zero-decimal currencies" and "Special
 * cases", read 2026-11): MGA has no decimals there; ISK and UGX have two, which must be zero.
 */
const counting = countingBy({ MGA: 0, ISK: 2, UGX: 2 });
export const fromStripeAmount = counting.moneyOf;

/** Three-decimal currencies whose last digit must be zero (same page, "Three-decimal currencies"). */
const lastDigitZero = new Set(["BHD", "JOD", "KWD", "OMR", "TND"]);

/** Least amounts in Stripe's minor units, by settlement currency (same page, "Minimum and maximum charge amounts"). */
const minimums: Readonly<Record<string, number>> = {
  AED: 200,
  AUD: 50,
  BGN: 100,
  BRL: 50,
  CAD: 50,
  CHF: 50,
  CZK: 1500,
  DKK: 250,
  EUR: 50,
  GBP: 30,
  HKD: 400,
  HUF: 17_500,
  INR: 50,
  JPY: 50,
  MXN: 1000,
  MYR: 200,
  NOK: 300,
  NZD: 50,
  PLN: 200,
  RON: 200,
  SEK: 300,
  SGD: 50,
  THB: 1000,
  USD: 50,
};

/** Eight digits, except where the page above names more. */
const maximums: Readonly<Record<string, number>> = {
  COP: 9_999_999_999,
  HUF: 9_999_999_999,
  IDR: 999_999_999_999,
  INR: 999_999_999,
  JPY: 9_999_999_999,
  LBP: 9_999_999_999,
};
const usualMaximum = 99_999_999;

/** Null when Stripe takes the amount, else why not, for operators. */
export function refusesAmount(amount: Money): string | null {
  const units = counting.unitsOf(amount);
  const { currency } = amount;
  if (units === null) return `Stripe cannot write ${amount.amountMinor} minor units of ${currency}`;
  if (lastDigitZero.has(currency) && units % 10 !== 0) {
    return `Stripe takes ${currency} only in steps of ten minor units`;
  }
  const least = minimums[currency] ?? 1;
  if (units < least) return `Stripe takes no less than ${least} minor units of ${currency}`;
  const most = maximums[currency] ?? usualMaximum;
  return units > most ? `Stripe takes no more than ${most} minor units of ${currency}` : null;
}

/** The number Stripe expects in `amount`. Throws a RangeError for what {@link refusesAmount} refuses to write. */
export function toStripeAmount(amount: Money): number {
  const units = counting.unitsOf(amount);
  if (units === null) throw new RangeError(`Not an amount Stripe can write: ${JSON.stringify(amount)}`);
  return units;
}
