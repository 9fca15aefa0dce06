import { z } from "zod";
import { type CallContext, inContext } from "../call-context.ts";
import type { CartLine } from "../cart.ts";
import type { StorefrontTransport } from "../storefront-transport.ts";
import { cartLineFields, linesPage, linesPageFields } from "../wire/cart.ts";

export const getCartLinesDocument = /* GraphQL */ `
  query GetCartLines($cartId: ID!, $after: String, $country: CountryCode, $language: LanguageCode)
  @inContext(country: $country, language: $language) {
    cart(id: $cartId) {
      updatedAt
      lines(first: 250, after: $after) {${linesPageFields}
      }
    }
  }
  ${cartLineFields}
`;

/** More lines of a cart as it was at `updatedAt`, and where those after them begin. */
export type CartLinesPage = {
  readonly updatedAt: string;
  readonly lines: readonly CartLine[];
  readonly after: string | null;
};

/** The lines of a cart that come after a cursor. Null when the cart is gone. */
export function getCartLines(transport: StorefrontTransport) {
  return async (cartId: string, after: string, context: CallContext): Promise<CartLinesPage | null> => {
    const { cart } = await transport.read({
      operation: "GetCartLines",
      document: getCartLinesDocument,
      variables: { cartId, after, ...inContext(context) },
      data: z.object({ cart: z.object({ updatedAt: z.string(), lines: linesPage }).nullable() }),
      buyerIp: context.buyerIp,
      deadlineMs: context.deadlineMs,
    });
    return cart && { updatedAt: cart.updatedAt, ...cart.lines };
  };
}
