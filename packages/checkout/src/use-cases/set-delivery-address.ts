import { currency } from "@evertill/money";
import { readAddress } from "../address/read-address.ts";
import type { Address, DeliveryChange } from "../api/contract.ts";
import { copyIn, countryName } from "../copy/copy.ts";
import type { Checkout } from "../domain/checkout.ts";
import { isEmptyChange, changeOf } from "../domain/delivery-change.ts";
import { lineTotal } from "../domain/price.ts";
import { stopOfCart } from "../domain/stop.ts";
import type { ShopCart } from "../domain/shop-cart.ts";
import type { Parcel } from "../ports/till-store.ts";
import type { ChangeResult, DeliveryAddressResult, Workings } from "../till.ts";
import { edit } from "./edit.ts";
import { type Draft, languageOf, priceDocument } from "./price-document.ts";
import { contextOf, orLastSeen } from "./read-cart.ts";
import { draftWith } from "./view-checkout.ts";

type Refusal = Exclude<DeliveryAddressResult, { kind: "changed" }>;

/**
 * Sets where to deliver. A country that changes currency, prices or availability asks first, one where nothing of the cart is sold
 * each time; an address that cannot be taxed, or in a country we do not deliver to, is refused in words, and nothing changes. An
 * address to which the shop has no way for just this cart is kept: a lighter cart may go there.
 */
export function setDeliveryAddress(
  parts: Workings,
  token: string,
  { address: typed, acceptChange = false }: { address: Address; acceptChange?: boolean | undefined },
): Promise<DeliveryAddressResult> {
  return edit<DeliveryAddressResult>(parts, token, async (checkout) => {
    const read = readAddress(typed, copyIn(languageOf(checkout.locale)));
    if (read.kind === "invalid")
      return { kind: "invalid", fields: { [`address.${read.field}`]: read.message } };
    const { address } = read;
    const refusal = await refuse(parts, checkout, address);
    if (refusal) return refusal;
    const change = await changeTo(parts, checkout, address.country);
    if ("kind" in change) return change;
    const isAgreed = acceptChange && change.acceptable;
    if (!isEmptyChange(change) && !isAgreed) return { kind: "needs-accepting", change };
    return deliver(parts, checkout, address, change);
  });
}

/** Judged before the shop is asked, so that a refused address leaves no trace there. */
async function refuse(parts: Workings, checkout: Checkout, address: Address): Promise<Refusal | null> {
  const language = languageOf(checkout.locale);
  if (!checkout.document.deliveryCountries.includes(address.country)) {
    const words = copyIn(language).cannotDeliver(countryName(address.country, language));
    return { kind: "invalid", fields: { "address.country": words } };
  }
  const draft = { ...checkout.document, deliveryAddress: address };
  const priced = await priceDocument(parts, draft, checkout.locale);
  return priced.kind === "refused" ? { kind: "invalid", fields: { [priced.field]: priced.message } } : null;
}

async function changeTo(
  parts: Workings,
  checkout: Checkout,
  country: string,
): Promise<DeliveryChange | Refusal> {
  const { document, locale } = checkout;
  const language = languageOf(locale);
  if (country === document.country) return changeOf({ document, country, language, prices: [] });
  const prices = await parts.carts.pricesIn(
    document.cart.lines.map(({ variantId }) => variantId),
    { country, language: language.toUpperCase() },
  );
  if (!prices) return { kind: "shop-silent", message: copyIn(language).shopSilent };
  return changeOf({ document, country, language, prices });
}

async function deliver(
  parts: Workings,
  checkout: Checkout,
  address: Address,
  change: DeliveryChange,
): Promise<{ draft: Draft } | ChangeResult> {
  const { cartId, document } = checkout;
  const context = { ...contextOf(checkout), country: address.country };
  const leaving = change.lines.filter(({ after }) => after === null).map(({ id }) => id);
  if (leaving.length > 0) await parts.carts.removeLines(cartId, context, leaving);
  const delivery = { address, contact: document.contact };
  const answer = orLastSeen(checkout, await parts.carts.deliverTo(cartId, context, delivery));
  if (answer.kind === "refused") return { kind: "invalid", fields: answer.fields };
  if (answer.kind === "silent") return deliverWithoutShop(parts, checkout, address);
  const { cart } = answer;
  const now = parts.clock.now();
  const soldOut = cart.lines.some(({ stock }) => !stock.availableForSale);
  // What is sold out, gone, or too heavy has no way of delivery, which says nothing of the next cart.
  if (!soldOut && cart.deliveryOptions.length > 0 && stopOfCart(cart) === null)
    await parts.store.rememberDelivery(parts.database, parcelOf(address, cart), cart.deliveryOptions, now);
  const draft = draftWith(checkout, cart, now);
  return {
    draft: {
      ...draft,
      country: address.country,
      currency: currency(cart.currency),
      deliveryAddress: address,
    },
  };
}

/** How long rates the shop once offered are trusted while it is silent. */
const knownRatesMs = 24 * 3600_000;

/**
 * The shop is silent just now: what it offered for this address, or within a day for such a parcel there, still holds, and the till goes on.
 * It is told the address when it is back; nothing differs then, or the shopper is asked.
 */
async function deliverWithoutShop(
  parts: Workings,
  { document, locale }: Checkout,
  address: Address,
): Promise<{ draft: Draft } | ChangeResult> {
  const copy = copyIn(languageOf(locale));
  const silent: ChangeResult = { kind: "shop-silent", message: copy.shopSilent };
  if (address.country !== document.country) return silent;
  if (isSamePlace(document.deliveryAddress, address))
    return { draft: { ...document, deliveryAddress: address } };
  const since = new Date(parts.clock.now().getTime() - knownRatesMs);
  const options = await parts.store.knownDelivery(parts.database, parcelOf(address, document.cart), since);
  const [cheapest] = options.toSorted((left, right) => left.price.amountMinor - right.price.amountMinor);
  if (!cheapest) return silent;
  const others = document.notices.filter(({ kind }) => kind !== "shop-silent");
  return {
    draft: {
      ...document,
      deliveryAddress: address,
      cart: {
        ...document.cart,
        deliveryOptions: options,
        chosenDeliveryOption: cheapest.handle,
        deliveryDiscounts: [],
      },
      notices: [...others, { kind: "shop-silent", message: copy.notices.shopSilent }],
    },
  };
}

function parcelOf({ country, zone = "" }: Address, { lines, currency }: ShopCart): Parcel {
  const goodsMinor = lines.reduce((whole, line) => whole + lineTotal(line).amountMinor, 0);
  return { country, zone, currency, goodsMinor };
}

/** Rates depend on the place, not on the name or the street: what the shop offered for it still holds. */
function isSamePlace(before: Address | null, after: Address): boolean {
  return (
    before !== null &&
    before.country === after.country &&
    before.zone === after.zone &&
    before.postcode === after.postcode &&
    before.city === after.city
  );
}
