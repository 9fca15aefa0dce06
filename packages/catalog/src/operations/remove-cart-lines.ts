import type { CallContext } from "../call-context.ts";
import type { CartChange } from "../cart.ts";
import type { StorefrontTransport } from "../storefront-transport.ts";
import { changeCart } from "../whole-cart.ts";
import { cart, cartFields, cartPayloadFields } from "../wire/cart.ts";

export const removeCartLinesDocument = /* GraphQL */ `
  mutation RemoveCartLines($cartId: ID!, $lineIds: [ID!]!, $country: CountryCode, $language: LanguageCode)
  @inContext(country: $country, language: $language) {
    change: cartLinesRemove(cartId: $cartId, lineIds: $lineIds) {
      cart { ...CartFields }
      ${cartPayloadFields}
    }
  }
  ${cartFields}
`;

/** Takes lines out. A line that is not there any more is refused with INVALID_MERCHANDISE_LINE. */
export function removeCartLines(transport: StorefrontTransport) {
  return (cartId: string, lineIds: readonly string[], context: CallContext): Promise<CartChange> =>
    changeCart(
      transport,
      {
        operation: "RemoveCartLines",
        document: removeCartLinesDocument,
        variables: { cartId, lineIds },
        cart,
      },
      context,
    );
}
