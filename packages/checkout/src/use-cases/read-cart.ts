import { type Checkout, needsDelivery } from "../domain/checkout.ts";
import type { ShopCart } from "../domain/shop-cart.ts";
import type { CartAnswer } from "../ports/shop-cart.ts";
import type { Workings } from "../till.ts";
import { languageOf } from "./price-document.ts";

export function contextOf(checkout: Checkout): { country: string; language: string } {
  return { country: checkout.document.country, language: languageOf(checkout.locale).toUpperCase() };
}

/** A cart the shop has no longer stays as it was last seen, and is marked. */
export function orLastSeen({ document }: Checkout, answer: CartAnswer): KnownCart {
  return answer.kind === "gone" ? { kind: "cart", cart: { ...document.cart, isGone: true } } : answer;
}

type KnownCart = Exclude<CartAnswer, { kind: "gone" }>;

/**
 * Reads the shop's cart, and tells it first what it missed while it was silent: the address, and the way of delivery that was
 * chosen meanwhile.
 */
export async function readCart(parts: Workings, checkout: Checkout): Promise<KnownCart> {
  return orLastSeen(checkout, await readAndTell(parts, checkout));
}

async function readAndTell(parts: Workings, checkout: Checkout): Promise<CartAnswer> {
  const answer = await parts.carts.read(checkout.cartId, contextOf(checkout));
  const { deliveryAddress } = checkout.document;
  if (answer.kind !== "cart" || !deliveryAddress || !needsDelivery(answer.cart)) return answer;
  const addressed = answer.cart.deliveryOptions.length > 0 ? answer : await tellAddress(parts, checkout);
  return addressed.kind === "cart" ? tellChoice(parts, checkout, addressed.cart) : addressed;
}

function tellAddress(parts: Workings, checkout: Checkout): Promise<CartAnswer> {
  const { deliveryAddress, contact } = checkout.document;
  if (!deliveryAddress) throw new Error("Only a checkout with an address tells one");
  const delivery = { address: deliveryAddress, contact };
  return parts.carts.deliverTo(checkout.cartId, contextOf(checkout), delivery);
}

async function tellChoice(parts: Workings, checkout: Checkout, cart: ShopCart): Promise<CartAnswer> {
  const wanted = chosenTitle(checkout.document.cart);
  const offered = cart.deliveryOptions.find(({ title }) => title === wanted);
  if (!offered || chosenTitle(cart) === wanted) return { kind: "cart", cart };
  return parts.carts.chooseDelivery(checkout.cartId, contextOf(checkout), offered.handle);
}

function chosenTitle({ deliveryOptions, chosenDeliveryOption }: ShopCart): string | undefined {
  return deliveryOptions.find(({ handle }) => handle === chosenDeliveryOption)?.title;
}
