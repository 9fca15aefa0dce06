import { locales, localeTag } from "@evertill/money";
import { storefront } from "../compose.ts";

/**
 * Canonical address and hreflang of a page. `pathIn` gives the page's public path in a locale. Handles are the same in
 * every locale, so each page has its counterparts.
 */
export function alternates(locale: string, pathIn: (locale: string) => string) {
  const { PUBLIC_ORIGIN } = storefront().environment;
  const [first] = locales;
  return {
    canonical: PUBLIC_ORIGIN + pathIn(locale),
    languages: {
      ...Object.fromEntries(locales.map((one) => [localeTag(one), PUBLIC_ORIGIN + pathIn(one.path)])),
      ...(first && { "x-default": PUBLIC_ORIGIN + pathIn(first.path) }),
    },
  };
}
