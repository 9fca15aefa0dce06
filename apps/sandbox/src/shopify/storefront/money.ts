import type { Prices } from "../model.ts";

/** Shopify's `MoneyV2`: a decimal string with at least one decimal place ("20.0", "19.99") and an ISO 4217 code. */
export type MoneyV2 = { readonly amount: string; readonly currencyCode: string };

// ISO 4217 exponents that are not 2, of the currencies Shopify sells in.
const exponents: Readonly<Record<string, number>> = {
  BIF: 0,
  CLP: 0,
  DJF: 0,
  GNF: 0,
  ISK: 0,
  JPY: 0,
  KMF: 0,
  KRW: 0,
  PYG: 0,
  RWF: 0,
  UGX: 0,
  VND: 0,
  VUV: 0,
  XAF: 0,
  XOF: 0,
  XPF: 0,
  BHD: 3,
  IQD: 3,
  JOD: 3,
  KWD: 3,
  LYD: 3,
  OMR: 3,
  TND: 3,
};

/** How many decimals the currency has. */
export function decimalsOf(currencyCode: string): number {
  return exponents[currencyCode] ?? 2;
}

/** Integer minor units of a decimal string. Throws a RangeError when it has more decimals than the currency. */
export function toMinor(amount: string, currencyCode: string): number {
  const match = /^(-?)(\d+)(?:\.(\d*?)0*)?$/.exec(amount);
  const decimals = decimalsOf(currencyCode);
  const fraction = match?.[3] ?? "";
  if (!match || fraction.length > decimals)
    throw new RangeError(`"${amount}" is not an amount of ${currencyCode}`);
  const minor = Number(`${match[2]}${fraction.padEnd(decimals, "0")}`);
  return match[1] && minor !== 0 ? -minor : minor;
}

/** `MoneyV2` of integer minor units. */
export function fromMinor(minor: number, currencyCode: string): MoneyV2 {
  const decimals = decimalsOf(currencyCode);
  const digits = String(Math.abs(minor)).padStart(decimals + 1, "0");
  const whole = digits.slice(0, digits.length - decimals);
  const fraction = digits.slice(digits.length - decimals).replace(/0+$/, "");
  return { amount: `${minor < 0 ? "-" : ""}${whole}.${fraction || "0"}`, currencyCode };
}

/** `MoneyV2` of a decimal string in any notation ("12.50" → "12.5"). */
export function moneyOf(amount: string, currencyCode: string): MoneyV2 {
  return fromMinor(toMinor(amount, currencyCode), currencyCode);
}

/** The price in this currency; null when there is none, which means: not sold in it. */
export function priceIn(prices: Prices | null, currencyCode: string): MoneyV2 | null {
  const amount = prices?.[currencyCode];
  return amount === undefined ? null : moneyOf(amount, currencyCode);
}
