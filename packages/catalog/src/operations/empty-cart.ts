import type { CallContext } from "../call-context.ts";
import type { CartChange } from "../cart.ts";
import type { StorefrontTransport } from "../storefront-transport.ts";
import { getCart } from "./get-cart.ts";
import { removeCartLines } from "./remove-cart-lines.ts";

/** Shopify takes at most so many ids at once. */
const idsMax = 250;

/** Takes every line out of a cart. Emptying an empty cart changes nothing. */
export function emptyCart(transport: StorefrontTransport) {
  return async (cartId: string, context: CallContext): Promise<CartChange> => {
    const cart = await getCart(transport)(cartId, context);
    if (cart === null) return { kind: "gone" };
    let change: CartChange = { kind: "changed", cart, warnings: [] };
    const lineIds = cart.lines.map(({ id }) => id);
    for (let start = 0; start < lineIds.length && change.kind === "changed"; start += idsMax)
      change = await removeCartLines(transport)(cartId, lineIds.slice(start, start + idsMax), context);
    return change;
  };
}
