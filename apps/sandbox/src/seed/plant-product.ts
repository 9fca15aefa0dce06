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
import type { ImportedProduct } from "../import/product.ts";

/** What a product is made with. */
export type Ground = { readonly store: Store; readonly now: Date; readonly readImage: ReadImage };

// Shopify gives a product without options one option with one value.
const placeholder: ImportedProduct["options"] = [
  {
    name: { en: "Title", de: "Title" },
    values: [{ handle: "default-title", name: { en: "Default Title", de: "Default Title" }, swatch: null }],
  },
];

function withOptions(seed: ImportedProduct): ImportedProduct {
  if (seed.options.length > 0) return seed;
  const variants = seed.variants.map((variant) => ({ ...variant, options: ["default-title"] }));
  return { ...seed, options: placeholder, variants };
}

/** Puts one product and its variants into the store; `complementary` is linked once all products are there. */
export async function plantProduct(given: ImportedProduct, ground: Ground): Promise<ProductDocument> {
  const { product, variants } = await makeProduct(given, ground);
  ground.store.collection<ProductDocument>(kinds.product).put(product);
  for (const variant of variants) ground.store.collection<VariantDocument>(kinds.variant).put(variant);
  return product;
}

export type MadeProduct = {
  readonly product: ProductDocument;
  readonly variants: readonly VariantDocument[];
};

/** The documents of a product, numbered but not yet put. Throws naming what the product refers to and does not have. */
export async function makeProduct(
  given: ImportedProduct,
  { store, now, readImage }: Ground,
): Promise<MadeProduct> {
  const seed = withOptions(given);
  const date = now.toISOString();
  const images: ImageDocument[] = [];
  for (const { file, alt } of seed.images) images.push(await readImage(file, alt));
  const { en: productType, ...productTypeIn } = seed.productType;
  const product: ProductDocument = {
    id: numberOf(store, kinds.product),
    handle: seed.handle,
    status: seed.status ?? "active",
    title: seed.title,
    descriptionHtml: seed.descriptionHtml,
    seo: seed.seo,
    productType,
    productTypeIn,
    vendor: seed.vendor,
    tags: seed.tags,
    createdAt: seed.publishedAt ?? date,
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
  const variants = seed.variants.map((variant, index) => variantOf(variant, product, { store, index, date }));
  return { product, variants };
}

function variantOf(
  seed: ImportedProduct["variants"][number],
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
