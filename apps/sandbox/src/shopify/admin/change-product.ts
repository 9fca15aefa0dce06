import type { SandboxContext } from "../../context.ts";
import { idOf } from "../gid.ts";
import { kinds, type ProductDocument, type ShopDocument, type VariantDocument } from "../model.ts";
import { changeStock, touchProduct } from "../stock/change-stock.ts";
import { emit } from "../webhooks/emit.ts";
import { tellProductUpdated } from "../webhooks/payloads.ts";
import type { Changed, ChangeError } from "./change-order.ts";

/** `ProductCreateInput` and `ProductUpdateInput`, as far as the sandbox reads them. */
export type ProductInput = {
  id?: string | null;
  title?: string | null;
  handle?: string | null;
  descriptionHtml?: string | null;
  status?: "ACTIVE" | "DRAFT" | "ARCHIVED" | null;
  vendor?: string | null;
  productType?: string | null;
  tags?: string[] | null;
  seo?: { title?: string | null; description?: string | null } | null;
};
/** `ProductVariantsBulkInput`, as far as the sandbox reads it. */
export type VariantInput = {
  id?: string | null;
  price?: string | number | null;
  compareAtPrice?: string | number | null;
  barcode?: string | null;
  taxable?: boolean | null;
  inventoryPolicy?: "DENY" | "CONTINUE" | null;
  inventoryItem?: { sku?: string | null; tracked?: boolean | null; requiresShipping?: boolean | null } | null;
};

/** `productCreate`: a product with one variant at no price, as Shopify makes it; its texts are the shop's English ones. */
export function createProduct(context: SandboxContext, input: ProductInput): Changed<ProductDocument> {
  const { store, now } = context;
  const title = input.title?.trim();
  if (!title) return { value: null, userErrors: [{ field: ["title"], message: "Title can't be blank" }] };
  const handle = freeHandle(context, input.handle ?? slug(title));
  const at = now().toISOString();
  const product: ProductDocument = {
    id: String(store.next("product", 9_100_000_000_001)),
    handle,
    status: lower(input.status) ?? "draft",
    title: { en: title },
    descriptionHtml: { en: input.descriptionHtml ?? "" },
    seo: { title: { en: input.seo?.title ?? title }, description: { en: input.seo?.description ?? "" } },
    productType: input.productType ?? "",
    vendor: input.vendor ?? "",
    tags: input.tags ?? [],
    createdAt: at,
    updatedAt: at,
    publishedAt: null,
    options: [],
    images: [],
    metafields: [],
    complementary: [],
    isGiftCard: false,
  };
  store.collection<ProductDocument>(kinds.product).put(product);
  store.collection<VariantDocument>(kinds.variant).put(firstVariant(context, product));
  tellProductUpdated(context, product.id, "products/create");
  return { value: product, userErrors: [] };
}

function firstVariant({ store }: SandboxContext, { id, createdAt }: ProductDocument): VariantDocument {
  const [shop] = store.collection<ShopDocument>(kinds.shop).all();
  return {
    id: String(store.next("variant", 49_100_000_000_001)),
    productId: id,
    position: 1,
    sku: null,
    barcode: null,
    optionValueIds: [],
    price: { [shop?.currency ?? "GBP"]: "0.00" },
    compareAtPrice: null,
    imageId: null,
    weightGrams: 0,
    requiresShipping: true,
    taxable: true,
    inventory: {
      itemId: String(store.next("inventory-item", 51_100_000_000_001)),
      tracked: false,
      policy: "deny",
      onHand: 0,
      committed: 0,
      updatedAt: createdAt,
    },
    quantityRule: { minimum: 1, maximum: null, increment: 1 },
    metafields: [],
    createdAt,
    updatedAt: createdAt,
  };
}

/** `productUpdate` of the fields that are given. An active product is published. */
export function updateProduct(context: SandboxContext, input: ProductInput): Changed<ProductDocument> {
  const products = context.store.collection<ProductDocument>(kinds.product);
  const product = products.get(idOf("Product", input.id ?? "") ?? "");
  if (!product) return { value: null, userErrors: [{ field: ["id"], message: "Product does not exist" }] };
  if (input.title !== undefined && !input.title?.trim())
    return { value: null, userErrors: [{ field: ["title"], message: "Title can't be blank" }] };
  const status = lower(input.status) ?? product.status;
  products.put({
    ...product,
    status,
    publishedAt: product.publishedAt ?? (status === "active" ? context.now().toISOString() : null),
    title: input.title ? { ...product.title, en: input.title.trim() } : product.title,
    handle:
      input.handle && input.handle !== product.handle ? freeHandle(context, input.handle) : product.handle,
    descriptionHtml:
      input.descriptionHtml == null
        ? product.descriptionHtml
        : { ...product.descriptionHtml, en: input.descriptionHtml },
    vendor: input.vendor ?? product.vendor,
    productType: input.productType ?? product.productType,
    tags: input.tags ?? product.tags,
    seo: {
      title: input.seo?.title == null ? product.seo.title : { ...product.seo.title, en: input.seo.title },
      description:
        input.seo?.description == null
          ? product.seo.description
          : { ...product.seo.description, en: input.seo.description },
    },
  });
  touchProduct(context, product.id);
  return { value: products.get(product.id) ?? null, userErrors: [] };
}

