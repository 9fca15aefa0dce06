import type { StorefrontContext } from "../../context.ts";
import { plain, type ResolverMap } from "../../resolver-map.ts";
import { settleAttributes } from "../attributes.ts";
import type { Attribute, CartDocument } from "../cart-document.ts";
import { viewOf } from "../cart-view.ts";
import { type BuyerIdentityInput, changeBuyerIdentity } from "../change-buyer-identity.ts";
import { changeCart } from "../change-cart.ts";
import { changeNote } from "../change-note.ts";
import { cloneCart, withoutPersonalData } from "../clone-cart.ts";
import { type CartInput, createCart } from "../create-cart.ts";
import { addressTools } from "../delivery/address-tools.ts";
import {
  addAddresses,
  removeAddresses,
  replaceAddresses,
  type SelectableAddressInput,
  type SelectableAddressUpdate,
  updateAddresses,
} from "../delivery/change-addresses.ts";
import { type ChosenOption, chooseOptions } from "../delivery/choose-options.ts";
import { changeCodes } from "../discounts/change-codes.ts";
import { addGiftCards, removeGiftCards, replaceGiftCards } from "../gift-cards/change-gift-cards.ts";
import { giftCardTools } from "../gift-cards/gift-card-tools.ts";
import { lineTools } from "../line-tools.ts";
import { addLines, type LineInput } from "../lines/add-lines.ts";
import { removeLines } from "../lines/remove-lines.ts";
import { type LineUpdateInput, updateLines } from "../lines/update-lines.ts";
import { type CartChange, changed } from "../outcome.ts";

/** A mutation of one cart, made of the change it is. */
function mutation<Args>(change: (cart: CartDocument, args: Args, context: StorefrontContext) => CartChange) {
  return (_root: unknown, args: Args & { readonly cartId: string }, context: StorefrontContext) =>
    changeCart(args.cartId, context, (cart) => change(cart, args, context));
}

const payloads = [
  "AttributesUpdate",
  "BuyerIdentityUpdate",
  "Clone",
  "Create",
  "DeliveryAddressesAdd",
  "DeliveryAddressesRemove",
  "DeliveryAddressesReplace",
  "DeliveryAddressesUpdate",
  "DiscountCodesUpdate",
  "GiftCardCodesAdd",
  "GiftCardCodesRemove",
  "GiftCardCodesUpdate",
  "LinesAdd",
  "LinesRemove",
  "LinesUpdate",
  "NoteUpdate",
  "RemovePersonalData",
  "SelectedDeliveryOptionsUpdate",
];

export const cartMutations: ResolverMap = {
  Mutation: {
    cartCreate: (_root: unknown, { input }: { input?: CartInput | null }, context: StorefrontContext) =>
      createCart(input ?? {}, context),
    cartClone: mutation((cart, _args: object, context) => changed(cloneCart(cart, context))),
    cartRemovePersonalData: mutation((cart, _args: object, context) =>
      changed(withoutPersonalData(cart, context)),
    ),
    cartLinesAdd: mutation((cart, { lines }: { lines: readonly LineInput[] }, context) =>
      addLines(cart, lines, lineTools(cart, context)),
    ),
    cartLinesUpdate: mutation((cart, { lines }: { lines: readonly LineUpdateInput[] }, context) =>
      updateLines(cart, lines, lineTools(cart, context)),
    ),
    cartLinesRemove: mutation((cart, { lineIds }: { lineIds: readonly string[] }) =>
      removeLines(cart, lineIds),
    ),
    cartNoteUpdate: mutation((cart, { note }: { note: string }) => changeNote(cart, note)),
    cartAttributesUpdate: mutation((cart, { attributes }: { attributes: readonly Attribute[] }) =>
      changed({ ...cart, attributes: settleAttributes(attributes) }),
    ),
    cartBuyerIdentityUpdate: mutation(
      (cart, { buyerIdentity }: { buyerIdentity: BuyerIdentityInput }, context) =>
        changeBuyerIdentity(cart, buyerIdentity, context),
    ),
    cartDiscountCodesUpdate: mutation((cart, { discountCodes }: { discountCodes: readonly string[] }) =>
      changeCodes(cart, discountCodes),
    ),
    cartGiftCardCodesAdd: mutation((cart, { giftCardCodes }: { giftCardCodes: readonly string[] }, context) =>
      addGiftCards(cart, giftCardCodes, giftCardTools(cart, context)),
    ),
    cartGiftCardCodesUpdate: mutation(
      (cart, { giftCardCodes }: { giftCardCodes: readonly string[] }, context) =>
        replaceGiftCards(cart, giftCardCodes, giftCardTools(cart, context)),
    ),
    cartGiftCardCodesRemove: mutation(
      (cart, { appliedGiftCardIds }: { appliedGiftCardIds: readonly string[] }) =>
        removeGiftCards(cart, appliedGiftCardIds),
    ),
    cartDeliveryAddressesAdd: mutation(
      (cart, { addresses }: { addresses: readonly SelectableAddressInput[] }, context) =>
        addAddresses(cart, addresses, addressTools(cart, context)),
    ),
    cartDeliveryAddressesReplace: mutation(
      (cart, { addresses }: { addresses: readonly SelectableAddressInput[] }, context) =>
        replaceAddresses(cart, addresses, addressTools(cart, context)),
    ),
    cartDeliveryAddressesUpdate: mutation(
      (cart, { addresses }: { addresses: readonly SelectableAddressUpdate[] }, context) =>
        updateAddresses(cart, addresses, addressTools(cart, context)),
    ),
    cartDeliveryAddressesRemove: mutation((cart, { addressIds }: { addressIds: readonly string[] }) =>
      removeAddresses(cart, addressIds),
    ),
    cartSelectedDeliveryOptionsUpdate: mutation(
      (cart, args: { selectedDeliveryOptions: readonly ChosenOption[] }, context) =>
        chooseOptions(cart, viewOf(cart, context).priced.delivery, args.selectedDeliveryOptions),
    ),
  },
  ...Object.fromEntries(
    payloads.map((name) => [`Cart${name}Payload`, plain("cart", "userErrors", "warnings")]),
  ),
  CartUserError: plain("code", "field", "message"),
  CartWarning: plain("code", "message", "target"),
};
