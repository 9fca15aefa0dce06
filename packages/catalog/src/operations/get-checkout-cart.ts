import { z } from "zod";
import { type CallContext, inContext } from "../call-context.ts";
import type { CheckoutCart } from "../cart.ts";
import type { StorefrontTransport } from "../storefront-transport.ts";
import { checkoutCart, checkoutCartFields } from "../wire/cart.ts";

export const getCheckoutCartDocument = /* GraphQL */ `
  query GetCheckoutCart($cartId: ID!, $country: CountryCode, $language: LanguageCode)
  @inContext(country: $country, language: $language) {
    cart(id: $cartId) {
      ...CheckoutCartFields
    }
  }
  ${checkoutCartFields}
`;

/** The cart with delivery addresses, groups and options. Null when it expired, was completed or never was. */
export function getCheckoutCart(transport: StorefrontTransport) {
  return async (cartId: string, context: CallContext): Promise<CheckoutCart | null> => {
    const data = await transport.read({
      operation: "GetCheckoutCart",
      document: getCheckoutCartDocument,
      variables: { cartId, ...inContext(context) },
      data: z.object({ cart: checkoutCart.nullable() }),
      buyerIp: context.buyerIp,
      deadlineMs: context.deadlineMs,
    });
    return data.cart;
  };
}
