import { z } from "zod";
import { type CallContext, inContext } from "../call-context.ts";
import type { VariantStatus } from "../product.ts";
import type { StorefrontTransport } from "../storefront-transport.ts";
import { variantStatus, variantStatusFields } from "../wire/product.ts";

export const getVariantStatusDocument = /* GraphQL */ `
  query GetVariantStatus($id: ID!, $country: CountryCode, $language: LanguageCode)
  @inContext(country: $country, language: $language) {
    node(id: $id) {
      ... on ProductVariant {
        ...VariantStatusFields
      }
    }
  }
  ${variantStatusFields}
`;

/** Price and stock of one variant as they are now. Null when it is not sold any more. */
export function getVariantStatus(transport: StorefrontTransport) {
  return async (variantId: string, context: CallContext): Promise<VariantStatus | null> => {
    const data = await transport.read({
      operation: "GetVariantStatus",
      document: getVariantStatusDocument,
      variables: { id: variantId, ...inContext(context) },
      data: z.object({ node: variantStatus.nullable() }),
      buyerIp: context.buyerIp,
      deadlineMs: context.deadlineMs,
    });
    return data.node;
  };
}
