import { z } from "zod";
import { type CallContext, inContext } from "../call-context.ts";
import {
  type Collection,
  type CollectionSort,
  collectionSorts,
  type FilterChoice,
  type PageWanted,
  toConnectionVariables,
  toProductFilter,
} from "../collection.ts";
import type { StorefrontTransport } from "../storefront-transport.ts";
import { collectionSummary, collectionSummaryFields } from "../wire/collection.ts";
import { fromCursor } from "./from-cursor.ts";
import { productConnection, productListFields } from "../wire/product-list.ts";

export const getCollectionDocument = /* GraphQL */ `
  query GetCollection(
    $handle: String!
    $first: Int
    $last: Int
    $after: String
    $before: String
    $sortKey: ProductCollectionSortKeys!
    $reverse: Boolean!
    $filters: [ProductFilter!]
    $country: CountryCode
    $language: LanguageCode
  ) @inContext(country: $country, language: $language) {
    collection(handle: $handle) {
      ...CollectionSummaryFields
      descriptionHtml
      seo {
        title
        description
      }
      products(
        first: $first
        last: $last
        after: $after
        before: $before
        sortKey: $sortKey
        reverse: $reverse
        filters: $filters
      ) {
        nodes {
          ...ProductSummaryFields
        }
        filters {
          ...FilterFields
        }
        pageInfo {
          ...ProductListPageFields
        }
      }
    }
  }
  ${collectionSummaryFields}
  ${productListFields}
`;

const data = z.object({
  collection: collectionSummary
    .extend({
      descriptionHtml: z.string(),
      seo: z.object({ title: z.string().nullable(), description: z.string().nullable() }),
      products: productConnection,
    })
    .transform(({ products, ...rest }): Collection => ({ ...rest, list: products }))
    .nullable(),
});

/** A collection with one page of its products. Null when there is no such collection in this locale. */
export function getCollection(transport: StorefrontTransport) {
  return async (
    handle: string,
    { sort, filters, page }: { sort: CollectionSort; filters: readonly FilterChoice[]; page: PageWanted },
    context: CallContext,
  ): Promise<Collection | null> => {
    const { collection } = await fromCursor(page, (wanted) =>
      transport.read({
        operation: "GetCollection",
        document: getCollectionDocument,
        variables: {
          handle,
          ...collectionSorts[sort],
          filters: filters.map(toProductFilter),
          ...toConnectionVariables(wanted),
          ...inContext(context),
        },
        data,
        deadlineMs: context.deadlineMs,
      }),
    );
    return collection;
  };
}
