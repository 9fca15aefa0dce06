import type { CallContext } from "../call-context.ts";
import type { CheckoutCart } from "../cart.ts";
import type { StorefrontTransport } from "../storefront-transport.ts";
import { readCart } from "../whole-cart.ts";
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
  return (cartId: string, context: CallContext): Promise<CheckoutCart | null> =>
    readCart(
      transport,
      {
        operation: "GetCheckoutCart",
        document: getCheckoutCartDocument,
        variables: { cartId },
        cart: checkoutCart,
      },
      context,
    );
}
