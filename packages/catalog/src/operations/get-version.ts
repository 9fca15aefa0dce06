import { z } from "zod";
import { type CallContext, inContext } from "../call-context.ts";
import type { StorefrontTransport } from "../storefront-transport.ts";
import type { ShopVersion } from "../shop-version.ts";

export const getVersionDocument = /* GraphQL */ `
  query GetVersion($id: ID!, $country: CountryCode, $language: LanguageCode)
  @inContext(country: $country, language: $language) {
    node(id: $id) {
      ... on Product {
        id
        handle
        updatedAt
        title
        productType
        vendor
        tags
        collections(first: 100) {
          nodes {
            id
          }
        }
      }
      ... on Collection {
        id
        handle
        updatedAt
      }
    }
  }
`;

const product = z.object({
  id: z.string(),
  handle: z.string(),
  updatedAt: z.string(),
  title: z.string(),
  productType: z.string(),
  vendor: z.string(),
  tags: z.array(z.string()),
  collections: z.object({ nodes: z.array(z.object({ id: z.string() })) }),
});
const collection = z.object({ id: z.string(), handle: z.string(), updatedAt: z.string() });

const data = z.object({ node: z.union([product, collection]).nullable() });

/** How new a product or a collection is, by its Shopify id. Null when it is not sold here any more. */
export function getVersion(transport: StorefrontTransport) {
  return async (gid: string, context: CallContext): Promise<ShopVersion | null> => {
    const { node } = await transport.read({
      operation: "GetVersion",
      document: getVersionDocument,
      variables: { id: gid, ...inContext(context) },
      data,
      deadlineMs: context.deadlineMs,
    });
    return node && toVersion(node);
  };
}

function toVersion(node: z.infer<typeof product> | z.infer<typeof collection>): ShopVersion {
  const { id, handle, updatedAt } = node;
  if (!("collections" in node)) return { id, handle, updatedAt, collectionIds: [], listedAs: "" };
  const { title, productType, vendor, tags, collections } = node;
  return {
    id,
    handle,
    updatedAt,
    collectionIds: collections.nodes.map((listing) => listing.id).sort(),
    listedAs: JSON.stringify([handle, title, productType, vendor, [...tags].sort()]),
  };
}
