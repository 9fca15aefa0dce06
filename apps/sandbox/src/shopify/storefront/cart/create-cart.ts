import type { StorefrontContext } from "../context.ts";
import { settleAttributes } from "./attributes.ts";
import type { Attribute, CartDocument } from "./cart-document.ts";
import { type BuyerIdentityInput, changeBuyerIdentity } from "./change-buyer-identity.ts";
import { type CartPayload, newCart, settle } from "./change-cart.ts";
import { changeNote } from "./change-note.ts";
import { addressTools } from "./delivery/address-tools.ts";
import { replaceAddresses, type SelectableAddressInput } from "./delivery/change-addresses.ts";
import { changeCodes } from "./discounts/change-codes.ts";
import { addGiftCards } from "./gift-cards/change-gift-cards.ts";
import { giftCardTools } from "./gift-cards/gift-card-tools.ts";
import { lineTools } from "./line-tools.ts";
import { addLines, type LineInput } from "./lines/add-lines.ts";
import { checkMetafield, type MetafieldInput, withMetafield } from "./metafields/change-metafields.ts";
import { newMetafieldId } from "./metafields/new-metafield-id.ts";
import { type CartChange, type CartWarning, changed, refusedBlindly } from "./outcome.ts";

export type CartInput = {
  readonly attributes?: readonly Attribute[] | null;
  readonly lines?: readonly LineInput[] | null;
  readonly discountCodes?: readonly string[] | null;
  readonly giftCardCodes?: readonly string[] | null;
  readonly note?: string | null;
  readonly buyerIdentity?: BuyerIdentityInput | null;
  readonly delivery?: { readonly addresses?: readonly SelectableAddressInput[] | null } | null;
  readonly metafields?: readonly MetafieldInput[] | null;
};

/** Makes a cart of an input, or of none. One wrong thing in it, and there is no cart. */
export function createCart(input: CartInput, context: StorefrontContext): CartPayload {
  const change = follow(newCart(context), [
    (cart) => changeBuyerIdentity(cart, input.buyerIdentity ?? {}, context),
    (cart) => changed({ ...cart, attributes: settleAttributes(input.attributes) }),
    (cart) => changeNote(cart, input.note ?? ""),
    (cart) => replaceAddresses(cart, input.delivery?.addresses ?? [], addressTools(cart, context)),
    (cart) => addLines(cart, input.lines ?? [], lineTools(cart, context)),
    (cart) => changeCodes(cart, input.discountCodes ?? []),
    (cart) => addGiftCards(cart, input.giftCardCodes ?? [], giftCardTools(cart, context)),
    (cart) => setMetafields(cart, input.metafields ?? [], context),
  ]);
  return settle(newCart(context), underInput(change), context);
}

/** One change after the other; the first that is refused refuses them all. */
function follow(cart: CartDocument, steps: readonly ((cart: CartDocument) => CartChange)[]): CartChange {
  let at = cart;
  const warnings: CartWarning[] = [];
  const newLineIds = new Set<string>();
  for (const step of steps) {
    const change = step(at);
    if (change.kind === "refused") return change;
    at = change.cart;
    warnings.push(...(change.warnings ?? []));
    for (const id of change.newLineIds ?? []) newLineIds.add(id);
  }
  return { kind: "changed", cart: at, warnings, newLineIds };
}

function underInput(change: CartChange): CartChange {
  if (change.kind === "changed") return change;
  return refusedBlindly(...change.errors.map((error) => ({ ...error, field: ["input", ...error.field] })));
}

function setMetafields(
  cart: CartDocument,
  inputs: readonly MetafieldInput[],
  context: StorefrontContext,
): CartChange {
  const at = { now: context.now().toISOString(), newId: () => newMetafieldId(context) };
  let filled = cart;
  for (const [index, input] of inputs.entries()) {
    const problem = checkMetafield(input);
    if (problem)
      return refusedBlindly({
        field: ["metafields", String(index), problem.field],
        message: problem.message,
        code: "INVALID_METAFIELDS",
      });
    filled = withMetafield(filled, input, at).cart;
  }
  return changed(filled);
}
