import type { CallContext } from "../call-context.ts";
import type { CartChange, CheckoutCart } from "../cart.ts";
import type { StorefrontTransport } from "../storefront-transport.ts";
import { changeCart } from "../whole-cart.ts";
import { cartPayloadFields, checkoutCart, checkoutCartFields } from "../wire/cart.ts";

export const setDiscountCodesDocument = /* GraphQL */ `
  mutation SetDiscountCodes($cartId: ID!, $codes: [String!]!, $country: CountryCode, $language: LanguageCode)
  @inContext(country: $country, language: $language) {
    change: cartDiscountCodesUpdate(cartId: $cartId, discountCodes: $codes) {
      cart { ...CheckoutCartFields }
      ${cartPayloadFields}
    }
  }
  ${checkoutCartFields}
`;

/** Replaces all discount codes. One that does not apply stays, marked not applicable, with a warning. */
export function setDiscountCodes(transport: StorefrontTransport) {
  return (
    cartId: string,
    codes: readonly string[],
    context: CallContext,
  ): Promise<CartChange<CheckoutCart>> =>
    changeCart(
      transport,
      {
        operation: "SetDiscountCodes",
        document: setDiscountCodesDocument,
        variables: { cartId, codes },
        cart: checkoutCart,
      },
      context,
    );
}
