import { z } from "zod";
import { type CallContext, inContext } from "../call-context.ts";
import type { ShopVersion } from "../shop-version.ts";
import type { StorefrontTransport } from "../storefront-transport.ts";

export const listProductVersionsDocument = /* GraphQL */ `
  query ListProductVersions($query: String, $after: String, $country: CountryCode, $language: LanguageCode)
  @inContext(country: $country, language: $language) {
    versions: products(first: 250, after: $after, query: $query, sortKey: UPDATED_AT) {
      nodes {
        id
        updatedAt
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`;

export const listCollectionVersionsDocument = /* GraphQL */ `
  query ListCollectionVersions($query: String, $after: String, $country: CountryCode, $language: LanguageCode)
  @inContext(country: $country, language: $language) {
    versions: collections(first: 250, after: $after, query: $query, sortKey: UPDATED_AT) {
      nodes {
        id
        updatedAt
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`;

const documents = {
  products: { operation: "ListProductVersions", document: listProductVersionsDocument },
  collections: { operation: "ListCollectionVersions", document: listCollectionVersionsDocument },
} as const;

const data = z.object({
  versions: z.object({
    nodes: z.array(z.object({ id: z.string(), updatedAt: z.string() })),
    pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
  }),
});

/** All products or collections that changed after `since`, or all there are; the oldest change first. */
export function listVersions(transport: StorefrontTransport) {
  return async (
    kind: "products" | "collections",
    since: Date | null,
    context: CallContext,
  ): Promise<Pick<ShopVersion, "id" | "updatedAt">[]> => {
    const found: Pick<ShopVersion, "id" | "updatedAt">[] = [];
    let after: string | null = null;
    do {
      const { versions }: z.infer<typeof data> = await transport.read({
        ...documents[kind],
        variables: {
          query: since && `updated_at:>'${since.toISOString()}'`,
          after,
          ...inContext(context),
        },
        data,
        deadlineMs: context.deadlineMs,
      });
      found.push(...versions.nodes);
      after = versions.pageInfo.hasNextPage ? versions.pageInfo.endCursor : null;
    } while (after !== null);
    return found;
  };
}
