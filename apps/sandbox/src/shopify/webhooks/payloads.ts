import type { SandboxContext } from "../../context.ts";
import { gid } from "../gid.ts";
import { kinds, type ProductDocument, type ShopDocument, type VariantDocument } from "../model.ts";
import { emit } from "./emit.ts";
import type { Topic } from "./webhook.ts";

/** Tells what a product is now. The payload is the REST product of Shopify's samples, as far as the store knows it. */
export function tellProductUpdated(
  context: SandboxContext,
  productId: string,
  topic: Topic = "products/update",
): void {
  const product = context.store.collection<ProductDocument>(kinds.product).get(productId);
  if (product) emit(context, topic, productPayload(context, product));
}

function productPayload({ store }: SandboxContext, product: ProductDocument): object {
  const [shop] = store.collection<ShopDocument>(kinds.shop).all();
  const variants = store
    .collection<VariantDocument>(kinds.variant)
    .all()
    .filter(({ productId }) => productId === product.id);
  return {
    id: Number(product.id),
    admin_graphql_api_id: gid("Product", product.id),
    title: product.title.en,
    body_html: product.descriptionHtml.en,
    handle: product.handle,
    vendor: product.vendor,
    product_type: product.productType,
    status: product.status,
    tags: product.tags.join(", "),
    created_at: product.createdAt,
    updated_at: product.updatedAt,
    published_at: product.publishedAt,
    variants: variants.map((variant) => ({
      id: Number(variant.id),
      admin_graphql_api_id: gid("ProductVariant", variant.id),
      product_id: Number(product.id),
      sku: variant.sku,
      price: variant.price[shop?.currency ?? ""] ?? Object.values(variant.price)[0],
      inventory_item_id: Number(variant.inventory.itemId),
      inventory_quantity: variant.inventory.onHand - variant.inventory.committed,
      inventory_policy: variant.inventory.policy,
      updated_at: variant.updatedAt,
    })),
  };
}
