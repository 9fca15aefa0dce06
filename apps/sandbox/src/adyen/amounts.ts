import { decimalsOf } from "../shopify/storefront/money.ts";
import type { Amount } from "./model.ts";

/** Where Adyen counts a currency otherwise than ISO 4217 does. */
const decimalsAhead: Readonly<Record<string, number>> = { CLP: 2, CVE: -2, IDR: -2, ISK: 2 };

/** The amount in ISO 4217's minor units. */
export function minorOf({ value, currency }: Amount): number {
  return value / 10 ** (decimalsAhead[currency] ?? 0);
}

/** As reports write it: a decimal of whole units ("49.00", "-1980"). */
export function writeAmount({ value, currency }: Amount): string {
  const decimals = decimalsOf(currency) + (decimalsAhead[currency] ?? 0);
  return (value / 10 ** decimals).toFixed(decimals);
}
