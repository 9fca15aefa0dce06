import { type CurrencyCode, minorUnitsOf, type Money, money } from "@evertill/money";

/** An amount as PayPal writes it: a decimal string with the digits it wants. */
export type PayPalMoney = { readonly currencyCode: string; readonly value: string };

/**
 * Currencies a merchant outside their country can be paid in, with PayPal's number of decimals
 * (developer.paypal.com/api/rest/reference/currency-codes, read 2026-11). BRL, CNY and MYR are for accounts in their own
 * country only. HUF and TWD have none there, where ISO 4217 has two.
 */
export const paypalDecimals: Readonly<Record<string, number>> = {
  AUD: 2,
  CAD: 2,
  CHF: 2,
  CZK: 2,
  DKK: 2,
  EUR: 2,
  GBP: 2,
  HKD: 2,
  HUF: 0,
  ILS: 2,
  JPY: 0,
  MXN: 2,
  NOK: 2,
  NZD: 2,
  PHP: 2,
  PLN: 2,
  SEK: 2,
  SGD: 2,
  THB: 2,
  TWD: 0,
  USD: 2,
};

/** Null when PayPal takes the amount, else why not, for operators. The least is one of the smallest PayPal can write. */
export function refusesAmount({ amountMinor, currency }: Money): string | null {
  const decimals = paypalDecimals[currency];
  if (decimals === undefined) return `PayPal takes no ${currency} from us`;
  if (amountMinor <= 0) return "PayPal takes only amounts above zero";
  return amountMinor % step(currency, decimals) === 0
    ? null
    : `PayPal writes ${currency} with ${decimals} decimals and cannot write ${amountMinor} minor units`;
}

/** Throws a RangeError for what {@link refusesAmount} refuses. */
export function toPayPalAmount(amount: Money): PayPalMoney {
  const refusal = refusesAmount(amount);
  if (refusal !== null) throw new RangeError(refusal);
  const { amountMinor, currency } = amount;
  const decimals = paypalDecimals[currency] ?? 0;
  const digits = String(amountMinor / step(currency, decimals)).padStart(decimals + 1, "0");
  const value = decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
  return { currencyCode: currency, value };
}

/** Throws a RangeError for text that is no amount. */
export function fromPayPalAmount(value: string, currency: CurrencyCode): Money {
  const match = /^(\d+)(?:\.(\d*))?$/.exec(value);
  if (!match) throw new RangeError(`Not an amount of PayPal's: "${value}"`);
  const [, whole = "", fraction = ""] = match;
  return money(Number(whole + fraction.padEnd(minorUnitsOf(currency), "0")), currency);
}

/** How many of our minor units are one of the smallest PayPal writes. */
function step(currency: CurrencyCode, decimals: number): number {
  return 10 ** (minorUnitsOf(currency) - decimals);
}
