export {
  add,
  allocate,
  equals,
  isGreaterThan,
  isZero,
  multiply,
  type Rounding,
  subtract,
  sum,
  takeFraction,
} from "./arithmetic.ts";
export { currency, type CurrencyCode, currencyCode, minorUnitsOf } from "./currency.ts";
export { formatMoney } from "./format.ts";
export { type Money, money, moneyFromDecimal, moneySchema, moneyToDecimal, zero } from "./money.ts";
export { findLocale, type Locale, locales, localeTag } from "./locale.ts";
