import { z } from "zod";
import { type CallContext, inContext } from "../call-context.ts";
import type { StorefrontTransport } from "../storefront-transport.ts";

export const listOptionNamesDocument = /* GraphQL */ `
  query ListOptionNames($after: String, $country: CountryCode, $language: LanguageCode)
  @inContext(country: $country, language: $language) {
    products(first: 250, after: $after, sortKey: ID) {
      nodes {
        options(first: 3) {
          name
        }
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
    nodes: z.array(z.object({ options: z.array(z.object({ name: z.string() })) })),
    pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
  }),
});

/** What products let people choose, such as "Glaze", as this locale calls it; in the order of the alphabet. */
export function listOptionNames(transport: StorefrontTransport) {
  return async (context: CallContext): Promise<string[]> => {
    const names = new Set<string>();
    let after: string | null = null;
    do {
      const { products }: z.infer<typeof data> = await transport.read({
        operation: "ListOptionNames",
        document: listOptionNamesDocument,
        variables: { after, ...inContext(context) },
        data,
        deadlineMs: context.deadlineMs,
      });
      for (const { options } of products.nodes) for (const { name } of options) names.add(name);
      after = products.pageInfo.hasNextPage ? products.pageInfo.endCursor : null;
    } while (after !== null);
    return [...names].sort();
  };
}
