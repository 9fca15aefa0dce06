import {
  type CollectionSort,
  type FilterChoice,
  type PageWanted,
  pageTag,
  type Product,
  type ProductList,
  type SelectedOption,
} from "@evertill/catalog";
import { findLocale, type Locale } from "@evertill/money";
import { cacheLife, cacheTag } from "next/cache";
import { storefront } from "../compose.ts";

/**
 * Everything pages read of the shop, kept until one of its tags is revalidated or ten minutes have passed. A list carries
 * the tag of each product in it, a product's own page another one. Failures are thrown, never kept: a page that was good stays, and a cold one answers with
 * an error instead of half a shop.
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
  cacheTag(pageTag.menu(handle));
  return storefront().catalog.getMenu(handle, contextOf(locale));
}

export async function readShop(locale: string) {
  "use cache";
  cacheLife("shop");
  cacheTag(pageTag.shop);
  return storefront().catalog.getShop(contextOf(locale));
}

export async function readPolicies(locale: string) {
  "use cache";
  cacheLife("shop");
  cacheTag(pageTag.policies);
  return storefront().catalog.getPolicies(contextOf(locale));
}

export async function readPage(locale: string, handle: string) {
  "use cache";
  cacheLife("shop");
  cacheTag(pageTag.page(handle));
  return storefront().catalog.getPage(handle, contextOf(locale));
}

/** Cached data carries 128 tags at most; what lists beyond that show is called stale with the list itself. */
const productTagsMax = 100;

function tagProducts({ products }: Pick<ProductList, "products">): void {
  cacheTag(...products.slice(0, productTagsMax).map(({ id }) => pageTag.product(id)));
}

export async function readCollections(locale: string) {
  "use cache";
  cacheLife("shop");
  cacheTag(pageTag.collections);
  return storefront().catalog.listCollections(50, contextOf(locale));
}

export async function readCollection(
  locale: string,
  handle: string,
  wanted: { sort: CollectionSort; filters: FilterChoice[]; page: PageWanted },
) {
  "use cache";
  cacheLife("shop");
  const collection = await storefront().catalog.getCollection(handle, wanted, contextOf(locale));
  if (collection === null) {
    cacheTag(pageTag.missing("collections", handle));
    return null;
  }
  cacheTag(pageTag.collection(collection.id));
  if (wanted.sort !== "featured" || wanted.filters.length > 0)
    cacheTag(pageTag.collectionView(collection.id));
  tagProducts(collection.list);
  return collection;
}

export async function readSearch(locale: string, query: string, page: PageWanted) {
  "use cache";
  cacheLife("shop");
  cacheTag(pageTag.search);
  const results = await storefront().catalog.searchProducts(query, page, contextOf(locale));
  tagProducts(results);
  return results;
}

export async function readOptionNames(locale: string) {
  "use cache";
  cacheLife("shop");
  cacheTag(pageTag.productOptions);
  return storefront().catalog.listOptionNames(contextOf(locale));
}

/** A product, and when the shop was asked for it, in milliseconds since 1970. */
export type ReadProduct = Product & { readonly readAt: number };

export async function readProduct(
  locale: string,
  handle: string,
  selection: SelectedOption[],
): Promise<ReadProduct | null> {
  "use cache";
  cacheLife("shop");
  const readAt = Date.now();
  const product = await storefront().catalog.getProduct(handle, selection, contextOf(locale));
  if (product === null) {
    cacheTag(pageTag.missing("products", handle));
    return null;
  }
  const { id, updatedAt } = product;
  cacheTag(pageTag.productPage(id), pageTag.productVersion(id, updatedAt));
  return { ...product, readAt };
}

const recommendationsShown = 4;

export async function readRecommendations(locale: string, productId: string) {
  "use cache";
  cacheLife("shop");
  cacheTag(pageTag.productPage(productId));
  const recommended = await storefront().catalog.recommendProducts(productId, contextOf(locale));
  const products = recommended.slice(0, recommendationsShown);
  tagProducts({ products });
  return products;
}
