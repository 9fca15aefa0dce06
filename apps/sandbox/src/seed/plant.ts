import {
  type CollectionDocument,
  type DeliveryZoneDocument,
  type DiscountDocument,
  type GiftCardDocument,
  kinds,
  type MenuDocument,
  type MenuItemDocument,
  type PageDocument,
  type ProductDocument,
  type ShopDocument,
} from "../shopify/model.ts";
import type { Store } from "../store/store.ts";
import { imageReader, type ReadImage } from "./image.ts";
import { numberOf } from "./number.ts";
import { plantProduct } from "./plant-product.ts";
import type { SeedCatalog } from "./seed-catalog.ts";

/** Where a seed is planted, and what the outside gives to it. */
export type Soil = {
  readonly store: Store;
  readonly now: Date;
  /** The folder of the pictures the seed names. */
  readonly images: string;
};

/** Puts a catalogue into an empty store and saves it. Throws naming whatever the seed refers to and does not have. */
export async function plant(seed: SeedCatalog, { store, now, images }: Soil): Promise<void> {
  const readImage = imageReader(store, images);
  plantShop(seed, store);
  for (const product of seed.products) await plantProduct(product, { store, now, readImage });
  linkComplementary(seed, store);
  for (const collection of seed.collections) await plantCollection(collection, { store, now, readImage });
  plantPages(seed, store, now);
  plantMenus(seed, store);
  plantDiscounts(seed, store);
  plantGiftCards(seed, store);
  plantDeliveryZones(seed, store);
  await store.save();
}

function plantShop({ shop, deliveryZones }: SeedCatalog, store: Store): void {
  store.collection<ShopDocument>(kinds.shop).put({
    id: numberOf(store, kinds.shop),
    name: shop.name,
    description: shop.description,
    slogan: shop.slogan,
    email: shop.email,
    currency: deliveryZones[0]?.currency ?? "GBP",
    policies: shop.policies.map((policy) => ({ ...policy, id: numberOf(store, "policy") })),
    markets: marketsOf(deliveryZones),
  });
}

const germanSpeaking = new Set(["DE", "AT", "CH", "LI", "LU"]);

/** The shop sells wherever it delivers, in the zone's currency; German-speaking countries read German first. */
function marketsOf(zones: SeedCatalog["deliveryZones"]): ShopDocument["markets"] {
  return zones.flatMap(({ countries, currency }) =>
    countries.map((country) => ({
      country,
      currency,
      languages: germanSpeaking.has(country) ? ["DE", "EN"] : ["EN", "DE"],
    })),
  );
}

function linkComplementary({ products }: SeedCatalog, store: Store): void {
  const documents = store.collection<ProductDocument>(kinds.product);
  for (const { handle, complementary } of products) {
    const product = documents.all().find((candidate) => candidate.handle === handle);
    if (product && complementary.length > 0)
      documents.put({ ...product, complementary: productIds(store, complementary, handle) });
  }
}

/** The ids of products named by handle. */
function productIds(store: Store, handles: readonly string[], from: string): readonly string[] {
  const byHandle = new Map(
    store
      .collection<ProductDocument>(kinds.product)
      .all()
      .map(({ handle, id }) => [handle, id]),
  );
  return handles.map((handle) => {
    const id = byHandle.get(handle);
    if (!id) throw new Error(`The seed's "${from}" names the product "${handle}", which it does not have`);
    return id;
  });
}

async function plantCollection(
  collection: SeedCatalog["collections"][number],
  { store, now, readImage }: { readonly store: Store; readonly now: Date; readonly readImage: ReadImage },
): Promise<void> {
  const date = now.toISOString();
  store.collection<CollectionDocument>(kinds.collection).put({
    id: numberOf(store, kinds.collection),
    handle: collection.handle,
    title: collection.title,
    descriptionHtml: collection.descriptionHtml,
    image: collection.image ? await readImage(collection.image.file, collection.image.alt) : null,
    productIds: productIds(store, collection.products, collection.handle),
    publishedAt: date,
    updatedAt: date,
  });
}

function plantPages({ pages }: SeedCatalog, store: Store, now: Date): void {
  const date = now.toISOString();
  for (const page of pages)
    store
      .collection<PageDocument>(kinds.page)
      .put({ ...page, id: numberOf(store, kinds.page), createdAt: date, updatedAt: date });
}

function plantMenus({ menus }: SeedCatalog, store: Store): void {
  for (const { handle, title, items } of menus)
    store.collection<MenuDocument>(kinds.menu).put({
      id: numberOf(store, kinds.menu),
      handle,
      title,
      items: items.map((item) => ({
        id: numberOf(store, "menu-item"),
        title: item.title,
        target: targetOf(item.target),
        items: [],
      })),
    });
}

function targetOf(target: string): MenuItemDocument["target"] {
  if (target.startsWith("/")) return { kind: "path", path: target };
  const match = /^(collection|product|page|policy):(.+)$/.exec(target);
  if (!match?.[1] || !match[2])
    throw new Error(
      `A menu item's target is "collection:…", "product:…", "page:…", "policy:…" or a path, not "${target}"`,
    );
  return { kind: match[1] as "collection" | "product" | "page" | "policy", handle: match[2] };
}

function plantDiscounts({ discounts }: SeedCatalog, store: Store): void {
  for (const discount of discounts)
    store.collection<DiscountDocument>(kinds.discount).put({
      id: numberOf(store, kinds.discount),
      code: discount.code.toUpperCase(),
      title: discount.title,
      value:
        discount.value.kind === "amount" ? { ...discount.value, appliesOnEachItem: false } : discount.value,
      minimumSubtotal: discount.minimumSubtotal,
      minimumQuantity: null,
      productIds: null,
      collectionIds: discount.collections ? collectionIds(store, discount.collections, discount.code) : null,
      startsAt: discount.startsAt,
      endsAt: discount.endsAt,
      usageLimit: discount.usageLimit,
      timesUsed: 0,
      oncePerCustomer: discount.oncePerCustomer,
      combinesWith: discount.combinesWith,
    });
}

function collectionIds(store: Store, handles: readonly string[], from: string): readonly string[] {
  const collections = store.collection<CollectionDocument>(kinds.collection).all();
  return handles.map((handle) => {
    const found = collections.find((collection) => collection.handle === handle);
    if (!found)
      throw new Error(`The seed's "${from}" names the collection "${handle}", which it does not have`);
    return found.id;
  });
}

function plantGiftCards({ giftCards }: SeedCatalog, store: Store): void {
  for (const card of giftCards)
    store
      .collection<GiftCardDocument>(kinds.giftCard)
      .put({ ...card, id: numberOf(store, kinds.giftCard), enabled: true });
}

function plantDeliveryZones({ deliveryZones }: SeedCatalog, store: Store): void {
  for (const zone of deliveryZones)
    store
      .collection<DeliveryZoneDocument>(kinds.deliveryZone)
      .put({ ...zone, id: numberOf(store, kinds.deliveryZone) });
}
