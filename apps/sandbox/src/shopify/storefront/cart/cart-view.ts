import type { OrderDocument } from "../../admin/order.ts";
import { type DiscountDocument, type GiftCardDocument, kinds } from "../../model.ts";
import { type StorefrontContext, textIn } from "../context.ts";
import type { CartDocument } from "./cart-document.ts";
import { discountName } from "./discounts/change-codes.ts";
import { type CartPlace, goodsOf, placeOf } from "./goods.ts";
import { priceCart } from "./price-cart.ts";
import type { PricedCart, StockedLine } from "./priced-cart.ts";

/** A cart as one request sees it: the parent of the `Cart` resolvers. Priced once, at the first look. */
export type CartView = {
  readonly __typename: "Cart";
  readonly cart: CartDocument;
  readonly place: CartPlace;
  readonly priced: PricedCart;
  /** Without the secret in its id: so it is shown as the owner of a metafield. */
  readonly isSealed?: boolean;
};

export function viewOf(cart: CartDocument, context: StorefrontContext): CartView {
  const place = placeOf(cart, context);
  let priced: PricedCart | undefined;
  return {
    __typename: "Cart",
    cart,
    place,
    get priced() {
      priced ??= priceNow(cart, place, context);
      return priced;
    },
  };
}

function priceNow(cart: CartDocument, place: CartPlace, context: StorefrontContext): PricedCart {
  const { store } = context;
  const discounts = store.collection<DiscountDocument>(kinds.discount).all();
  const giftCards = store.collection<GiftCardDocument>(kinds.giftCard);
  return priceCart(cart, {
    place,
    lines: stockedLines(cart, place, context),
    discountOf: (code) => discounts.find((discount) => discountName(discount.code) === discountName(code)),
    wasUsedByBuyer: (code) => wasUsedBy(cart.buyerIdentity.email, code, context),
    giftCardOf: (id) => giftCards.get(id),
    textOf: (texts) => textIn(texts, context),
    now: context.now(),
  });
}

/** Judged by the mail address alone, as a guest has no more; an order that was cancelled gives its use back. */
function wasUsedBy(email: string | null, code: string, { store }: StorefrontContext): boolean {
  if (email === null) return false;
  const buyer = email.trim().toLowerCase();
  return store
    .collection<OrderDocument>(kinds.order)
    .all()
    .some(
      ({ email: other, discount, cancelledAt }) =>
        cancelledAt === null &&
        other?.trim().toLowerCase() === buyer &&
        discount !== null &&
        discountName(discount.code) === discountName(code),
    );
}

/** Lines whose goods were taken off sale since are not shown. */
function stockedLines(
  cart: CartDocument,
  place: CartPlace,
  context: StorefrontContext,
): readonly StockedLine[] {
  return cart.lines.flatMap((line) => {
    const goods = goodsOf(line.variantId, place, context);
    return goods ? [{ line, goods }] : [];
  });
}
