import { type CallContext, inContext } from "../call-context.ts";
import type { CartChange } from "../cart.ts";
import type { StorefrontTransport } from "../storefront-transport.ts";
import { cart, cartChange, cartFields, cartPayloadFields } from "../wire/cart.ts";

export const updateCartLinesDocument = /* GraphQL */ `
  mutation UpdateCartLines($cartId: ID!, $lines: [CartLineUpdateInput!]!, $country: CountryCode, $language: LanguageCode)
  @inContext(country: $country, language: $language) {
    change: cartLinesUpdate(cartId: $cartId, lines: $lines) {
      cart { ...CartFields }
      ${cartPayloadFields}
    }
  }
  ${cartFields}
`;

/** Sets quantities; zero removes a line. */
export function updateCartLines(transport: StorefrontTransport) {
  return (
    cartId: string,
    lines: readonly { id: string; quantity: number }[],
    context: CallContext,
  ): Promise<CartChange> =>
    transport.write({
      operation: "UpdateCartLines",
      document: updateCartLinesDocument,
      variables: { cartId, lines, ...inContext(context) },
      data: cartChange(cart),
      buyerIp: context.buyerIp,
      deadlineMs: context.deadlineMs,
    });
}
