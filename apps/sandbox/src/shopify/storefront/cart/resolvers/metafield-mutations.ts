import { gid } from "../../../gid.ts";
import { kinds } from "../../../model.ts";
import type { StorefrontContext } from "../../context.ts";
import { plain, type ResolverMap } from "../../resolver-map.ts";
import type { CartDocument, CartMetafieldDocument } from "../cart-document.ts";
import { viewOf } from "../cart-view.ts";
import { findCart } from "../change-cart.ts";
import {
  checkMetafield,
  findMetafield,
  type MetafieldInput,
  metafieldName,
  withMetafield,
  withoutMetafield,
} from "../metafields/change-metafields.ts";
import { newMetafieldId } from "../metafields/new-metafield-id.ts";

type OwnedInput = MetafieldInput & { readonly ownerId: string };

/** All or none are set; each names its cart. */
function setMetafields(
  _root: unknown,
  { metafields: inputs }: { metafields: readonly OwnedInput[] },
  context: StorefrontContext,
) {
  const userErrors = inputs.flatMap((input, index) => problemOf(input, index, context));
  if (userErrors.length > 0) return { metafields: [], userErrors };
  return { metafields: inputs.map((input) => setMetafield(input, context)), userErrors };
}

function problemOf(input: OwnedInput, index: number, context: StorefrontContext) {
  const problem = findCart(input.ownerId, context)
    ? checkMetafield(input)
    : { field: "ownerId", message: "Owner does not exist.", code: "INVALID_OWNER" };
  if (!problem) return [];
  return [{ ...problem, field: ["metafields", String(index), problem.field], elementIndex: null }];
}

function setMetafield({ ownerId, ...input }: OwnedInput, context: StorefrontContext) {
  const cart = findCart(ownerId, context);
  if (!cart) throw new Error(`Cart ${ownerId} went while its metafields were set`);
  const at = { now: context.now().toISOString(), newId: () => newMetafieldId(context) };
  const set = withMetafield(cart, input, at);
  context.store.collection<CartDocument>(kinds.cart).put(set.cart);
  return ownedBy(set.cart, set.metafield, context);
}

function deleteMetafield(
  _root: unknown,
  { input }: { input: { readonly ownerId: string; readonly key: string } },
  context: StorefrontContext,
) {
  const refused = (field: string, message: string, code: string) => ({
    deletedId: null,
    userErrors: [{ field: ["input", field], message, code }],
  });
  const cart = findCart(input.ownerId, context);
  if (!cart) return refused("ownerId", "Owner does not exist.", "INVALID_OWNER");
  const metafield = findMetafield(cart, metafieldName(input.key));
  if (!metafield) return refused("key", "Metafield does not exist", "METAFIELD_DOES_NOT_EXIST");
  context.store.collection<CartDocument>(kinds.cart).put(withoutMetafield(cart, metafield));
  return { deletedId: gid("Metafield", metafield.id), userErrors: [] };
}

/** A metafield as its resolvers read it: its owner is the cart, without the secret. */
export function ownedBy(cart: CartDocument, metafield: CartMetafieldDocument, context: StorefrontContext) {
  return { ...metafield, owner: { ...viewOf(cart, context), isSealed: true } };
}

export const cartMetafieldMutations: ResolverMap = {
  Mutation: { cartMetafieldsSet: setMetafields, cartMetafieldDelete: deleteMetafield },
  CartMetafieldsSetPayload: plain("metafields", "userErrors"),
  CartMetafieldDeletePayload: plain("deletedId", "userErrors"),
  MetafieldsSetUserError: plain("code", "elementIndex", "field", "message"),
  MetafieldDeleteUserError: plain("code", "field", "message"),
};
