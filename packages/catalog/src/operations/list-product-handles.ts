import { z } from "zod";
import { type CallContext, inContext } from "../call-context.ts";
import type { StorefrontTransport } from "../storefront-transport.ts";

export const listProductHandlesDocument = /* GraphQL */ `
  query ListProductHandles($first: Int!, $after: String, $country: CountryCode, $language: LanguageCode)
  @inContext(country: $country, language: $language) {
    products(first: $first, after: $after, sortKey: ID) {
      nodes {
        handle
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`;

const data = z.object({
  products: z.object({
    nodes: z.array(z.object({ handle: z.string() })),
    pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
  }),
});

/** Handles of at most `limit` products, in order of their ids. */
export function listProductHandles(transport: StorefrontTransport) {
  return async (limit: number, context: CallContext): Promise<string[]> => {
    const handles: string[] = [];
    let after: string | null = null;
    do {
      const { products }: z.infer<typeof data> = await transport.read({
        operation: "ListProductHandles",
        document: listProductHandlesDocument,
        variables: { first: Math.min(250, limit - handles.length), after, ...inContext(context) },
        data,
        deadlineMs: context.deadlineMs,
      });
      handles.push(...products.nodes.map(({ handle }) => handle));
      after = products.pageInfo.hasNextPage ? products.pageInfo.endCursor : null;
    } while (after !== null && handles.length < limit);
    return handles;
  };
}
