import type { CallContext } from "../call-context.ts";
import type { CartChange, CheckoutCart } from "../cart.ts";
import type { StorefrontTransport } from "../storefront-transport.ts";
import { changeCart } from "../whole-cart.ts";
import { cartPayloadFields, checkoutCart, checkoutCartFields } from "../wire/cart.ts";

export const selectDeliveryOptionDocument = /* GraphQL */ `
  mutation SelectDeliveryOption($cartId: ID!, $choices: [CartSelectedDeliveryOptionInput!]!, $country: CountryCode, $language: LanguageCode)
  @inContext(country: $country, language: $language) {
    change: cartSelectedDeliveryOptionsUpdate(cartId: $cartId, selectedDeliveryOptions: $choices) {
      cart { ...CheckoutCartFields }
      ${cartPayloadFields}
    }
  }
  ${checkoutCartFields}
`;

/** Chooses how each delivery group travels. */
export function selectDeliveryOption(transport: StorefrontTransport) {
  return (
    cartId: string,
    choices: readonly { deliveryGroupId: string; deliveryOptionHandle: string }[],
    context: CallContext,
  ): Promise<CartChange<CheckoutCart>> =>
    changeCart(
      transport,
      {
        operation: "SelectDeliveryOption",
        document: selectDeliveryOptionDocument,
        variables: { cartId, choices },
        cart: checkoutCart,
      },
      context,
    );
}
