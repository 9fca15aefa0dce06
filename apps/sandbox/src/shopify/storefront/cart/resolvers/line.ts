import { fromMinor } from "../../money.ts";
import { plain, type ResolverMap } from "../../resolver-map.ts";
import { partGid } from "../cart-id.ts";
import type { CartView } from "../cart-view.ts";
import type { PricedLine } from "../priced-cart.ts";
import { allocationView } from "./discount.ts";

/** The parent of a `CartLine` and its cost: the line, and the cart it is in. */
export type LineView = {
  readonly __typename: "CartLine";
  readonly priced: PricedLine;
  readonly view: CartView;
};

export function lineView(priced: PricedLine, view: CartView): LineView {
  return { __typename: "CartLine", priced, view };
}

/** The variant as it is sold to this cart: in the cart's currency, and not at all where nobody delivers. */
function merchandiseOf({ priced: { goods }, view }: LineView) {
  const { variant } = goods;
  const soldOut = { ...variant.inventory, tracked: true, policy: "deny" as const, onHand: 0, committed: 0 };
  return {
    ...variant,
    __typename: "ProductVariant",
    inventory: variant.requiresShipping && !view.place.zone ? soldOut : variant.inventory,
    soldIn: view.place.currency,
  };
}

function money({ view }: LineView, minor: number | null) {
  return minor === null ? null : fromMinor(minor, view.priced.currency);
}

const unitPrice = (line: LineView) => money(line, line.priced.goods.unitPrice);
const unitCompareAtPrice = (line: LineView) => money(line, line.priced.goods.unitCompareAtPrice);
const subtotalAmount = (line: LineView) => money(line, line.priced.subtotal);
const totalAmount = (line: LineView) => money(line, line.priced.total);

function parentOf({ priced, view }: LineView) {
  const parent = view.priced.lines.find(({ line }) => line.id === priced.line.parentId);
  return parent ? { parent: lineView(parent, view) } : null;
}

export const lineResolvers: ResolverMap = {
  CartLine: {
    id: ({ priced, view }: LineView) => partGid("CartLine", priced.line.id, view.cart),
    quantity: ({ priced }: LineView) => priced.line.quantity,
    attributes: ({ priced }: LineView) => priced.line.attributes,
    attribute: ({ priced }: LineView, { key }: { key: string }) =>
      priced.line.attributes.find((each) => each.key === key) ?? null,
    merchandise: merchandiseOf,
    // No product of this shop has a selling plan.
    sellingPlanAllocation: () => null,
    cost: (line: LineView) => line,
    estimatedCost: (line: LineView) => line,
    discountAllocations: ({ priced, view }: LineView) =>
      priced.allocations.map((each) => allocationView(each, view.priced.currency)),
    instructions: () => ({ canRemove: true, canUpdateQuantity: true }),
    parentRelationship: parentOf,
  },
  CartLineCost: {
    amountPerQuantity: unitPrice,
    compareAtAmountPerQuantity: unitCompareAtPrice,
    subtotalAmount,
    totalAmount,
  },
  CartLineEstimatedCost: {
    amount: unitPrice,
    compareAtAmount: unitCompareAtPrice,
    subtotalAmount,
    totalAmount,
  },
  CartLineInstructions: plain("canRemove", "canUpdateQuantity"),
  CartLineParentRelationship: plain("parent"),
  BaseCartLineConnection: plain("edges", "nodes", "pageInfo"),
  BaseCartLineEdge: plain("cursor", "node"),
};
