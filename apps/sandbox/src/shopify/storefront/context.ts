import type { SandboxContext } from "../../context.ts";
import type { Store } from "../../store/store.ts";
import type { ProductDocument, ShopDocument, Texts } from "../model.ts";
import { catalogueOf, type Catalogue } from "./catalogue/catalogue.ts";

/** What every resolver of one request is given. */
export type StorefrontContext = {
  readonly sandbox: SandboxContext;
  readonly store: Store;
  /** The catalogue as it is at this moment; ask again after a change. */
  readonly catalogue: Catalogue;
  readonly now: () => Date;
  /** ISO 3166 code, of a market the shop sells to. */
  readonly country: string;
  /** `LanguageCode` of the schema: "EN", "DE", "PT_BR". */
  readonly language: string;
  /** ISO 4217 code that the country fixes. */
  readonly currency: string;
  /** Scheme, host and port under which the shop was reached: images and addresses start with it. */
  readonly origin: string;
};

/** What `@inContext` asked for. */
export type AskedContext = { readonly country?: string | null; readonly language?: string | null };

export type Locality = {
  readonly country: string;
  readonly language: string;
  readonly currency: string;
};

/**
 * The locality that a request gets: the asked country when the shop sells there, otherwise its first market; the asked
 * language when that market speaks it, otherwise the market's first.
 */
export function localityOf(shop: ShopDocument, asked: AskedContext): Locality {
  const market =
    shop.markets.find(({ country }) => country === asked.country) ??
    shop.markets.find(({ currency }) => currency === shop.currency) ??
    shop.markets[0];
  if (!market) throw new Error("The shop has no market: seed the sandbox with `npm run sandbox:reset`");
  const languages = market.languages.map((language) => language.toUpperCase());
  const language = languages.find((known) => known === asked.language) ?? languages[0] ?? "EN";
  return { country: market.country, language, currency: market.currency };
}

/** The context of one request. */
export function storefrontContext(
  sandbox: SandboxContext,
  request: { readonly origin: string; readonly asked: AskedContext },
): StorefrontContext {
  const { store } = sandbox;
  return {
    sandbox,
    store,
    get catalogue() {
      return catalogueOf(store);
    },
    now: sandbox.now,
    ...localityOf(catalogueOf(store).shop, request.asked),
    origin: request.origin,
  };
}

/** The text in the request's language, English where there is no translation. */
export function textIn(texts: Texts, { language }: { readonly language: string }): string {
  return texts[language.toLowerCase()] ?? texts.en;
}

/** A product's type in the request's language, as it is where nobody translated it. */
export function productTypeIn(
  { productType, productTypeIn: texts }: ProductDocument,
  { language }: { readonly language: string },
): string {
  return texts?.[language.toLowerCase()] ?? productType;
}

/** ISO 8601 as Shopify writes it, to the second: "2026-04-01T10:00:00Z". */
export function dateTime(date: string): string {
  return `${new Date(date).toISOString().slice(0, 19)}Z`;
}
