import { z } from "zod";
import { type CallContext, inContext } from "../call-context.ts";
import type { Product, SelectedOption } from "../product.ts";
import type { StorefrontTransport } from "../storefront-transport.ts";
import { product, productFields } from "../wire/product.ts";

export const getProductDocument = /* GraphQL */ `
  query GetProduct(
    $handle: String!
    $selectedOptions: [SelectedOptionInput!]!
    $country: CountryCode
    $language: LanguageCode
  ) @inContext(country: $country, language: $language) {
    product(handle: $handle) {
      ...ProductFields
    }
  }
  ${productFields}
`;

/**
 * A product with the variant that has the given options, or else the first one that can be bought. Options it does not
 * have are ignored. Null when there is no such product in this locale.
 */
export function getProduct(transport: StorefrontTransport) {
  return async (
    handle: string,
    selectedOptions: readonly SelectedOption[],
    context: CallContext,
  ): Promise<Product | null> => {
    const data = await transport.read({
      operation: "GetProduct",
      document: getProductDocument,
      variables: { handle, selectedOptions, ...inContext(context) },
      data: z.object({ product: product.nullable() }),
      deadlineMs: context.deadlineMs,
    });
    return data.product;
  };
}
