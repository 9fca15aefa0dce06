import { z } from "zod";
import { type CallContext, inContext } from "../call-context.ts";
import type { StorefrontTransport } from "../storefront-transport.ts";

export const listPageHandlesDocument = /* GraphQL */ `
  query ListPageHandles($country: CountryCode, $language: LanguageCode)
  @inContext(country: $country, language: $language) {
    pages(first: 250) {
      nodes {
        handle
      }
    }
  }
`;

/** Handles of the first 250 content pages. */
export function listPageHandles(transport: StorefrontTransport) {
  return async (context: CallContext): Promise<string[]> => {
    const { pages } = await transport.read({
      operation: "ListPageHandles",
      document: listPageHandlesDocument,
      variables: inContext(context),
      data: z.object({ pages: z.object({ nodes: z.array(z.object({ handle: z.string() })) }) }),
      deadlineMs: context.deadlineMs,
    });
    return pages.nodes.map(({ handle }) => handle);
  };
}
