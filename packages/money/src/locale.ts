import { currency, type CurrencyCode } from "./currency.ts";

/** A country and a language, which together fix the currency. `path` is the first segment of every public address. */
export type Locale = {
  readonly path: string;
  readonly country: string;
  readonly language: string;
  readonly currency: CurrencyCode;
  readonly name: string;
};

/** The locales the shop sells in, the default one first. */
export const locales: readonly Locale[] = [
  {
    path: "en-gb",
    country: "GB",
    language: "EN",
    currency: currency("GBP"),
    name: "United Kingdom · English",
  },
  { path: "de-de", country: "DE", language: "DE", currency: currency("EUR"), name: "Deutschland · Deutsch" },
  {
    path: "en-us",
    country: "US",
    language: "EN",
    currency: currency("USD"),
    name: "United States · English",
  },
];

export function findLocale(path: string): Locale | undefined {
  return locales.find((locale) => locale.path === path);
}

/** BCP 47 tag for `lang` attributes and Intl: "de-DE". */
export function localeTag({ language, country }: Locale): string {
  return `${language.toLowerCase()}-${country}`;
}
