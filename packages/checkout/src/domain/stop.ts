import type { CheckoutView } from "../api/contract.ts";
import type { Checkout } from "./checkout.ts";
import type { ShopCart } from "./shop-cart.ts";

/** Why a checkout cannot go on to be paid. */
export type Stop = NonNullable<CheckoutView["stopped"]>;

/** Null while the checkout can go on, is being paid, or was paid. */
export function stopOf({ state, document }: Pick<Checkout, "state" | "document">): Stop | null {
  if (state === "expired") return "expired";
  return state === "open" ? stopOfCart(document.cart) : null;
}

/** A cart that was paid elsewhere is nobody's to pay any more, as one that the shop has no longer. */
export function stopOfCart({ lines, orderedAs, isGone = false }: ShopCart): Exclude<Stop, "expired"> | null {
  if (isGone || orderedAs !== null) return "cart-gone";
  return lines.length === 0 ? "cart-empty" : null;
}
