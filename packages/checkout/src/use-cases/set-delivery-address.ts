import { currency } from "@evertill/money";
import type { Address, DeliveryChange } from "../api/contract.ts";
import { copyIn, countryName } from "../copy/copy.ts";
import type { Checkout } from "../domain/checkout.ts";
import { isEmptyChange, changeOf } from "../domain/delivery-change.ts";
import type { ChangeResult, DeliveryAddressResult, Workings } from "../till.ts";
import { edit } from "./edit.ts";
import { type Draft, languageOf, priceDocument } from "./price-document.ts";
import { contextOf, draftWith } from "./view-checkout.ts";

type Refusal = Exclude<DeliveryAddressResult, { kind: "changed" }>;

/**
 * Sets where to deliver. A country that changes currency, prices or availability asks first; an address that cannot be taxed or
 * delivered to is refused in words, and nothing changes.
 */
export function setDeliveryAddress(
  parts: Workings,
  token: string,
  { address, acceptChange = false }: { address: Address; acceptChange?: boolean | undefined },
): Promise<DeliveryAddressResult> {
  return edit<DeliveryAddressResult>(parts, token, async (checkout) => {
    const refusal = await refuse(parts, checkout, address);
    if (refusal) return refusal;
    const change = await changeTo(parts, checkout, address.country);
    if ("kind" in change) return change;
    if (!isEmptyChange(change) && !acceptChange) return { kind: "needs-accepting", change };
    return deliver(parts, checkout, address, change);
  });
}

/** Judged before the shop is asked, so that a refused address leaves no trace there. */
async function refuse(parts: Workings, checkout: Checkout, address: Address): Promise<Refusal | null> {
  const language = languageOf(checkout.locale);
  if (!checkout.document.deliveryCountries.includes(address.country)) {
    return { kind: "invalid", fields: { "address.country": cannotDeliver(address.country, language) } };
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
  const { cartId, document, locale } = checkout;
  const language = languageOf(locale);
  const context = { ...contextOf(checkout), country: address.country };
  const leaving = change.lines.filter(({ after }) => after === null).map(({ id }) => id);
  if (leaving.length > 0 && leaving.length === document.cart.lines.length) {
    return { kind: "invalid", fields: { "address.country": change.message } };
  }
  if (leaving.length > 0) await parts.carts.removeLines(cartId, context, leaving);
  const answer = await parts.carts.deliverTo(cartId, context, { address, contact: document.contact });
  if (answer.kind === "refused") return { kind: "invalid", fields: answer.fields };
  if (answer.kind === "silent" && isSamePlace(document.deliveryAddress, address)) {
    return { draft: { ...document, deliveryAddress: address } };
  }
  if (answer.kind !== "cart") return { kind: "shop-silent", message: copyIn(language).shopSilent };
  const { cart } = answer;
  if (cart.deliveryOptions.length === 0) {
    return { kind: "invalid", fields: { "address.country": cannotDeliver(address.country, language) } };
  }
  const draft = draftWith(checkout, cart, parts.clock.now());
  return {
    draft: {
      ...draft,
      country: address.country,
      currency: currency(cart.currency),
      deliveryAddress: address,
    },
  };
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

function cannotDeliver(country: string, language: string): string {
  return copyIn(language).cannotDeliver(countryName(country, language));
}
