import { gid } from "../../../gid.ts";
import { connectionOf, type ConnectionArguments, inGivenOrder } from "../../connection.ts";
import { dateTime, type StorefrontContext } from "../../context.ts";
import { customerById } from "../../customer/customers.ts";
import { fromMinor } from "../../money.ts";
import { plain, type ResolverMap } from "../../resolver-map.ts";
import { cartGid, cartName } from "../cart-id.ts";
import { type CartView, viewOf } from "../cart-view.ts";
import { findCart } from "../change-cart.ts";
import { findMetafield } from "../metafields/change-metafields.ts";
import { allocationView } from "./discount.ts";
import { lineView } from "./line.ts";
import { ownedBy } from "./metafield-mutations.ts";

type Identifier = { readonly namespace?: string | null; readonly key: string };

function metafield({ cart }: CartView, { namespace, key }: Identifier, context: StorefrontContext) {
  const found = findMetafield(cart, { namespace: namespace ?? "app", key });
  return found ? ownedBy(cart, found, context) : null;
}

/** Amounts of a cart in its currency. */
function money({ priced }: CartView, minor: number) {
  return fromMinor(minor, priced.currency);
}

// Tax and duties are known at the checkout only: recorded carts have none, and call everything estimated.
const cost = {
  subtotalAmount: (view: CartView) => money(view, view.priced.subtotal),
  totalAmount: (view: CartView) => money(view, view.priced.total),
  checkoutChargeAmount: (view: CartView) => money(view, view.priced.checkoutCharge),
  totalDutyAmount: () => null,
  totalTaxAmount: () => null,
};
const yes = () => true;

/** The parent of a `Cart`, its cost and its delivery is a {@link CartView}. */
export const cartResolvers: ResolverMap = {
  QueryRoot: {
    cart: (_root: unknown, { id }: { id: string }, context: StorefrontContext) => {
      const cart = findCart(id, context);
      return cart ? viewOf(cart, context) : null;
    },
  },
  Cart: {
    id: ({ cart, isSealed }: CartView) => (isSealed ? cartName(cart) : cartGid(cart)),
    createdAt: ({ cart }: CartView) => dateTime(cart.createdAt),
    updatedAt: ({ cart }: CartView) => dateTime(cart.updatedAt),
    checkoutUrl: ({ cart }: CartView, _args: object, { origin }: StorefrontContext) =>
      `${origin}/cart/c/${cart.id}?key=${cart.key}`,
    totalQuantity: ({ priced }: CartView) => priced.lines.reduce((sum, { line }) => sum + line.quantity, 0),
    note: ({ cart }: CartView) => cart.note,
    attributes: ({ cart }: CartView) => cart.attributes,
    attribute: ({ cart }: CartView, { key }: { key: string }) =>
      cart.attributes.find((each) => each.key === key) ?? null,
    buyerIdentity: (view: CartView) => view,
    discountCodes: ({ priced }: CartView) => priced.codes,
    discountAllocations: ({ priced }: CartView) =>
      priced.allocations.map((each) => allocationView(each, priced.currency)),
    appliedGiftCards: (view: CartView) =>
      view.priced.giftCards.map((card) => ({
        id: gid("AppliedGiftCard", card.id),
        lastCharacters: card.lastCharacters,
        used: money(view, card.used),
        left: money(view, card.left),
      })),
    lines: (view: CartView, page: ConnectionArguments) => {
      const lines = view.priced.lines.map((line) => lineView(line, view));
      return connectionOf(
        lines,
        inGivenOrder(lines, ({ priced }) => priced.line.id),
        page,
      );
    },
    cost: (view: CartView) => view,
    estimatedCost: (view: CartView) => view,
    delivery: (view: CartView) => view,
    deliveryGroups: (view: CartView, page: ConnectionArguments) => {
      const groups = view.priced.delivery ? [{ view, group: view.priced.delivery }] : [];
      return connectionOf(
        groups,
        inGivenOrder(groups, ({ group }) => group.id),
        page,
      );
    },
    metafield,
    // As recorded, a cart leaves out what it does not have, where products answer null.
    metafields: (
      view: CartView,
      { identifiers }: { identifiers: readonly Identifier[] },
      context: StorefrontContext,
    ) => identifiers.flatMap((identifier) => metafield(view, identifier, context) ?? []),
  },
  CartBuyerIdentity: {
    countryCode: ({ cart }: CartView) => cart.buyerIdentity.countryCode,
    email: ({ cart }: CartView) => cart.buyerIdentity.email,
    phone: ({ cart }: CartView) => cart.buyerIdentity.phone,
    customer: ({ cart: { buyerIdentity } }: CartView, _args: object, context: StorefrontContext) =>
      (buyerIdentity.customerId && customerById(buyerIdentity.customerId, context)) || null,
    purchasingCompany: () => null,
    deliveryAddressPreferences: () => [],
    preferences: () => null,
  },
  CartCost: {
    ...cost,
    subtotalAmountEstimated: yes,
    totalAmountEstimated: yes,
    totalDutyAmountEstimated: yes,
    totalTaxAmountEstimated: yes,
  },
  CartEstimatedCost: cost,
  CartDiscountCode: plain("code", "applicable"),
  AppliedGiftCard: {
    ...plain("id", "lastCharacters"),
    amountUsed: ({ used }: { used: unknown }) => used,
    amountUsedV2: ({ used }: { used: unknown }) => used,
    presentmentAmountUsed: ({ used }: { used: unknown }) => used,
    balance: ({ left }: { left: unknown }) => left,
    balanceV2: ({ left }: { left: unknown }) => left,
  },
  Attribute: plain("key", "value"),
};
