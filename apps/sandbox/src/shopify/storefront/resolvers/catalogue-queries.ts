import { GraphQLError } from "graphql";
import { idOf } from "../../gid.ts";
import type { CollectionDocument, ProductDocument } from "../../model.ts";
import { shelfOf } from "../catalogue/shelf.ts";
import { type ConnectionArguments, connectionOf, inGivenOrder } from "../connection.ts";
import { type StorefrontContext, textIn } from "../context.ts";
import { productQuery } from "../product-query.ts";
import { productOrdering } from "../product-sort.ts";
import { relatedTo } from "../recommendations.ts";
import type { ResolverMap } from "../resolver-map.ts";
import { compareDate, matchesWords, searchQuery } from "../search-query.ts";
import { collectionOrdering } from "./collection.ts";

type ByHandleOrId = { readonly handle?: string | null; readonly id?: string | null };
type ListArguments = ConnectionArguments & {
  readonly query?: string | null;
  readonly sortKey?: string | null;
};

/** The product that a handle or global id names, when it is sold in the request's currency. */
export function findProduct(
  { handle, id }: ByHandleOrId,
  context: StorefrontContext,
): ProductDocument | null {
  const { catalogue, currency } = context;
  const product =
    id == null ? catalogue.productByHandle(handle ?? "") : catalogue.product(idOf("Product", id) ?? "");
  return product && shelfOf(catalogue, currency).sells(product.id) ? product : null;
}

export function findCollection(
  { handle, id }: ByHandleOrId,
  { catalogue }: StorefrontContext,
): CollectionDocument | null {
  return (
    (id == null
      ? catalogue.collectionByHandle(handle ?? "")
      : catalogue.collection(idOf("Collection", id) ?? "")) ?? null
  );
}

function products(_root: unknown, args: ListArguments, context: StorefrontContext) {
  const found = shelfOf(context.catalogue, context.currency).products.filter(
    productQuery(args.query, context),
  );
  return {
    ...connectionOf(found, productOrdering(args.sortKey, context), args),
    // Shopify gives filters to collections and search only.
    filters: [],
  };
}

function collections(_root: unknown, args: ListArguments, context: StorefrontContext) {
  const holds = searchQuery<CollectionDocument>(
    args.query ?? "",
    {
      title: ({ title }, _comparator, text) => matchesWords(textIn(title, context), text),
      updated_at: ({ updatedAt }, comparator, text) =>
        compareDate(updatedAt, comparator, text, context.now()),
    },
    ({ title }, text) => matchesWords(textIn(title, context), text),
  );
  return connectionOf(
    context.catalogue.collections.filter(holds),
    collectionOrdering(args.sortKey, context),
    args,
  );
}

function productRecommendations(
  _root: unknown,
  args: { productId?: string | null; productHandle?: string | null; intent?: string | null },
  context: StorefrontContext,
): readonly ProductDocument[] | null {
  const product = findProduct({ id: args.productId ?? null, handle: args.productHandle ?? null }, context);
  if (!product) return null;
  const shelf = shelfOf(context.catalogue, context.currency);
  const found =
    args.intent === "COMPLEMENTARY"
      ? product.complementary.flatMap((id) => context.catalogue.product(id) ?? [])
      : relatedTo(product, context.catalogue);
  return found.filter(({ id }) => shelf.sells(id)).slice(0, 10);
}

function distinctOf(read: (product: ProductDocument) => readonly string[]) {
  return (_root: unknown, { first }: { first: number }, context: StorefrontContext) => {
    const texts = new Set(shelfOf(context.catalogue, context.currency).products.flatMap(read));
    const sorted = [...texts].filter((text) => text !== "").toSorted();
    return connectionOf(
      sorted,
      inGivenOrder(sorted, (text) => text),
      { first },
    );
  };
}

function product(_root: unknown, args: ByHandleOrId, context: StorefrontContext): ProductDocument | null {
  if (args.handle == null && args.id == null)
    throw new GraphQLError("At least one of the following arguments must be provided: id, handle");
  return findProduct(args, context);
}

function collection(
  _root: unknown,
  args: ByHandleOrId,
  context: StorefrontContext,
): CollectionDocument | null {
  if (args.handle == null && args.id == null)
    throw new GraphQLError("At least one of the following arguments must be provided: id, handle");
  return findCollection(args, context);
}

export const catalogueQueries: ResolverMap = {
  QueryRoot: {
    product,
    productByHandle: product,
    products,
    collection,
    collectionByHandle: collection,
    collections,
    productRecommendations,
    productTags: distinctOf(({ tags }) => tags),
    productTypes: distinctOf(({ productType }) => [productType]),
  },
};
