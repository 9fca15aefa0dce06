import { randomBytes, randomUUID } from "node:crypto";
import { kinds } from "../../model.ts";
import type { StorefrontContext } from "../context.ts";
import type { CartDocument } from "./cart-document.ts";
import { cartName, partGid, readCartGid } from "./cart-id.ts";
import { type CartView, viewOf } from "./cart-view.ts";
import { goodsOf, placeOf } from "./goods.ts";
import { fitStock } from "./lines/fit-stock.ts";
import type { CartChange, CartUserError, CartWarning } from "./outcome.ts";

/** What nearly every cart mutation answers. */
export type CartPayload = {
  readonly cart: CartView | null;
  readonly userErrors: readonly CartUserError[];
  readonly warnings: readonly CartWarning[];
};

/** The cart of a global id, when the secret in it is right; a cart without its secret is as good as unknown. */
export function findCart(id: string, { store }: StorefrontContext): CartDocument | undefined {
  const named = readCartGid(id);
  const cart = named && store.collection<CartDocument>(kinds.cart).get(named.token);
  return cart?.key === named?.key ? cart : undefined;
}

/** An empty cart that is not stored yet. */
export function newCart(context: StorefrontContext): CartDocument {
  const now = context.now().toISOString();
  return {
    id: randomBytes(16).toString("base64url"),
    key: randomBytes(16).toString("hex"),
    createdAt: now,
    updatedAt: now,
    note: "",
    attributes: [],
    buyerIdentity: { countryCode: context.country, email: null, phone: null, customerId: null },
    lines: [],
    discountCodes: [],
    giftCards: [],
    addresses: [],
    deliveryChoices: {},
    metafields: [],
  };
}

export const newId = (): string => randomUUID();

const unknownCart: CartUserError = {
  field: ["cartId"],
  message: "The specified cart does not exist.",
  code: "INVALID",
};

/**
 * Changes a stored cart. The whole of it runs without awaiting, so it is atomic. An unknown id is an error, and yet, as
 * recorded from Shopify, answers with a new cart that has the change.
 */
export function changeCart(
  cartId: string,
  context: StorefrontContext,
  change: (cart: CartDocument) => CartChange,
): CartPayload {
  const known = findCart(cartId, context);
  if (known) return settle(known, change(known), context);
  const fresh = newCart(context);
  const { cart } = settle(fresh, change(fresh), context);
  return { cart: cart ?? keep(fresh, context), userErrors: [unknownCart], warnings: [] };
}

/** Stores what a change made of a cart, with its lines cut to what is in stock. */
export function settle(before: CartDocument, change: CartChange, context: StorefrontContext): CartPayload {
  if (change.kind === "refused")
    return {
      cart: change.cart === "shown" ? viewOf(before, context) : null,
      userErrors: change.errors,
      warnings: [],
    };
  const place = placeOf(change.cart, context);
  const fitted = fitStock(change.cart.lines, {
    newLineIds: change.newLineIds ?? new Set(),
    goodsOf: ({ variantId }) => goodsOf(variantId, place, context),
    gidOf: (line) => partGid("CartLine", line.id, change.cart),
  });
  const view = keep({ ...change.cart, lines: fitted.lines }, context);
  return {
    cart: view,
    userErrors: [],
    warnings: [...fitted.warnings, ...(change.warnings ?? []), ...discountWarnings(view)],
  };
}

function keep(cart: CartDocument, context: StorefrontContext): CartView {
  const updatedAt = context.now().toISOString();
  return viewOf(context.store.collection<CartDocument>(kinds.cart).put({ ...cart, updatedAt }), context);
}

/** In the order of the codes; those that would apply, but to nothing that is here, come last. */
function discountWarnings({ cart, priced }: CartView): readonly CartWarning[] {
  const warnings = priced.codes.flatMap(({ warning }) =>
    warning ? [{ ...warning, target: cartName(cart) }] : [],
  );
  const isLast = ({ code }: CartWarning) => code === "DISCOUNT_CODE_NOT_HONOURED";
  return [...warnings.filter((each) => !isLast(each)), ...warnings.filter(isLast)];
}
