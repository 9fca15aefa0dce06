import { type CallContext, inContext } from "../call-context.ts";
import type { CartChange } from "../cart.ts";
import { type NewCartLine, toLineInput } from "../new-cart-line.ts";
import type { StorefrontTransport } from "../storefront-transport.ts";
import { cart, cartChange, cartFields, cartPayloadFields } from "../wire/cart.ts";

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
    transport.write({
      operation: "CreateCart",
      document: createCartDocument,
      variables: {
        input: {
          lines: lines.map(toLineInput),
          buyerIdentity: { countryCode: context.locale.country },
        },
        ...inContext(context),
      },
      data: cartChange(cart),
      buyerIp: context.buyerIp,
      deadlineMs: context.deadlineMs,
    });
}
