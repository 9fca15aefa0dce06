import { z } from "zod";
import { type CallContext, inContext } from "../call-context.ts";
import type { ProductSummary } from "../product.ts";
import type { StorefrontTransport } from "../storefront-transport.ts";
import { productSummary, productSummaryFields } from "../wire/product-summary.ts";

export const recommendProductsDocument = /* GraphQL */ `
  query RecommendProducts($productId: ID!, $country: CountryCode, $language: LanguageCode)
  @inContext(country: $country, language: $language) {
    complementary: productRecommendations(productId: $productId, intent: COMPLEMENTARY) {
      ...ProductSummaryFields
    }
    related: productRecommendations(productId: $productId, intent: RELATED) {
      ...ProductSummaryFields
    }
  }
  ${productSummaryFields}
`;

const list = z.array(productSummary).nullable();

/** What goes with a product as the merchant chose, then what is like it; each product once. */
export function recommendProducts(transport: StorefrontTransport) {
  return async (productId: string, context: CallContext): Promise<ProductSummary[]> => {
    const { complementary, related } = await transport.read({
      operation: "RecommendProducts",
      document: recommendProductsDocument,
      variables: { productId, ...inContext(context) },
      data: z.object({ complementary: list, related: list }),
      deadlineMs: context.deadlineMs,
    });
    const found = [...(complementary ?? []), ...(related ?? [])];
    return [...new Map(found.map((product) => [product.id, product])).values()];
  };
}
