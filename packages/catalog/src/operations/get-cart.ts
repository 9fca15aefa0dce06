import type { CallContext } from "../call-context.ts";
import type { Cart } from "../cart.ts";
import type { StorefrontTransport } from "../storefront-transport.ts";
import { readCart } from "../whole-cart.ts";
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
  return (cartId: string, context: CallContext): Promise<Cart | null> =>
    readCart(
      transport,
      { operation: "GetCart", document: getCartDocument, variables: { cartId }, cart },
      context,
    );
}
