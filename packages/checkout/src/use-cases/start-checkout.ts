import { randomBytes, randomUUID } from "node:crypto";
import { learnUnknownLevels } from "@evertill/inventory";
import { currency, findLocale, type Locale } from "@evertill/money";
import { copyIn } from "../copy/copy.ts";
import type { Checkout } from "../domain/checkout.ts";
import type { ShopCart } from "../domain/shop-cart.ts";
import type { StartResult, Workings } from "../till.ts";
import { noticesOf } from "./notices.ts";
import { priceDocument } from "./price-document.ts";
import { viewOf } from "./view.ts";

/** Finds the open checkout of a cart, or makes its one. A cart that was paid leads to its order. */
export async function startCheckout(
  parts: Workings,
  { cartId, locale: path }: { cartId: string; locale: string },
): Promise<StartResult> {
  const locale = findLocale(path);
  if (!locale) return { kind: "unknown-locale" };
  const known = await parts.store.findCheckoutByCart(parts.database, cartId);
  if (known && known.state !== "expired") return resume(parts, known, locale);
  const context = { country: locale.country, language: locale.language };
  const answer = await parts.carts.read(cartId, context);
  if (answer.kind === "silent" || answer.kind === "refused") {
    return { kind: "shop-silent", message: copyIn(locale.language).shopSilent };
  }
  if (answer.kind === "gone" || answer.cart.orderedAs !== null) return { kind: "cart-gone" };
  if (answer.cart.lines.length === 0) return { kind: "cart-empty" };
  return begin(parts, answer.cart, locale);
}

async function resume(parts: Workings, checkout: Checkout, locale: Locale): Promise<StartResult> {
  const order = await parts.store.findOrderByCheckout(parts.database, checkout.id);
  if (order) return { kind: "already-ordered", orderToken: order.token };
  const inLocale =
    checkout.state === "open" && checkout.locale !== locale.path
      ? await changeLocale(parts, checkout, locale)
      : checkout;
  return { kind: "started", token: inLocale.token, checkout: viewOf(inLocale, null) };
}

/** The shopper went on in another locale with the same cart: its language, and its prices unless an address decided them. */
async function changeLocale(parts: Workings, checkout: Checkout, locale: Locale): Promise<Checkout> {
  const { document, cartId } = checkout;
  const country = document.deliveryAddress ? document.country : locale.country;
  const answer = await parts.carts.read(cartId, { country, language: locale.language });
  if (answer.kind !== "cart") return checkout;
  const now = parts.clock.now();
  const { cart } = answer;
  const draft = {
    ...document,
    country,
    currency: currency(cart.currency),
    cart,
    cartReadAt: now.toISOString(),
    deliveryCountries: await deliveryCountries(parts, locale),
    notices: noticesOf(cart, null, copyIn(locale.language)),
  };
  const priced = await priceDocument(parts, draft, locale.path);
  if (priced.kind === "refused") return checkout;
  const relocated = { ...checkout, locale: locale.path };
  return (await parts.store.saveDocument(parts.database, relocated, priced.document, now)) ?? checkout;
}

async function begin(parts: Workings, cart: ShopCart, locale: Locale): Promise<StartResult> {
  const now = parts.clock.now();
  await learnLevels(parts, cart);
  const priced = await priceDocument(
    parts,
    {
      country: locale.country,
      currency: currency(cart.currency),
      cart,
      cartReadAt: now.toISOString(),
      deliveryCountries: await deliveryCountries(parts, locale),
      contact: null,
      deliveryAddress: null,
      billingAddress: null,
      quote: null,
      notices: noticesOf(cart, null, copyIn(locale.language)),
      attempt: null,
      tracking: null,
    },
    locale.path,
  );
  if (priced.kind === "refused")
    throw new Error(`The locale ${locale.path} cannot be taxed: ${priced.message}`);
  const token = randomBytes(24).toString("base64url");
  const made = await parts.store.insertCheckout(parts.database, {
    id: randomUUID(),
    token,
    cartId: cart.id,
    locale: locale.path,
    createdAt: now,
    document: priced.document,
  });
  if (made) return { kind: "started", token: made.token, checkout: viewOf(made, null) };
  // Another click was faster: its checkout is the cart's one.
  const winner = await parts.store.findCheckoutByCart(parts.database, cart.id);
  if (!winner) throw new Error(`The checkout of cart ${cart.id} vanished while it was made`);
  return resume(parts, winner, locale);
}

/** The shop's countries that we can tax, the locale's own first; the locale's own alone while the shop is silent. */
async function deliveryCountries(parts: Workings, locale: Locale): Promise<string[]> {
  const countries =
    (await parts.carts.countries({ country: locale.country, language: locale.language })) ?? [];
  const others = countries
    .map(({ code }) => code)
    .filter((code) => code !== locale.country && parts.tax.canTax(code));
  return [locale.country, ...others.sort()];
}

export async function learnLevels(parts: Workings, cart: ShopCart): Promise<void> {
  const levels = new Map(
    cart.lines.map(({ variantId, stock }) => [
      variantId,
      {
        variantId,
        onHand: stock.quantityAvailable ?? 0,
        tracked: stock.quantityAvailable !== null,
        sellsWithoutStock: stock.sellsWithoutStock,
      },
    ]),
  );
  await learnUnknownLevels(parts.database, [...levels.values()]);
}
