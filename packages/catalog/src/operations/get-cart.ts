import { z } from "zod";
import { type CallContext, inContext } from "../call-context.ts";
import type { Cart } from "../cart.ts";
import type { StorefrontTransport } from "../storefront-transport.ts";
import { cart, cartFields } from "../wire/cart.ts";

export const getCartDocument = /* GraphQL */ `
  query GetCart($cartId: ID!, $country: CountryCode, $language: LanguageCode)
  @inContext(country: $country, language: $language) {
    cart(id: $cartId) {
      ...CartFields
    }
  }
  ${cartFields}
`;

/** The cart as shoppers see it while they browse. Null when it expired, was completed or never was. */
export function getCart(transport: StorefrontTransport) {
  return async (cartId: string, context: CallContext): Promise<Cart | null> => {
    const data = await transport.read({
      operation: "GetCart",
      document: getCartDocument,
      variables: { cartId, ...inContext(context) },
      data: z.object({ cart: cart.nullable() }),
      buyerIp: context.buyerIp,
      deadlineMs: context.deadlineMs,
    });
    return data.cart;
  };
}
