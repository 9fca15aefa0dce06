import { z } from "zod";
import { invalidRequest, unprocessable } from "./api/paypal-error.ts";
import type { Amount } from "./model.ts";

/** developer.paypal.com/api/rest/reference/currency-codes, read 2026-11. */
const currencies = new Set(
  "AUD BRL CAD CNY CZK DKK EUR HKD HUF ILS JPY MYR MXN TWD NZD NOK PHP PLN GBP SGD SEK CHF THB USD".split(
    " ",
  ),
);
/** Same page: "This currency does not support decimals." */
const withoutDecimals = new Set(["HUF", "JPY", "TWD"]);

export const moneySchema = z.object({ currency_code: z.string(), value: z.string() });

/** Reads `{currency_code, value}` by PayPal's rules; throws the 422 it answers with. */
export function readAmount({ currency_code, value }: z.infer<typeof moneySchema>, field: string): Amount {
  if (!currencies.has(currency_code))
    throw unprocessable("INVALID_CURRENCY_CODE", { field: `${field}/currency_code`, value: currency_code });
  if (!/^-?(\d+(\.\d*)?|\.\d+)$/.test(value))
    throw invalidRequest("INVALID_PARAMETER_SYNTAX", { field: `${field}/value`, value });
  const [, fraction = ""] = value.split(".");
  if (withoutDecimals.has(currency_code) && Number(`0.${fraction || "0"}`) !== 0)
    throw unprocessable("DECIMALS_NOT_SUPPORTED", { field: `${field}/value`, value });
  if (fraction.length > 2) throw unprocessable("DECIMAL_PRECISION", { field: `${field}/value`, value });
  const minor = Math.round(Number(value) * 10 ** decimalsOf(currency_code));
  if (minor <= 0) throw unprocessable("CANNOT_BE_ZERO_OR_NEGATIVE", { field: `${field}/value`, value });
  return { minor, currency: currency_code };
}

export function writeAmount({ minor, currency }: Amount): { currency_code: string; value: string } {
  const decimals = decimalsOf(currency);
  return { currency_code: currency, value: (minor / 10 ** decimals).toFixed(decimals) };
}

export function decimalsOf(currency: string): number {
  return withoutDecimals.has(currency) ? 0 : 2;
}
