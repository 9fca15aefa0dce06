import type { CallContext } from "../call-context.ts";
import type { CartChange, CheckoutCart } from "../cart.ts";
import type { StorefrontTransport } from "../storefront-transport.ts";
import { changeCart } from "../whole-cart.ts";
import { cartPayloadFields, checkoutCart, checkoutCartFields } from "../wire/cart.ts";

export const setCartBuyerIdentityDocument = /* GraphQL */ `
  mutation SetCartBuyerIdentity($cartId: ID!, $buyerIdentity: CartBuyerIdentityInput!, $country: CountryCode, $language: LanguageCode)
  @inContext(country: $country, language: $language) {
    change: cartBuyerIdentityUpdate(buyerIdentity: $buyerIdentity, cartId: $cartId) {
      cart { ...CheckoutCartFields }
      ${cartPayloadFields}
    }
  }
  ${checkoutCartFields}
`;

/** Tells who buys and from which country; a new country may change currency, prices and availability. */
export function setCartBuyerIdentity(transport: StorefrontTransport) {
  return (
    cartId: string,
    buyerIdentity: { countryCode?: string; email?: string; phone?: string },
    context: CallContext,
  ): Promise<CartChange<CheckoutCart>> =>
    changeCart(
      transport,
      {
        operation: "SetCartBuyerIdentity",
        document: setCartBuyerIdentityDocument,
        variables: { cartId, buyerIdentity },
        cart: checkoutCart,
      },
      context,
    );
}
