import { z } from "zod";
import { type CallContext, inContext } from "../call-context.ts";
import { type PageWanted, type SearchResults, toConnectionVariables } from "../collection.ts";
import type { StorefrontTransport } from "../storefront-transport.ts";
import { fromCursor } from "./from-cursor.ts";
import { productListFields, searchConnection } from "../wire/product-list.ts";

export const searchProductsDocument = /* GraphQL */ `
  query SearchProducts(
    $query: String!
    $first: Int
    $last: Int
    $after: String
    $before: String
    $country: CountryCode
    $language: LanguageCode
  ) @inContext(country: $country, language: $language) {
    search(
      query: $query
      first: $first
      last: $last
      after: $after
      before: $before
      types: [PRODUCT]
      unavailableProducts: LAST
    ) {
      nodes {
        ... on Product {
          ...ProductSummaryFields
        }
      }
      productFilters {
        ...FilterFields
      }
      pageInfo {
        ...ProductListPageFields
      }
      totalCount
    }
  }
  ${productListFields}
`;

/** Products that match what a shopper typed, the best match first and sold-out ones last. */
export function searchProducts(transport: StorefrontTransport) {
  return async (query: string, page: PageWanted, context: CallContext): Promise<SearchResults> => {
    const { search } = await fromCursor(page, (wanted) =>
      transport.read({
        operation: "SearchProducts",
        document: searchProductsDocument,
        variables: { query, ...toConnectionVariables(wanted), ...inContext(context) },
        data: z.object({ search: searchConnection }),
        deadlineMs: context.deadlineMs,
      }),
    );
    return search;
  };
}
