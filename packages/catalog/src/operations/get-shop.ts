import { z } from "zod";
import { type CallContext, inContext } from "../call-context.ts";
import type { Shop } from "../content.ts";
import type { StorefrontTransport } from "../storefront-transport.ts";

export const getShopDocument = /* GraphQL */ `
  query GetShop($country: CountryCode, $language: LanguageCode)
  @inContext(country: $country, language: $language) {
    shop {
      name
      description
    }
  }
`;

/** What the shop is called and how it describes itself. */
export function getShop(transport: StorefrontTransport) {
  return async (context: CallContext): Promise<Shop> => {
    const { shop } = await transport.read({
      operation: "GetShop",
      document: getShopDocument,
      variables: inContext(context),
      data: z.object({ shop: z.object({ name: z.string(), description: z.string().nullable() }) }),
      deadlineMs: context.deadlineMs,
    });
    return shop;
  };
}
