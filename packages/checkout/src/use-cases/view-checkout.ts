import type { CheckoutView, OrderView } from "../api/contract.ts";
import { copyIn } from "../copy/copy.ts";
import type { Checkout } from "../domain/checkout.ts";
import { stopOfCart } from "../domain/stop.ts";
import type { Workings } from "../till.ts";
import { noticesOf } from "./notices.ts";
import { type Draft, languageOf, priceDocument } from "./price-document.ts";
import { readCart } from "./read-cart.ts";
import { learnLevels } from "./start-checkout.ts";
import { orderViewOf, viewOf } from "./view.ts";

/** A cart read longer ago is read again before it is shown: another tab may have changed it, or filled one that could not be paid. */
const cartFreshMs = 5_000;

export async function viewCheckout(parts: Workings, token: string): Promise<CheckoutView | null> {
  const checkout = await parts.store.findCheckoutByToken(parts.database, token);
  if (!checkout) return null;
  if (checkout.state === "completed") {
    return viewOf(checkout, await parts.store.findOrderByCheckout(parts.database, checkout.id));
  }
  if (checkout.state !== "open" || isFresh(parts, checkout)) return viewOf(checkout, null);
  return viewOf(await refresh(parts, checkout), null);
}

export async function viewOrder(parts: Workings, token: string): Promise<OrderView | null> {
  const order = await parts.store.findOrderByToken(parts.database, token);
  return order && orderViewOf(order);
}

/** Takes the shop's cart over into a draft, with what the shopper should know of it. */
export function draftWith(checkout: Checkout, cart: Draft["cart"], now: Date): Draft {
  const copy = copyIn(languageOf(checkout.locale));
  return {
    ...checkout.document,
    cart,
    cartReadAt: now.toISOString(),
    notices: noticesOf(cart, checkout.document.cart, copy),
  };
}

function isFresh(parts: Workings, { document }: Checkout): boolean {
  if (stopOfCart(document.cart) !== null) return false;
  return parts.clock.now().getTime() - Date.parse(document.cartReadAt) < cartFreshMs;
}

/** Whatever goes wrong here, the shopper sees what was known: it is compared again before any money moves. */
async function refresh(parts: Workings, checkout: Checkout): Promise<Checkout> {
  const now = parts.clock.now();
  const answer = await readCart(parts, checkout);
  if (answer.kind !== "cart") return answer.kind === "silent" ? sayShopIsSilent(checkout) : checkout;
  await learnLevels(parts, answer.cart);
  const priced = await priceDocument(parts, draftWith(checkout, answer.cart, now), checkout.locale);
  if (priced.kind === "refused") return checkout;
  return (await parts.store.saveDocument(parts.database, checkout, priced.document, now)) ?? checkout;
}

function sayShopIsSilent(checkout: Checkout): Checkout {
  const message = copyIn(languageOf(checkout.locale)).notices.shopSilent;
  const others = checkout.document.notices.filter(({ kind }) => kind !== "shop-silent");
  return {
    ...checkout,
    document: { ...checkout.document, notices: [...others, { kind: "shop-silent", message }] },
  };
}