/** `productDelete`. */
export function deleteProduct(context: SandboxContext, gid: string) {
  const products = context.store.collection<ProductDocument>(kinds.product);
  const id = idOf("Product", gid) ?? "";
  if (!products.get(id))
    return { deletedProductId: null, userErrors: [{ field: ["id"], message: "Product does not exist" }] };
  const variants = context.store.collection<VariantDocument>(kinds.variant);
  for (const variant of variants.all()) if (variant.productId === id) variants.delete(variant.id);
  products.delete(id);
  emit(context, "products/delete", { id: Number(id) });
  return { deletedProductId: gid, userErrors: [] };
}

/** `productVariantsBulkUpdate`: all of the variants or none. A price is in the shop's own currency. */
export function updateVariants(
  context: SandboxContext,
  productGid: string,
  inputs: readonly VariantInput[],
): {
  product: ProductDocument | null;
  changed: VariantDocument[] | null;
  userErrors: readonly ChangeError[];
} {
  const productId = idOf("Product", productGid) ?? "";
  const product = context.store.collection<ProductDocument>(kinds.product).get(productId);
  if (!product)
    return {
      product: null,
      changed: null,
      userErrors: [{ field: ["productId"], message: "Product does not exist" }],
    };
  const variants = context.store.collection<VariantDocument>(kinds.variant);
  const found = inputs.map((input) => ({
    input,
    variant: variants.get(idOf("ProductVariant", input.id ?? "") ?? ""),
  }));
  const problems = found.flatMap(({ input, variant }, index) =>
    problemsOf(input, variant, productId, ["variants", String(index)]),
  );
  if (problems.length > 0) return { product, changed: null, userErrors: problems };
  const changed = found.flatMap(({ input, variant }) =>
    variant ? [variants.put(changeVariant(context, variant, input))] : [],
  );
  touchProduct(context, productId);
  return {
    product: context.store.collection<ProductDocument>(kinds.product).get(productId) ?? product,
    changed,
    userErrors: [],
  };
}

function problemsOf(
  input: VariantInput,
  variant: VariantDocument | undefined,
  productId: string,
  field: string[],
): ChangeError[] {
  if (variant?.productId !== productId)
    return [{ field: [...field, "id"], message: "Product variant does not exist" }];
  if (input.price != null && !/^\d+(\.\d+)?$/.test(String(input.price)))
    return [{ field: [...field, "price"], message: "Price must be a number" }];
  return [];
}

function changeVariant(
  { store, now }: SandboxContext,
  variant: VariantDocument,
  input: VariantInput,
): VariantDocument {
  const [shop] = store.collection<ShopDocument>(kinds.shop).all();
  const currency = shop?.currency ?? "GBP";
  const { inventoryItem } = input;
  return {
    ...variant,
    price: input.price == null ? variant.price : { ...variant.price, [currency]: String(input.price) },
    compareAtPrice:
      input.compareAtPrice === undefined
        ? variant.compareAtPrice
        : input.compareAtPrice === null
          ? null
          : { ...variant.compareAtPrice, [currency]: String(input.compareAtPrice) },
    barcode: input.barcode ?? variant.barcode,
    taxable: input.taxable ?? variant.taxable,
    sku: inventoryItem?.sku ?? variant.sku,
    requiresShipping: inventoryItem?.requiresShipping ?? variant.requiresShipping,
    updatedAt: now().toISOString(),
    inventory: {
      ...variant.inventory,
      tracked: inventoryItem?.tracked ?? variant.inventory.tracked,
      policy: input.inventoryPolicy
        ? input.inventoryPolicy === "CONTINUE"
          ? "continue"
          : "deny"
        : variant.inventory.policy,
    },
  };
}

/** Sets price (in any currency the shop sells in) and available stock from the control page. */
export function editVariant(
  context: SandboxContext,
  variant: VariantDocument,
  edit: { price?: Readonly<Record<string, string>>; available?: number },
): VariantDocument {
  const variants = context.store.collection<VariantDocument>(kinds.variant);
  let edited = variant;
  if (edit.price) {
    edited = variants.put({
      ...variant,
      price: { ...variant.price, ...edit.price },
      updatedAt: context.now().toISOString(),
    });
    touchProduct(context, variant.productId);
  }
  if (edit.available !== undefined)
    edited = changeStock(context, edited, { onHand: edit.available + edited.inventory.committed });
  return edited;
}

function lower(status: ProductInput["status"]): ProductDocument["status"] | undefined {
  return status ? (status.toLowerCase() as ProductDocument["status"]) : undefined;
}

function slug(title: string): string {
  return title
    .toLowerCase()
    .normalize("NFKD")
    .replace(/[\u0300-\u036f]/g, "")
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
}

function freeHandle({ store }: SandboxContext, wanted: string): string {
  const taken = new Set(
    store
      .collection<ProductDocument>(kinds.product)
      .all()
      .map(({ handle }) => handle),
  );
  for (let suffix = 0; ; suffix += 1) {
    const handle = suffix === 0 ? wanted : `${wanted}-${suffix}`;
    if (!taken.has(handle)) return handle;
  }
}
