import { z } from "zod";
import { type CurrencyCode, currencyCode, minorUnitsOf } from "./currency.ts";

/** An amount in the minor unit of its currency: `{ amountMinor: 4900, currency: "EUR" }` is 49.00 EUR. */
export type Money = { readonly amountMinor: number; readonly currency: CurrencyCode };

export const moneySchema: z.ZodType<Money> = z.object({
  amountMinor: z.int(),
  currency: currencyCode,
});

/** Throws a RangeError unless `amountMinor` is a safe integer. */
export function money(amountMinor: number, currency: CurrencyCode): Money {
  if (!Number.isSafeInteger(amountMinor))
    throw new RangeError(`Not an amount in minor units: ${amountMinor}`);
  // Adding 0 turns the -0 of a product into 0, so that equal amounts are equal everywhere.
  return { amountMinor: amountMinor + 0, currency };
}

export function zero(currency: CurrencyCode): Money {
  return money(0, currency);
}

/** Reads a decimal string as Shopify writes it ("49.0", "1980"). Throws a RangeError when it has more digits than the currency. */
export function moneyFromDecimal(decimal: string, currency: CurrencyCode): Money {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(decimal.trim());
  if (!match) throw new RangeError(`Not a decimal amount: "${decimal}"`);
  const [, sign = "", whole = "0", fraction = ""] = match;
  const digits = minorUnitsOf(currency);
  const kept = fraction.replace(/0+$/, "");
  if (kept.length > digits) throw new RangeError(`${decimal} has more digits than ${currency} allows`);
  const amount = Number(whole + kept.padEnd(digits, "0"));
  return money(sign === "-" && amount !== 0 ? -amount : amount, currency);
}

/** Writes the decimal string that Shopify and JSON-LD expect: always all digits of the currency ("49.00", "1980"). */
export function moneyToDecimal({ amountMinor, currency }: Money): string {
  const digits = minorUnitsOf(currency);
  const sign = amountMinor < 0 ? "-" : "";
  const padded = String(Math.abs(amountMinor)).padStart(digits + 1, "0");
  if (digits === 0) return sign + padded;
  return `${sign}${padded.slice(0, -digits)}.${padded.slice(-digits)}`;
}
