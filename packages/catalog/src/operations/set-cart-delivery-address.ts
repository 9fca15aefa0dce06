import type { CallContext } from "../call-context.ts";
import type { CartChange, CheckoutCart, PostalAddress } from "../cart.ts";
import type { StorefrontTransport } from "../storefront-transport.ts";
import { changeCart } from "../whole-cart.ts";
import { cartPayloadFields, checkoutCart, checkoutCartFields } from "../wire/cart.ts";

export const setCartDeliveryAddressDocument = /* GraphQL */ `
  mutation SetCartDeliveryAddress($cartId: ID!, $addresses: [CartSelectableAddressInput!]!, $country: CountryCode, $language: LanguageCode)
  @inContext(country: $country, language: $language) {
    change: cartDeliveryAddressesReplace(addresses: $addresses, cartId: $cartId) {
      cart { ...CheckoutCartFields }
      ${cartPayloadFields}
    }
  }
  ${checkoutCartFields}
`;

/** Makes one address the cart's only and selected one; null takes all addresses away. */
export function setCartDeliveryAddress(transport: StorefrontTransport) {
  return (
    cartId: string,
    address: PostalAddress | null,
    context: CallContext,
  ): Promise<CartChange<CheckoutCart>> =>
    changeCart(
      transport,
      {
        operation: "SetCartDeliveryAddress",
        document: setCartDeliveryAddressDocument,
        variables: {
          cartId,
          addresses:
            address === null
              ? []
              : [{ address: { deliveryAddress: address }, selected: true, oneTimeUse: true }],
        },
        cart: checkoutCart,
      },
      context,
    );
}
