import {
  type ImageDocument,
  kinds,
  type MetafieldDocument,
  type ProductDocument,
  type VariantDocument,
} from "../shopify/model.ts";
import type { Store } from "../store/store.ts";
import type { ReadImage } from "./image.ts";
import { numberOf } from "./number.ts";
import type { SeedProduct } from "./seed-catalog.ts";

type Ground = { readonly store: Store; readonly now: Date; readonly readImage: ReadImage };

// Shopify gives a product without options one option with one value.
const placeholder: SeedProduct["options"] = [
  {
    name: { en: "Title", de: "Title" },
    values: [{ handle: "default-title", name: { en: "Default Title", de: "Default Title" }, swatch: null }],
  },
];

function withOptions(seed: SeedProduct): SeedProduct {
  if (seed.options.length > 0) return seed;
  const variants = seed.variants.map((variant) => ({ ...variant, options: ["default-title"] }));
  return { ...seed, options: placeholder, variants };
}

/** Puts one product and its variants into the store; `complementary` is linked once all products are there. */
export async function plantProduct(
  given: SeedProduct,
  { store, now, readImage }: Ground,
): Promise<ProductDocument> {
  const seed = withOptions(given);
  const date = now.toISOString();
  const images: ImageDocument[] = [];
  for (const { file, alt } of seed.images) images.push(await readImage(file, alt));
  const product: ProductDocument = {
    id: numberOf(store, kinds.product),
    handle: seed.handle,
    status: "active",
    title: seed.title,
    descriptionHtml: seed.descriptionHtml,
    seo: seed.seo,
    productType: seed.productType,
    vendor: seed.vendor,
    tags: seed.tags,
    createdAt: seed.publishedAt,
    updatedAt: date,
    publishedAt: seed.publishedAt,
    options: seed.options.map(({ name, values }) => ({
      id: numberOf(store, "option"),
      name,
      values: values.map((value) => ({ ...value, id: numberOf(store, "option-value") })),
    })),
    images,
    metafields: Object.entries(seed.metafields).map(([path, value]) => metafieldOf(store, path, value, date)),
    complementary: [],
    isGiftCard: false,
  };
  store.collection<ProductDocument>(kinds.product).put(product);
  for (const [index, variant] of seed.variants.entries())
    store.collection<VariantDocument>(kinds.variant).put(variantOf(variant, product, { store, index, date }));
  return product;
}

function variantOf(
  seed: SeedProduct["variants"][number],
  product: ProductDocument,
  { store, index, date }: { readonly store: Store; readonly index: number; readonly date: string },
): VariantDocument {
  return {
    id: numberOf(store, kinds.variant),
    productId: product.id,
    position: index + 1,
    sku: seed.sku,
    barcode: seed.barcode,
    optionValueIds: optionValueIds(seed.options, product),
    price: seed.price,
    compareAtPrice: seed.compareAtPrice,
    imageId: imageIdOf(seed.image, product),
    weightGrams: seed.weightGrams,
    requiresShipping: seed.requiresShipping,
    taxable: seed.taxable,
    inventory: {
      itemId: numberOf(store, "inventory-item"),
      tracked: seed.stock !== null,
      policy: seed.whenOutOfStock,
      onHand: seed.stock ?? 0,
      committed: 0,
      updatedAt: date,
    },
    quantityRule: { minimum: 1, maximum: null, increment: 1 },
    metafields: [],
    createdAt: product.createdAt,
    updatedAt: date,
  };
}

function optionValueIds(handles: readonly string[], { handle, options }: ProductDocument): readonly string[] {
  if (handles.length !== options.length)
    throw new Error(
      `A variant of "${handle}" has ${handles.length} option values for ${options.length} options`,
    );
  return options.map(({ name, values }, index) => {
    const value = values.find((candidate) => candidate.handle === handles[index]);
    if (!value) throw new Error(`"${handle}" has no ${name.en} "${handles[index]}", which a variant names`);
    return value.id;
  });
}

function imageIdOf(file: string | null, { handle, images }: ProductDocument): string | null {
  if (file === null) return null;
  const image = images.find(({ src }) => src === file);
  if (!image)
    throw new Error(`A variant of "${handle}" shows "${file}", which is not among the product's pictures`);
  return image.id;
}

function metafieldOf(
  store: Store,
  path: string,
  value: MetafieldDocument["value"],
  updatedAt: string,
): MetafieldDocument {
  const dot = path.indexOf(".");
  if (dot < 1) throw new Error(`A metafield is named "namespace.key", not "${path}"`);
  return {
    id: numberOf(store, "metafield"),
    namespace: path.slice(0, dot),
    key: path.slice(dot + 1),
    type: value.en.includes("\n") ? "multi_line_text_field" : "single_line_text_field",
    value,
    updatedAt,
  };
}
