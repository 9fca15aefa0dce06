import type { CallContext } from "../call-context.ts";
import type { CartChange } from "../cart.ts";
import { type NewCartLine, toLineInput } from "../new-cart-line.ts";
import type { StorefrontTransport } from "../storefront-transport.ts";
import { changeCart } from "../whole-cart.ts";
import { cart, cartFields, cartPayloadFields } from "../wire/cart.ts";

export const addCartLinesDocument = /* GraphQL */ `
  mutation AddCartLines($cartId: ID!, $lines: [CartLineInput!]!, $country: CountryCode, $language: LanguageCode)
  @inContext(country: $country, language: $language) {
    change: cartLinesAdd(cartId: $cartId, lines: $lines) {
      cart { ...CartFields }
      ${cartPayloadFields}
    }
  }
  ${cartFields}
`;

/** Adds variants; a line with the same variant and attributes grows instead. */
export function addCartLines(transport: StorefrontTransport) {
  return (cartId: string, lines: readonly NewCartLine[], context: CallContext): Promise<CartChange> =>
    changeCart(
      transport,
      {
        operation: "AddCartLines",
        document: addCartLinesDocument,
        variables: { cartId, lines: lines.map(toLineInput) },
        cart,
      },
      context,
    );
}
