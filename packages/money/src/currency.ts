import { z } from "zod";

/** ISO 4217 code, upper case. */
export type CurrencyCode = string & { readonly __brand: "CurrencyCode" };

export const currencyCode = z
  .string()
  .regex(/^[A-Z]{3}$/, "an ISO 4217 code such as EUR")
  .transform((code) => code as CurrencyCode) as unknown as z.ZodType<CurrencyCode>;

/** Throws a RangeError when `code` is not three capital letters. */
export function currency(code: string): CurrencyCode {
  if (!/^[A-Z]{3}$/.test(code)) throw new RangeError(`Not an ISO 4217 currency code: "${code}"`);
  return code as CurrencyCode;
}

// ISO 4217 exponents that are not 2 (list one, 2026-01). Providers may differ: their adapters own that table.
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
  UYI: 0,
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
  CLF: 4,
  UYW: 4,
};

/** How many digits the minor unit of a currency has: 2 for EUR, 0 for JPY, 3 for KWD. */
export function minorUnitsOf(code: CurrencyCode): number {
  return exponents[code] ?? 2;
}
