import type { CallContext } from "../call-context.ts";
import type { CartChange } from "../cart.ts";
import { type NewCartLine, toLineInput } from "../new-cart-line.ts";
import type { StorefrontTransport } from "../storefront-transport.ts";
import { changeCart } from "../whole-cart.ts";
import { cart, cartFields, cartPayloadFields } from "../wire/cart.ts";

export const createCartDocument = /* GraphQL */ `
  mutation CreateCart($input: CartInput, $country: CountryCode, $language: LanguageCode)
  @inContext(country: $country, language: $language) {
    change: cartCreate(input: $input) {
      cart { ...CartFields }
      ${cartPayloadFields}
    }
  }
  ${cartFields}
`;

/** Begins a cart for the locale's country with its first lines in it. Never answers `gone` for a shop that works. */
export function createCart(transport: StorefrontTransport) {
  return (lines: readonly NewCartLine[], context: CallContext): Promise<CartChange> =>
    changeCart(
      transport,
      {
        operation: "CreateCart",
        document: createCartDocument,
        variables: {
          input: {
            lines: lines.map(toLineInput),
            buyerIdentity: { countryCode: context.locale.country },
          },
        },
        cart,
      },
      context,
    );
}
