import { createHash } from "node:crypto";
import { toMinor } from "../../money.ts";
import type { CartDocument } from "../cart-document.ts";
import type { CartPlace } from "../goods.ts";
import type { DeliveryGroup, DeliveryOption, PricedLine } from "../priced-cart.ts";

type Zone = NonNullable<CartPlace["zone"]>;
type Rate = Zone["rates"][number];

/**
 * The one delivery group of a cart: all lines that are sent somewhere. Null when there are none, no address is selected
 * or nobody delivers there. A zone in another currency than the cart's offers nothing: rates are not converted. The
 * option chosen for the group is selected while it is offered, else the cheapest.
 */
export function offerDelivery(
  cart: CartDocument,
  options: {
    readonly place: CartPlace;
    readonly lines: readonly PricedLine[];
    /** What the goods cost after discounts: free delivery from an amount looks at it. */
    readonly goodsTotal: number;
    readonly textOf: (texts: Rate["title"]) => string;
  },
): DeliveryGroup | null {
  const { place, goodsTotal, textOf } = options;
  const lines = options.lines.filter(
    ({ line, goods }) => line.quantity > 0 && goods.variant.requiresShipping,
  );
  if (!place.zone || lines.length === 0 || !cart.addresses.some(({ selected }) => selected)) return null;
  const id = hash(`${cart.id} one-time purchase`);
  const weight = lines.reduce((sum, { line, goods }) => sum + line.quantity * goods.variant.weightGrams, 0);
  const offered = place.zone.currency === place.currency ? ratesFor(place.zone, weight) : [];
  const deliveryOptions = offered
    .map((rate) => optionOf(rate, { zone: place.zone as Zone, cart, goodsTotal, textOf }))
    .sort((one, other) => one.price - other.price);
  return {
    id,
    lines,
    options: deliveryOptions,
    selected:
      deliveryOptions.find(({ handle }) => handle === cart.deliveryChoices[id]) ?? deliveryOptions[0] ?? null,
  };
}

function ratesFor({ rates }: Zone, weightGrams: number): readonly Rate[] {
  return rates.filter(({ weightMaxGrams }) => weightMaxGrams === null || weightGrams <= weightMaxGrams);
}

function optionOf(
  rate: Rate,
  at: {
    readonly zone: Zone;
    readonly cart: CartDocument;
    readonly goodsTotal: number;
    readonly textOf: (texts: Rate["title"]) => string;
  },
): DeliveryOption {
  const { currency } = at.zone;
  const isFree = rate.freeFrom !== null && at.goodsTotal >= toMinor(rate.freeFrom, currency);
  return {
    handle: hash(`${at.cart.id} ${at.zone.id} ${rate.handle}`),
    title: at.textOf(rate.title),
    description: at.textOf(rate.description),
    price: isFree ? 0 : toMinor(rate.price, currency),
  };
}

/** Ids of groups and handles of options are 32 hexadecimal digits that say nothing, as Shopify's are. */
function hash(text: string): string {
  return createHash("md5").update(text).digest("hex");
}
