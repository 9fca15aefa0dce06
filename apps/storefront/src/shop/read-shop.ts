import type { CollectionSort, FilterChoice, PageWanted, SelectedOption } from "@evertill/catalog";
import { findLocale, type Locale } from "@evertill/money";
import { cacheLife, cacheTag } from "next/cache";
import { storefront } from "../compose.ts";

/**
 * Everything pages read of the shop, kept until its tag is revalidated or ten minutes have passed. Failures are thrown,
 * never kept: a page that was good stays, and a cold one answers with an error instead of half a shop.
 */
function localeOf(path: string): Locale {
  const locale = findLocale(path);
  if (!locale) throw new Error(`No locale "${path}"`);
  return locale;
}

/** Reads that build or fill a page may take longer than those a shopper waits for. */
const deadlineMs = 6_000;
const contextOf = (path: string) => ({ locale: localeOf(path), deadlineMs });

export async function readMenu(locale: string, handle: string) {
  "use cache";
  cacheLife("shop");
  cacheTag(`menu:${handle}`);
  return storefront().catalog.getMenu(handle, contextOf(locale));
}

export async function readShop(locale: string) {
  "use cache";
  cacheLife("shop");
  cacheTag("shop");
  return storefront().catalog.getShop(contextOf(locale));
}

export async function readPolicies(locale: string) {
  "use cache";
  cacheLife("shop");
  cacheTag("policies");
  return storefront().catalog.getPolicies(contextOf(locale));
}

export async function readPage(locale: string, handle: string) {
  "use cache";
  cacheLife("shop");
  cacheTag("pages", `page:${handle}`);
  return storefront().catalog.getPage(handle, contextOf(locale));
}

export async function readCollections(locale: string) {
  "use cache";
  cacheLife("shop");
  cacheTag("collections");
  return storefront().catalog.listCollections(50, contextOf(locale));
}

export async function readCollection(
  locale: string,
  handle: string,
  wanted: { sort: CollectionSort; filters: FilterChoice[]; page: PageWanted },
) {
  "use cache";
  cacheLife("shop");
  cacheTag("collections", `collection:${handle}`);
  return storefront().catalog.getCollection(handle, wanted, contextOf(locale));
}

export async function readSearch(locale: string, query: string, page: PageWanted) {
  "use cache";
  cacheLife("shop");
  cacheTag("search");
  return storefront().catalog.searchProducts(query, page, contextOf(locale));
}

export async function readProduct(locale: string, handle: string, selection: SelectedOption[]) {
  "use cache";
  cacheLife("shop");
  cacheTag("products", `product:${handle}`);
  return storefront().catalog.getProduct(handle, selection, contextOf(locale));
}

export async function readRecommendations(locale: string, productId: string) {
  "use cache";
  cacheLife("shop");
  cacheTag("products");
  return storefront().catalog.recommendProducts(productId, contextOf(locale));
}
