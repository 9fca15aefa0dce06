import { imageReader } from "../seed/image.ts";
import { numberOf } from "../seed/number.ts";
import { makeProduct, type MadeProduct } from "../seed/plant-product.ts";
import {
  type CollectionDocument,
  kinds,
  type ProductDocument,
  type VariantDocument,
} from "../shopify/model.ts";
import type { Store } from "../store/store.ts";
import { slugOf } from "./group.ts";
import type { ImportedProduct } from "./product.ts";

export type ImportSummary = {
  readonly products: number;
  readonly variants: number;
  readonly replaced: number;
};

/**
 * Puts imported products into the store, all or none, and saves. A product whose handle is already there is replaced
 * and keeps its id; so do its variants of the same SKU, with what is committed to orders. Rejects when a picture cannot
 * be read, before anything is put.
 */
export async function putProducts(
  products: readonly ImportedProduct[],
  { store, now, images }: { readonly store: Store; readonly now: Date; readonly images: string },
): Promise<ImportSummary> {
  const readImage = imageReader(store, images);
  const made: { readonly from: ImportedProduct; readonly documents: MadeProduct }[] = [];
  for (const from of products)
    made.push({ from, documents: await makeProduct(from, { store, now, readImage }) });
  const summary = { products: made.length, variants: 0, replaced: 0 };
  for (const { from, documents } of made) {
    const old = findByHandle(store, from.handle);
    const { product, variants } = old ? adopt(documents, old, store) : documents;
    store.collection<ProductDocument>(kinds.product).put(product);
    for (const variant of variants) store.collection<VariantDocument>(kinds.variant).put(variant);
    for (const title of from.collections ?? []) addToCollection(store, { title, productId: product.id, now });
    summary.variants += variants.length;
    summary.replaced += old ? 1 : 0;
  }
  await store.save();
  return summary;
}

function findByHandle(store: Store, handle: string): ProductDocument | undefined {
  return store
    .collection<ProductDocument>(kinds.product)
    .all()
    .find((product) => product.handle === handle);
}

/** The new documents under the ids of the old; variants that are not there any more are deleted. */
function adopt({ product, variants }: MadeProduct, old: ProductDocument, store: Store): MadeProduct {
  const known = store.collection<VariantDocument>(kinds.variant);
  const former = known.all().filter(({ productId }) => productId === old.id);
  const adopted = variants.map((variant) => {
    const same = former.find(({ sku }) => sku !== null && sku === variant.sku);
    return { ...variant, ...(same && keptOf(same, variant)), productId: old.id };
  });
  const kept = new Set(adopted.map(({ id }) => id));
  for (const { id } of former) if (!kept.has(id)) known.delete(id);
  return {
    product: { ...product, id: old.id, createdAt: old.createdAt, complementary: old.complementary },
    variants: adopted,
  };
}

function keptOf(old: VariantDocument, { inventory }: VariantDocument): Partial<VariantDocument> {
  const { itemId, committed } = old.inventory;
  return { id: old.id, createdAt: old.createdAt, inventory: { ...inventory, itemId, committed } };
}

function addToCollection(
  store: Store,
  { title, productId, now }: { readonly title: string; readonly productId: string; readonly now: Date },
): void {
  const collections = store.collection<CollectionDocument>(kinds.collection);
  const handle = slugOf(title);
  const known = collections.all().find((collection) => collection.handle === handle);
  if (known?.productIds.includes(productId)) return;
  const date = now.toISOString();
  collections.put(
    known
      ? { ...known, productIds: [...known.productIds, productId] }
      : {
          id: numberOf(store, kinds.collection),
          handle,
          title: { en: title },
          descriptionHtml: { en: "" },
          image: null,
          productIds: [productId],
          publishedAt: date,
          updatedAt: date,
        },
  );
}
