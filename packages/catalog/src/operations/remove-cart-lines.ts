import { type CallContext, inContext } from "../call-context.ts";
import type { CartChange } from "../cart.ts";
import type { StorefrontTransport } from "../storefront-transport.ts";
import { cart, cartChange, cartFields, cartPayloadFields } from "../wire/cart.ts";

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
    transport.write({
      operation: "RemoveCartLines",
      document: removeCartLinesDocument,
      variables: { cartId, lineIds, ...inContext(context) },
      data: cartChange(cart),
      buyerIp: context.buyerIp,
      deadlineMs: context.deadlineMs,
    });
}
