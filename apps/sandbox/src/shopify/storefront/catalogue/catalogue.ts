import type { Store } from "../../../store/store.ts";
import {
  type CollectionDocument,
  kinds,
  type MenuDocument,
  type PageDocument,
  type ProductDocument,
  type ShopDocument,
  type VariantDocument,
} from "../../model.ts";
import { ranksOf } from "../../catalogue/ranks.ts";

/**
 * The shop's documents, indexed by what shoppers ask for. Built once per state of the store: {@link catalogueOf}
 * gives the same one until a document of the catalogue changes.
 */
export class Catalogue {
  readonly #store: Store;
  /** Active products that are on the online channel, in order of creation. */
  readonly products: readonly ProductDocument[];
  readonly collections: readonly CollectionDocument[];
  readonly pages: readonly PageDocument[];
  readonly menus: readonly MenuDocument[];
  readonly #productByHandle: ReadonlyMap<string, ProductDocument>;
  readonly #productById: ReadonlyMap<string, ProductDocument>;
  readonly #variants: ReadonlyMap<string, readonly VariantDocument[]>;
  readonly #collectionsOfProduct: ReadonlyMap<string, readonly CollectionDocument[]>;

  constructor(store: Store) {
    this.#store = store;
    this.products = store.collection<ProductDocument>(kinds.product).all().filter(isPublished);
    this.collections = store
      .collection<CollectionDocument>(kinds.collection)
      .all()
      .filter(({ publishedAt }) => publishedAt !== null);
    this.pages = store.collection<PageDocument>(kinds.page).all();
    this.menus = store.collection<MenuDocument>(kinds.menu).all();
    this.#productByHandle = new Map(this.products.map((product) => [product.handle, product]));
    this.#productById = new Map(this.products.map((product) => [product.id, product]));
    this.#variants = variantsByProduct(store.collection<VariantDocument>(kinds.variant).all());
    this.#collectionsOfProduct = collectionsByProduct(this.collections);
  }

  /** Throws when the store was never seeded. */
  get shop(): ShopDocument {
    const [shop] = this.#store.collection<ShopDocument>(kinds.shop).all();
    if (!shop) throw new Error("The sandbox holds no shop: run `npm run sandbox:reset`");
    return shop;
  }

  product(id: string): ProductDocument | undefined {
    return this.#productById.get(id);
  }

  productByHandle(handle: string): ProductDocument | undefined {
    return this.#productByHandle.get(handle);
  }

  /** A variant of a product that is on sale. */
  variant(id: string): VariantDocument | undefined {
    const variant = this.#store.collection<VariantDocument>(kinds.variant).get(id);
    return variant && this.#productById.has(variant.productId) ? variant : undefined;
  }

  /** In order of position. */
  variantsOf(productId: string): readonly VariantDocument[] {
    return this.#variants.get(productId) ?? [];
  }

  collectionsOf(productId: string): readonly CollectionDocument[] {
    return this.#collectionsOfProduct.get(productId) ?? [];
  }

  collection(id: string): CollectionDocument | undefined {
    return this.collections.find((collection) => collection.id === id);
  }

  collectionByHandle(handle: string): CollectionDocument | undefined {
    return this.collections.find((collection) => collection.handle === handle);
  }

  /** Where each product stands in the merchant's order, as numbers that only change for a product that is moved. */
  ranksOf(collection: CollectionDocument): Readonly<Record<string, number>> {
    return ranksOf(this.#store, collection);
  }

  /** The published products of a collection, in the merchant's order. */
  productsOf({ productIds }: CollectionDocument): readonly ProductDocument[] {
    return productIds.flatMap((id) => this.#productById.get(id) ?? []);
  }
}

const indexed = [kinds.product, kinds.variant, kinds.collection, kinds.page, kinds.menu, kinds.shop] as const;
const known = new WeakMap<Store, { readonly state: string; readonly catalogue: Catalogue }>();

/** The catalogue of a store as it is now. */
export function catalogueOf(store: Store): Catalogue {
  const state = indexed.map((kind) => store.version(kind)).join();
  const last = known.get(store);
  if (last?.state === state) return last.catalogue;
  const catalogue = new Catalogue(store);
  known.set(store, { state, catalogue });
  return catalogue;
}

/** Whether one more can be bought at all. */
export function isAvailable({ inventory }: VariantDocument): boolean {
  return !inventory.tracked || inventory.policy === "continue" || availableStock(inventory) > 0;
}

/** On hand less committed to orders. */
export function availableStock({ onHand, committed }: VariantDocument["inventory"]): number {
  return onHand - committed;
}

function isPublished({ status, publishedAt }: ProductDocument): boolean {
  return status === "active" && publishedAt !== null;
}

function variantsByProduct(
  variants: readonly VariantDocument[],
): ReadonlyMap<string, readonly VariantDocument[]> {
  const grouped = Map.groupBy(variants, ({ productId }) => productId);
  for (const group of grouped.values()) group.sort((one, other) => one.position - other.position);
  return grouped;
}

function collectionsByProduct(
  collections: readonly CollectionDocument[],
): ReadonlyMap<string, readonly CollectionDocument[]> {
  const found = new Map<string, CollectionDocument[]>();
  for (const collection of collections)
    for (const id of collection.productIds) {
      const known = found.get(id);
      if (known) known.push(collection);
      else found.set(id, [collection]);
    }
  return found;
}
