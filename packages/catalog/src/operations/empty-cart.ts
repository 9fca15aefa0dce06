import type { CallContext } from "../call-context.ts";
import type { CartChange } from "../cart.ts";
import type { StorefrontTransport } from "../storefront-transport.ts";
import { getCart } from "./get-cart.ts";
import { removeCartLines } from "./remove-cart-lines.ts";

/** Takes every line out of a cart. Emptying an empty cart changes nothing. */
export function emptyCart(transport: StorefrontTransport) {
  return async (cartId: string, context: CallContext): Promise<CartChange> => {
    const cart = await getCart(transport)(cartId, context);
    if (cart === null) return { kind: "gone" };
    if (cart.lines.length === 0) return { kind: "changed", cart, warnings: [] };
    const lineIds = cart.lines.map(({ id }) => id);
    return removeCartLines(transport)(cartId, lineIds, context);
  };
}
