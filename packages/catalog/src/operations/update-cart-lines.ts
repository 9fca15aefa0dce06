import type { CallContext } from "../call-context.ts";
import type { CartChange } from "../cart.ts";
import type { StorefrontTransport } from "../storefront-transport.ts";
import { changeCart } from "../whole-cart.ts";
import { cart, cartFields, cartPayloadFields } from "../wire/cart.ts";

export const updateCartLinesDocument = /* GraphQL */ `
  mutation UpdateCartLines($cartId: ID!, $lines: [CartLineUpdateInput!]!, $country: CountryCode, $language: LanguageCode)
  @inContext(country: $country, language: $language) {
    change: cartLinesUpdate(cartId: $cartId, lines: $lines) {
      cart { ...CartFields }
      ${cartPayloadFields}
    }
  }
  ${cartFields}
`;

/** Sets quantities; zero removes a line. */
export function updateCartLines(transport: StorefrontTransport) {
  return (
    cartId: string,
    lines: readonly { id: string; quantity: number }[],
    context: CallContext,
  ): Promise<CartChange> =>
    changeCart(
      transport,
      { operation: "UpdateCartLines", document: updateCartLinesDocument, variables: { cartId, lines }, cart },
      context,
    );
}
