import { gid } from "../../gid.ts";
import type { ShopDocument } from "../../model.ts";
import { type StorefrontContext, textIn } from "../context.ts";
import { plain, type ResolverMap } from "../resolver-map.ts";
import { metafieldsOf } from "./metafield.ts";

export type Policy = ShopDocument["policies"][number];
type Market = ShopDocument["markets"][number];
type PolicyHandle = "privacy-policy" | "refund-policy" | "shipping-policy" | "terms-of-service";

const policy = (wanted: PolicyHandle) => (shop: ShopDocument) =>
  shop.policies.find(({ handle }) => handle === wanted) ?? null;

/** Where a policy is on the shop's own pages. */
export function policyAddress({ handle }: Pick<Policy, "handle">, { origin }: StorefrontContext): string {
  return `${origin}/policies/${handle}`;
}

/** The name in the request's language. */
function nameIn(
  type: "region" | "language" | "currency",
  code: string,
  { language }: StorefrontContext,
): string {
  return displayName(type, code, language.replace("_", "-"));
}

function displayName(type: "region" | "language" | "currency", code: string, locale: string): string {
  return new Intl.DisplayNames([locale], { type }).of(code.replace("_", "-")) ?? code;
}

const currencySymbol = (code: string): string =>
  new Intl.NumberFormat("en", { style: "currency", currency: code, currencyDisplay: "narrowSymbol" })
    .formatToParts(0)
    .find(({ type }) => type === "currency")?.value ?? code;

const imperial = new Set(["US", "LR", "MM"]);

const languages = (codes: readonly string[]) => codes.map((isoCode) => ({ isoCode: isoCode.toUpperCase() }));

const marketOf = (context: StorefrontContext): Market => {
  const found = context.catalogue.shop.markets.find(({ country }) => country === context.country);
  if (!found) throw new Error(`The shop has no market for ${context.country}`);
  return found;
};

/** The currency in which a country's money is written: "£{{amount}}". */
function moneyFormat({ currency }: ShopDocument): string {
  return `${currencySymbol(currency)}{{amount}}`;
}

export const shopResolvers: ResolverMap = {
  QueryRoot: {
    shop: (_root: unknown, _args: object, { catalogue }: StorefrontContext) => catalogue.shop,
    localization: () => ({}),
    paymentSettings: (_root: unknown, _args: object, { catalogue }: StorefrontContext) => catalogue.shop,
  },
  Shop: {
    id: ({ id }: ShopDocument) => gid("Shop", id),
    description: ({ description }: ShopDocument, _args: object, context: StorefrontContext) =>
      textIn(description, context),
    brand: (shop: ShopDocument) => shop,
    moneyFormat,
    primaryDomain: (_shop: ShopDocument, _args: object, { origin }: StorefrontContext) => ({
      host: new URL(origin).host,
      url: origin,
      sslEnabled: origin.startsWith("https:"),
    }),
    privacyPolicy: policy("privacy-policy"),
    refundPolicy: policy("refund-policy"),
    shippingPolicy: policy("shipping-policy"),
    termsOfService: policy("terms-of-service"),
    // Shopify shows one only to shops that sell subscriptions.
    subscriptionPolicy: () => null,
    shipsToCountries: ({ markets }: ShopDocument) => markets.map(({ country }) => country),
    paymentSettings: (shop: ShopDocument) => shop,
    ...plain("name"),
    ...metafieldsOf("Shop"),
  },
  Brand: {
    slogan: ({ slogan }: ShopDocument, _args: object, context: StorefrontContext) => textIn(slogan, context),
    shortDescription: ({ description }: ShopDocument, _args: object, context: StorefrontContext) =>
      textIn(description, context),
    // No logo was uploaded to this shop.
    logo: () => null,
    squareLogo: () => null,
    coverImage: () => null,
    colors: () => ({ primary: [], secondary: [] }),
  },
  BrandColors: plain("primary", "secondary"),
  Domain: plain("host", "url", "sslEnabled"),
  PaymentSettings: {
    currencyCode: ({ currency }: ShopDocument) => currency,
    countryCode: ({ markets }: ShopDocument) => markets[0]?.country,
    enabledPresentmentCurrencies: ({ markets }: ShopDocument) => [
      ...new Set(markets.map(({ currency }) => currency)),
    ],
  },
  ShopPolicy: {
    id: ({ id }: Policy) => gid("ShopPolicy", id),
    title: ({ title }: Policy, _args: object, context: StorefrontContext) => textIn(title, context),
    body: ({ bodyHtml }: Policy, _args: object, context: StorefrontContext) => textIn(bodyHtml, context),
    url: (each: Policy, _args: object, context: StorefrontContext) => policyAddress(each, context),
    ...plain("handle"),
  },
  ShopPolicyWithDefault: {
    id: ({ id }: Policy) => gid("ShopPolicy", id),
    title: ({ title }: Policy, _args: object, context: StorefrontContext) => textIn(title, context),
    body: ({ bodyHtml }: Policy, _args: object, context: StorefrontContext) => textIn(bodyHtml, context),
    url: (each: Policy, _args: object, context: StorefrontContext) => policyAddress(each, context),
    ...plain("handle"),
  },
  Localization: {
    country: (_root: unknown, _args: object, context: StorefrontContext) => marketOf(context),
    language: (_root: unknown, _args: object, { language }: StorefrontContext) => ({ isoCode: language }),
    market: (_root: unknown, _args: object, context: StorefrontContext) => marketOf(context),
    availableCountries: (_root: unknown, _args: object, { catalogue }: StorefrontContext) =>
      catalogue.shop.markets,
    availableLanguages: (_root: unknown, _args: object, context: StorefrontContext) =>
      languages(marketOf(context).languages),
  },
  Country: {
    isoCode: ({ country }: Market) => country,
    name: ({ country }: Market, _args: object, context: StorefrontContext) =>
      nameIn("region", country, context),
    currency: ({ currency }: Market) => ({ isoCode: currency }),
    availableLanguages: (market: Market) => languages(market.languages),
    defaultLanguage: (market: Market) => languages(market.languages)[0],
    unitSystem: ({ country }: Market) => (imperial.has(country) ? "IMPERIAL_SYSTEM" : "METRIC_SYSTEM"),
  },
  // Each country is a market of its own here: it is known by its place in the shop, and named after the country.
  Market: {
    id: ({ country }: Market, _args: object, { catalogue }: StorefrontContext) =>
      gid("Market", String(catalogue.shop.markets.findIndex((each) => each.country === country) + 1)),
    handle: ({ country }: Market) =>
      displayName("region", country, "en")
        .toLowerCase()
        .replaceAll(/[^a-z]+/g, "-"),
  },
  Currency: {
    name: ({ isoCode }: { isoCode: string }, _args: object, context: StorefrontContext) =>
      nameIn("currency", isoCode, context),
    symbol: ({ isoCode }: { isoCode: string }) => currencySymbol(isoCode),
    ...plain("isoCode"),
  },
  Language: {
    name: ({ isoCode }: { isoCode: string }, _args: object, context: StorefrontContext) =>
      nameIn("language", isoCode, context),
    endonymName: ({ isoCode }: { isoCode: string }) =>
      displayName("language", isoCode, isoCode.replace("_", "-")),
    ...plain("isoCode"),
  },
};
