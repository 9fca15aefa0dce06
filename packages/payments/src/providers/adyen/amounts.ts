import type { Money } from "@evertill/money";
import { countingBy } from "../counting.ts";

/**
 * How Adyen counts where it differs from ISO 4217 (docs.adyen.com/development-resources/currency-codes, read 2026-11:
 * "For CLP, CVE, IDR, and ISK the standard has a different number of decimals").
 */
const counting = countingBy({ CLP: 2, CVE: 0, IDR: 0, ISK: 2 });
export const fromAdyenAmount = counting.moneyOf;

/** What the same page lists; a currency that is not on it is never asked for. */
const taken = new Set(
  `AED ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BHD BMD BND BOB BRL BSD BWP BYN BZD CAD CHF CLP CNH CNY COP CRC CUP CVE
   CZK DJF DKK DOP DZD EGP ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD ISK JMD JOD
   JPY KES KGS KHR KMF KRW KWD KYD KZT LAK LBP LKR LYD MAD MDL MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO
   NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SEK SGD SHP SLE SOS SRD STN SVC SZL THB
   TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VND VUV WST XAF XCD XOF XPF YER ZAR ZMW`.split(/\s+/),
);

/** `value` is a long there; what schemes take is less, and this is more than any cart and less than what JSON may round. */
const most = 999_999_999_999;

/** Null when Adyen takes the amount, else why not, for operators. Adyen publishes no least amount for cards: one unit passes. */
export function refusesAmount(amount: Money): string | null {
  const { currency, amountMinor } = amount;
  if (!taken.has(currency)) return `Adyen does not take ${currency}`;
  const units = counting.unitsOf(amount);
  if (units === null) return `Adyen cannot write ${amountMinor} minor units of ${currency}`;
  if (units < 1) return `Adyen takes no less than 1 minor unit of ${currency}`;
  return units > most ? `Adyen takes no more than ${most} minor units of ${currency}` : null;
}

/** `amount` of the wire. Throws a RangeError for what {@link refusesAmount} refuses to write. */
export function toAdyenAmount(amount: Money): { readonly value: number; readonly currency: string } {
  const value = counting.unitsOf(amount);
  if (value === null) throw new RangeError(`Not an amount Adyen can write: ${JSON.stringify(amount)}`);
  return { value, currency: amount.currency };
}
