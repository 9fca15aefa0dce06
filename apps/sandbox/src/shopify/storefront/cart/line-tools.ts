import type { StorefrontContext } from "../context.ts";
import type { CartDocument } from "./cart-document.ts";
import { newId } from "./change-cart.ts";
import { goodsOf, placeOf } from "./goods.ts";
import type { LineTools } from "./lines/add-lines.ts";

/** What adding and changing lines of this cart needs. */
export function lineTools(cart: CartDocument, context: StorefrontContext): LineTools {
  const place = placeOf(cart, context);
  return { newId, goodsOf: (variantId) => goodsOf(variantId, place, context) };
}
