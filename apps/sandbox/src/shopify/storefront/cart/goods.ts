import { type DeliveryZoneDocument, kinds, type ProductDocument, type VariantDocument } from "../../model.ts";
import { availableStock } from "../catalogue/catalogue.ts";
import { localityOf, type StorefrontContext, textIn } from "../context.ts";
import { priceIn, toMinor } from "../money.ts";
import { variantTitle } from "../selected-options.ts";
import type { CartDocument } from "./cart-document.ts";

/** What a cart needs to know of a thing in it. Amounts are minor units of the cart's currency. */
export type Goods = {
  readonly variant: VariantDocument;
  readonly product: ProductDocument;
  /** "Tall vase - Sand / Small", as Shopify's messages name it. */
  readonly name: string;
  readonly collectionIds: readonly string[];
  readonly unitPrice: number;
  readonly unitCompareAtPrice: number | null;
  /** How many can be had in the cart's country; Infinity when nobody counts. */
  readonly available: number;
};

/** Where a cart is: its currency, and where its goods go. */
export type CartPlace = {
  readonly currency: string;
  readonly country: string;
  /** The zone that delivers there; null when none does. */
  readonly zone: DeliveryZoneDocument | null;
};

export function placeOf(
  cart: Pick<CartDocument, "buyerIdentity" | "addresses">,
  context: StorefrontContext,
): CartPlace {
  const buyerCountry = cart.buyerIdentity.countryCode;
  const { currency } = localityOf(context.catalogue.shop, { country: buyerCountry });
  const country = cart.addresses.find(({ selected }) => selected)?.address.countryCode ?? buyerCountry;
  const zones = context.store.collection<DeliveryZoneDocument>(kinds.deliveryZone).all();
  return { currency, country, zone: zones.find(({ countries }) => countries.includes(country)) ?? null };
}

/** The goods of a variant; undefined when it is not on sale, or has no price in the currency. */
export function goodsOf(variantId: string, place: CartPlace, context: StorefrontContext): Goods | undefined {
  const variant = context.catalogue.variant(variantId);
  const product = variant && context.catalogue.product(variant.productId);
  const price = variant && priceIn(variant.price, place.currency);
  if (!variant || !product || !price) return undefined;
  const compareAt = priceIn(variant.compareAtPrice, place.currency);
  return {
    variant,
    product,
    name: nameOf(product, variant, context),
    collectionIds: context.catalogue.collectionsOf(product.id).map(({ id }) => id),
    unitPrice: toMinor(price.amount, place.currency),
    unitCompareAtPrice: compareAt && toMinor(compareAt.amount, place.currency),
    available: availableAt(variant, place),
  };
}

/** What no zone delivers to a country is sold out there, whatever the shelves hold. */
function availableAt(variant: VariantDocument, { zone }: CartPlace): number {
  if (variant.requiresShipping && !zone) return 0;
  const { tracked, policy } = variant.inventory;
  return tracked && policy === "deny" ? Math.max(0, availableStock(variant.inventory)) : Infinity;
}

function nameOf(product: ProductDocument, variant: VariantDocument, context: StorefrontContext): string {
  const title = textIn(product.title, context);
  return product.options.length === 0 ? title : `${title} - ${variantTitle(product, variant, context)}`;
}
