import type { StorefrontContext } from "../context.ts";
import type { CartDocument } from "./cart-document.ts";
import { newCart, newId } from "./change-cart.ts";
import { newMetafieldId } from "./metafields/new-metafield-id.ts";

/** The same goods, codes and note in a new cart, without what is personal. */
export function cloneCart(cart: CartDocument, context: StorefrontContext): CartDocument {
  const ids = new Map(cart.lines.map(({ id }) => [id, newId()]));
  const renamed = (id: string) => ids.get(id) ?? id;
  return {
    ...withoutPersonalData(cart, context),
    lines: cart.lines.map((line) => ({
      ...line,
      id: renamed(line.id),
      parentId: line.parentId && renamed(line.parentId),
    })),
    giftCards: cart.giftCards.map((each) => ({ ...each, id: newId() })),
    metafields: cart.metafields.map((each) => ({ ...each, id: newMetafieldId(context) })),
    ...identityOf(newCart(context)),
  };
}

/** The cart with nothing left in it that says who the buyer is; the country stays, it sets the currency. */
export function withoutPersonalData(cart: CartDocument, context: StorefrontContext): CartDocument {
  const { buyerIdentity } = newCart(context);
  return {
    ...cart,
    buyerIdentity: { ...buyerIdentity, countryCode: cart.buyerIdentity.countryCode },
    addresses: [],
    deliveryChoices: {},
  };
}

function identityOf({ id, key, createdAt, updatedAt }: CartDocument) {
  return { id, key, createdAt, updatedAt };
}
