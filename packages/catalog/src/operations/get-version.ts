import { createHash } from "node:crypto";
import { z } from "zod";
import { type CallContext, inContext } from "../call-context.ts";
import type { StorefrontTransport } from "../storefront-transport.ts";
import type { ShopVersion } from "../shop-version.ts";
import { stockShownMax } from "../product.ts";
import { productFields } from "../wire/product.ts";

export const getVersionDocument = /* GraphQL */ `
  query GetVersion(
    $id: ID!
    $selectedOptions: [SelectedOptionInput!]!
    $country: CountryCode
    $language: LanguageCode
  ) @inContext(country: $country, language: $language) {
    node(id: $id) {
      ... on Product {
        ...ProductFields
        tags
        collections(first: 100) {
          nodes {
            id
          }
        }
        variants(first: 250) {
          nodes {
            ...VariantFields
          }
          pageInfo {
            hasNextPage
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
  ${productFields}
`;

/** Read loosely: what is not named here is compared as it came. */
const product = z.looseObject({
  id: z.string(),
  handle: z.string(),
  updatedAt: z.string(),
  title: z.string(),
  productType: z.string(),
  vendor: z.string(),
  tags: z.array(z.string()),
  images: z.object({ nodes: z.array(z.unknown()) }),
  options: z.array(z.looseObject({ name: z.string() })),
  collections: z.object({ nodes: z.array(z.object({ id: z.string() })) }),
  variants: z.object({
    nodes: z.array(
      z.looseObject({
        id: z.string(),
        sku: z.string().nullable(),
        availableForSale: z.boolean(),
        price: z.unknown(),
        compareAtPrice: z.unknown(),
        selectedOptions: z.unknown(),
      }),
    ),
    pageInfo: z.object({ hasNextPage: z.boolean() }),
  }),
});
type WireProduct = z.infer<typeof product>;
const collection = z.object({ id: z.string(), handle: z.string(), updatedAt: z.string() });

const data = z.object({ node: z.union([product, collection]).nullable() });

/** How new a product or a collection is, by its Shopify id. Null when it is not sold here any more. */
export function getVersion(transport: StorefrontTransport) {
  return async (gid: string, context: CallContext): Promise<ShopVersion | null> => {
    const { node } = await transport.read({
      operation: "GetVersion",
      document: getVersionDocument,
      variables: { id: gid, selectedOptions: [], ...inContext(context) },
      data,
      deadlineMs: context.deadlineMs,
    });
    return node && toVersion(node);
  };
}

function toVersion(node: WireProduct | z.infer<typeof collection>): ShopVersion {
  const { id, handle, updatedAt } = node;
  if (!("variants" in node))
    return { id, handle, updatedAt, collectionIds: [], listedAs: "", shownAs: "", cardAs: "" };
  const { title, productType, vendor, tags, collections, options } = node;
  const optionNames = options.map(({ name }) => name);
  return {
    id,
    handle,
    updatedAt,
    collectionIds: collections.nodes.map((listing) => listing.id).sort(),
    listedAs: JSON.stringify([handle, title, productType, vendor, [...tags].sort(), optionNames]),
    shownAs: digestOf(node, node),
    cardAs: digestOf(node, card(node)),
  };
}

/** Of a product with more variants than were read nothing is known to be as it was. */
function digestOf({ updatedAt, variants }: WireProduct, part: unknown): string {
  const whole = variants.pageInfo.hasNextPage ? [updatedAt, part] : part;
  return createHash("sha256").update(JSON.stringify(whole, asShown)).digest("base64url");
}

/** What a list shows of it, and what the list's filters count and sort by. */
function card({ handle, title, productType, images, options, variants }: WireProduct) {
  const sold = variants.nodes.map(({ id, sku, availableForSale, price, compareAtPrice, selectedOptions }) => [
    id,
    sku,
    availableForSale,
    price,
    compareAtPrice,
    selectedOptions,
  ]);
  return [handle, title, productType, images.nodes.slice(0, 2), options, sold];
}

/** Without its date, and with how many there are up to the number that pages tell: an order of one of hundreds changes none. */
function asShown(name: string, value: unknown): unknown {
  if (name === "updatedAt") return undefined;
  return name === "quantityAvailable" && typeof value === "number"
    ? Math.max(0, Math.min(value, stockShownMax + 1))
    : value;
}
