import { type GiftCardDocument, kinds } from "../../../model.ts";
import type { StorefrontContext } from "../../context.ts";
import type { CartDocument } from "../cart-document.ts";
import { newId } from "../change-cart.ts";
import { placeOf } from "../goods.ts";
import type { GiftCardTools } from "./change-gift-cards.ts";

/** What adding gift cards to this cart needs. */
export function giftCardTools(cart: CartDocument, context: StorefrontContext): GiftCardTools {
  return {
    newId,
    cards: context.store.collection<GiftCardDocument>(kinds.giftCard).all(),
    currency: placeOf(cart, context).currency,
  };
}
