import type { CollectionDocument, ProductDocument } from "../model.ts";
import { shelfOf } from "./catalogue/shelf.ts";
import type { Ordering, SortValue } from "./connection.ts";
import { type StorefrontContext, textIn } from "./context.ts";

const id = (product: ProductDocument) => product.id;

/**
 * `ProductSortKeys` and `ProductCollectionSortKeys`. BEST_SELLING goes by the units committed to orders; MANUAL and
 * COLLECTION_DEFAULT by the merchant's order, of which `collection` is the holder; RELEVANCE by `relevance`.
 */
export function productOrdering(
  sortKey: string | null | undefined,
  context: StorefrontContext,
  given: {
    readonly collection?: CollectionDocument;
    readonly relevance?: (product: ProductDocument) => number;
  } = {},
): Ordering<ProductDocument> {
  const { catalogue, currency } = context;
  const ranks = given.collection ? catalogue.ranksOf(given.collection) : {};
  const manual = (product: ProductDocument): readonly SortValue[] => [ranks[product.id] ?? 0];
  const by: Readonly<Record<string, (product: ProductDocument) => readonly SortValue[]>> = {
    BEST_SELLING: (product) => [-unitsSold(product, context)],
    COLLECTION_DEFAULT: manual,
    MANUAL: manual,
    CREATED: ({ createdAt }) => [createdAt],
    CREATED_AT: ({ createdAt }) => [createdAt],
    PRICE: (product) => [shelfOf(catalogue, currency).priceRange(product.id).min],
    PRODUCT_TYPE: ({ productType }) => [productType.toLowerCase()],
    RELEVANCE: (product) => [-(given.relevance?.(product) ?? 0)],
    TITLE: ({ title }) => [textIn(title, context).toLowerCase()],
    UPDATED_AT: ({ updatedAt }) => [updatedAt],
    VENDOR: ({ vendor }) => [vendor.toLowerCase()],
  };
  return { by: by[sortKey ?? "ID"] ?? (() => []), id };
}

function unitsSold(product: ProductDocument, { catalogue }: StorefrontContext): number {
  return catalogue.variantsOf(product.id).reduce((total, { inventory }) => total + inventory.committed, 0);
}
