import { z } from "zod";
import { type CallContext, inContext } from "../call-context.ts";
import type { Policy } from "../content.ts";
import type { StorefrontTransport } from "../storefront-transport.ts";

export const getPoliciesDocument = /* GraphQL */ `
  query GetPolicies($country: CountryCode, $language: LanguageCode)
  @inContext(country: $country, language: $language) {
    shop {
      privacyPolicy {
        ...PolicyFields
      }
      refundPolicy {
        ...PolicyFields
      }
      shippingPolicy {
        ...PolicyFields
      }
      termsOfService {
        ...PolicyFields
      }
    }
  }
  fragment PolicyFields on ShopPolicy {
    handle
    title
    body
  }
`;

const policy = z
  .object({ handle: z.string(), title: z.string(), body: z.string() })
  .transform(({ body, ...rest }): Policy => ({ ...rest, bodyHtml: body }))
  .nullable();

/** The policies the merchant has written. */
export function getPolicies(transport: StorefrontTransport) {
  return async (context: CallContext): Promise<Policy[]> => {
    const { shop } = await transport.read({
      operation: "GetPolicies",
      document: getPoliciesDocument,
      variables: inContext(context),
      data: z.object({
        shop: z.object({
          privacyPolicy: policy,
          refundPolicy: policy,
          shippingPolicy: policy,
          termsOfService: policy,
        }),
      }),
      deadlineMs: context.deadlineMs,
    });
    return Object.values(shop).filter((found) => found !== null);
  };
}
