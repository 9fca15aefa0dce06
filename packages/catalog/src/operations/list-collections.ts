import { z } from "zod";
import { type CallContext, inContext } from "../call-context.ts";
import type { CollectionSummary } from "../collection.ts";
import type { StorefrontTransport } from "../storefront-transport.ts";
import { collectionSummary, collectionSummaryFields } from "../wire/collection.ts";
import { imageFields } from "../wire/image.ts";

export const listCollectionsDocument = /* GraphQL */ `
  query ListCollections($first: Int!, $country: CountryCode, $language: LanguageCode)
  @inContext(country: $country, language: $language) {
    collections(first: $first, sortKey: ID) {
      nodes {
        ...CollectionSummaryFields
      }
    }
  }
  ${collectionSummaryFields}
  ${imageFields}
`;

/** The first collections (at most 250), in order of their ids. */
export function listCollections(transport: StorefrontTransport) {
  return async (first: number, context: CallContext): Promise<CollectionSummary[]> => {
    const { collections } = await transport.read({
      operation: "ListCollections",
      document: listCollectionsDocument,
      variables: { first, ...inContext(context) },
      data: z.object({ collections: z.object({ nodes: z.array(collectionSummary) }) }),
      deadlineMs: context.deadlineMs,
    });
    return collections.nodes;
  };
}
