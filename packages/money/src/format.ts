import { minorUnitsOf } from "./currency.ts";
import { type Money, moneyToDecimal } from "./money.ts";

/** Writes an amount the way people of a locale write it. `locale` is a BCP 47 tag: "de-DE" gives "49,00 €". */
export function formatMoney(amount: Money, locale: string): string {
  const digits = minorUnitsOf(amount.currency);
  const format = new Intl.NumberFormat(locale, {
    style: "currency",
    currency: amount.currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  return format.format(moneyToDecimal(amount) as unknown as number);
}
