import { gid } from "../../gid.ts";
import type { CollectionDocument } from "../../model.ts";
import { shelfOf } from "../catalogue/shelf.ts";
import { type ConnectionArguments, connectionOf, type Ordering } from "../connection.ts";
import { dateTime, type StorefrontContext, textIn } from "../context.ts";
import { facetsOf } from "../product-facets.ts";
import { passes, type ProductFilter } from "../product-filter.ts";
import { productOrdering } from "../product-sort.ts";
import { plain, type ResolverMap } from "../resolver-map.ts";
import { plainText, truncate } from "../text.ts";
import { metafieldsOf } from "./metafield.ts";

type ProductsArguments = ConnectionArguments & {
  readonly sortKey?: string | null;
  readonly filters?: readonly ProductFilter[] | null;
};

/** `CollectionSortKeys`. */
export function collectionOrdering(
  sortKey: string | null | undefined,
  context: StorefrontContext,
): Ordering<CollectionDocument> {
  const id = (collection: CollectionDocument) => collection.id;
  if (sortKey === "TITLE") return { by: ({ title }) => [textIn(title, context).toLowerCase()], id };
  if (sortKey === "UPDATED_AT") return { by: ({ updatedAt }) => [updatedAt], id };
  return { by: () => [], id };
}

function products(collection: CollectionDocument, args: ProductsArguments, context: StorefrontContext) {
  const shelf = shelfOf(context.catalogue, context.currency);
  const all = context.catalogue.productsOf(collection).filter(({ id }) => shelf.sells(id));
  const chosen = args.filters ?? [];
  const ordering = productOrdering(args.sortKey ?? "COLLECTION_DEFAULT", context, { collection });
  return {
    ...connectionOf(all.filter(passes(chosen, context)), ordering, args),
    // Read only when the query asks for it.
    get filters() {
      return facetsOf(all, chosen, context);
    },
  };
}

/** The parent of a `Collection` is its document. */
export const collectionResolvers: ResolverMap = {
  Collection: {
    id: ({ id }: CollectionDocument) => gid("Collection", id),
    title: ({ title }: CollectionDocument, _args: object, context: StorefrontContext) =>
      textIn(title, context),
    description: (
      { descriptionHtml }: CollectionDocument,
      { truncateAt }: { truncateAt?: number | null },
      context: StorefrontContext,
    ) => {
      const text = plainText(textIn(descriptionHtml, context));
      return truncateAt == null ? text : truncate(text, truncateAt);
    },
    descriptionHtml: ({ descriptionHtml }: CollectionDocument, _args: object, context: StorefrontContext) =>
      textIn(descriptionHtml, context),
    // The collection has no search listing of its own.
    seo: () => ({ title: null, description: null }),
    updatedAt: ({ updatedAt }: CollectionDocument) => dateTime(updatedAt),
    products,
    ...plain("handle", "image", "trackingParameters"),
    ...metafieldsOf("Collection"),
  },
  Filter: plain("id", "label", "type", "presentation", "values"),
  FilterValue: plain("id", "label", "count", "input", "image", "swatch"),
  Swatch: plain("color", "image"),
};
