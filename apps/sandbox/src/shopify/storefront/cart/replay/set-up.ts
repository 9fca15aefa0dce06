import type { Store } from "../../../../store/store.ts";
import { parseGid } from "../../../gid.ts";
import {
  type DeliveryZoneDocument,
  type DiscountDocument,
  type GiftCardDocument,
  kinds,
  type ProductDocument,
  type ShopDocument,
  type VariantDocument,
} from "../../../model.ts";
import { interactionOf, type Recording, textAt, valueAt } from "./recording.ts";

/**
 * Brings the store to where the recorded one was, from the inputs its Admin mutations were given. Two things no
 * mutation tells are read from the first carts: the prices that Shopify converted to US dollars, and the publishing
 * date. The later change of a rate is left out: the recording notes that the cart had not seen it.
 */
export function setUp(recording: Recording, store: Store): void {
  plantShop(recording, store);
  plantProduct(recording, store, {
    create: "adminProductCreate",
    update: "adminVariantUpdate",
    stock: "adminInventorySet",
  });
  plantProduct(recording, store, {
    create: "adminDeliveryProductCreate",
    update: "adminDeliveryVariantUpdate",
    stock: "adminDeliveryInventorySet",
  });
  plantZone(recording, store);
  for (const name of ["adminDiscountCreate", "adminExpiredDiscountCreate", "adminInapplicableDiscountCreate"])
    plantDiscount(recording, store, name);
  plantGiftCard(recording, store);
}

function plantShop(recording: Recording, store: Store): void {
  const { body } = interactionOf(recording, "adminPublicationHydrate").response;
  store.collection<ShopDocument>(kinds.shop).put({
    id: "1",
    name: "Recorded shop",
    description: { en: "" },
    slogan: { en: "" },
    email: "shop@example.com",
    currency: textAt(body, "data.shop.currencyCode"),
    policies: [],
    markets: [
      { country: "CA", currency: "CAD", languages: ["EN"] },
      { country: "US", currency: "USD", languages: ["EN"] },
    ],
  });
}

type ProductNames = { readonly create: string; readonly update: string; readonly stock: string };

function plantProduct(recording: Recording, store: Store, names: ProductNames): void {
  const { variables, response } = interactionOf(recording, names.create);
  const product = valueAt(response.body, "data.productCreate.product");
  const productId = idAt(product, "id");
  const date = recording.capturedAt;
  const option = textAt(variables, "product.productOptions.0.name");
  const value = textAt(variables, "product.productOptions.0.values.0.name");
  store.collection<ProductDocument>(kinds.product).put({
    id: productId,
    handle: textAt(variables, "product.handle"),
    status: "active",
    title: { en: textAt(variables, "product.title") },
    descriptionHtml: { en: textAt(variables, "product.descriptionHtml") },
    seo: { title: { en: "" }, description: { en: "" } },
    productType: textAt(variables, "product.productType"),
    vendor: textAt(variables, "product.vendor"),
    tags: valueAt(variables, "product.tags") as readonly string[],
    createdAt: date,
    updatedAt: date,
    publishedAt: date,
    options: [
      {
        id: productId,
        name: { en: option },
        values: [{ id: productId, handle: value.toLowerCase(), name: { en: value }, swatch: null }],
      },
    ],
    images: [],
    metafields: [],
    complementary: [],
    isGiftCard: false,
  });
  plantVariant(recording, store, { names, productId });
}

function plantVariant(
  recording: Recording,
  store: Store,
  { names, productId }: { readonly names: ProductNames; readonly productId: string },
): void {
  const { variables } = interactionOf(recording, names.update);
  const stock = valueAt(interactionOf(recording, names.stock).variables, "input.quantities.0");
  const dollars = valueAt(
    interactionOf(recording, "cartDeliveryPrimaryCartCreate").response.body,
    "data.cartCreate.cart.lines.nodes.0.cost",
  );
  const variant = valueAt(variables, "variants.0");
  const date = recording.capturedAt;
  store.collection<VariantDocument>(kinds.variant).put({
    id: idAt(variant, "id"),
    productId,
    position: 1,
    sku: textAt(variant, "inventoryItem.sku"),
    barcode: null,
    optionValueIds: [productId],
    price: { CAD: textAt(variant, "price"), USD: textAt(dollars, "amountPerQuantity.amount") },
    compareAtPrice: {
      CAD: textAt(variant, "compareAtPrice"),
      USD: textAt(dollars, "compareAtAmountPerQuantity.amount"),
    },
    imageId: null,
    weightGrams: 0,
    requiresShipping: valueAt(variant, "inventoryItem.requiresShipping") as boolean,
    taxable: true,
    inventory: {
      itemId: idAt(stock, "inventoryItemId"),
      tracked: valueAt(variant, "inventoryItem.tracked") as boolean,
      policy: "deny",
      onHand: valueAt(stock, "quantity") as number,
      committed: 0,
      updatedAt: date,
    },
    quantityRule: { minimum: 1, maximum: null, increment: 1 },
    metafields: [],
    createdAt: date,
    updatedAt: date,
  });
}

type Rate = { readonly name: string; readonly description: string };

function plantZone(recording: Recording, store: Store): void {
  const { variables } = interactionOf(recording, "adminDeliveryProfileCreate");
  const zone = valueAt(variables, "profile.locationGroupsToCreate.0.zonesToCreate.0");
  const rates = valueAt(zone, "methodDefinitionsToCreate") as readonly Rate[];
  store.collection<DeliveryZoneDocument>(kinds.deliveryZone).put({
    id: "1",
    name: textAt(zone, "name"),
    countries: (valueAt(zone, "countries") as readonly { readonly code: string }[]).map(({ code }) => code),
    currency: textAt(rates[0], "rateDefinition.price.currencyCode"),
    rates: rates.map((rate) => ({
      handle: rate.name,
      title: { en: rate.name },
      description: { en: rate.description },
      price: textAt(rate, "rateDefinition.price.amount"),
      freeFrom: null,
      weightMaxGrams: null,
    })),
  });
}

function plantDiscount(recording: Recording, store: Store, name: string): void {
  const input = valueAt(interactionOf(recording, name).variables, "input") as { readonly endsAt?: string };
  const minimum = textAt(input, "minimumRequirement.subtotal.greaterThanOrEqualToSubtotal");
  store.collection<DiscountDocument>(kinds.discount).put({
    id: name,
    code: textAt(input, "code").toUpperCase(),
    title: textAt(input, "title"),
    value: { kind: "percentage", percent: Number(textAt(input, "customerGets.value.percentage")) * 100 },
    minimumSubtotal: { CAD: minimum },
    minimumQuantity: null,
    productIds: null,
    collectionIds: null,
    startsAt: textAt(input, "startsAt"),
    endsAt: input.endsAt ?? null,
    usageLimit: null,
    timesUsed: 0,
    oncePerCustomer: false,
    combinesWith: { product: false, order: true, shipping: false },
  });
}

function plantGiftCard(recording: Recording, store: Store): void {
  const { variables, response } = interactionOf(recording, "adminGiftCardCreate");
  const card = valueAt(response.body, "data.giftCardCreate.giftCard");
  store.collection<GiftCardDocument>(kinds.giftCard).put({
    id: idAt(card, "id"),
    code: textAt(variables, "input.code"),
    balance: textAt(card, "balance.amount"),
    currency: textAt(card, "balance.currencyCode"),
    enabled: true,
  });
}

function idAt(value: unknown, path: string): string {
  return parseGid(textAt(value, path))?.id ?? "";
}
