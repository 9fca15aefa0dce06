import type { CallContext } from "../call-context.ts";
import type { CartChange } from "../cart.ts";
import type { StorefrontTransport } from "../storefront-transport.ts";
import { changeCart } from "../whole-cart.ts";
import { cart, cartFields, cartPayloadFields } from "../wire/cart.ts";

export const setCartAttributesDocument = /* GraphQL */ `
  mutation SetCartAttributes($cartId: ID!, $attributes: [AttributeInput!]!, $country: CountryCode, $language: LanguageCode)
  @inContext(country: $country, language: $language) {
    change: cartAttributesUpdate(attributes: $attributes, cartId: $cartId) {
      cart { ...CartFields }
      ${cartPayloadFields}
    }
  }
  ${cartFields}
`;

/** Replaces all attributes of the cart. */
export function setCartAttributes(transport: StorefrontTransport) {
  return (
    cartId: string,
    attributes: readonly { key: string; value: string }[],
    context: CallContext,
  ): Promise<CartChange> =>
    changeCart(
      transport,
      {
        operation: "SetCartAttributes",
        document: setCartAttributesDocument,
        variables: { cartId, attributes },
        cart,
      },
      context,
    );
}
