import type { SandboxContext } from "../../context.ts";
import { kinds, type ProductDocument, type VariantDocument } from "../model.ts";
import { emit } from "../webhooks/emit.ts";
import { tellProductUpdated } from "../webhooks/payloads.ts";

/** The shop's only location. */
export const locationId = "70000000001";

/** Sets on-hand and committed of a variant, and tells the world. Gives the variant as it is now. */
export function changeStock(
  context: SandboxContext,
  variant: VariantDocument,
  to: { readonly onHand?: number; readonly committed?: number },
): VariantDocument {
  const at = context.now().toISOString();
  const changed: VariantDocument = {
    ...variant,
    updatedAt: at,
    inventory: { ...variant.inventory, ...to, updatedAt: at },
  };
  context.store.collection<VariantDocument>(kinds.variant).put(changed);
  touchProduct(context, variant.productId);
  const { itemId, onHand, committed } = changed.inventory;
  emit(context, "inventory_levels/update", {
    inventory_item_id: Number(itemId),
    location_id: Number(locationId),
    available: onHand - committed,
    updated_at: at,
    admin_graphql_api_id: `gid://shopify/InventoryLevel/${locationId}?inventory_item_id=${itemId}`,
  });
  return changed;
}

/** Moves a product's `updatedAt` and tells that it changed. */
export function touchProduct(context: SandboxContext, productId: string): void {
  const products = context.store.collection<ProductDocument>(kinds.product);
  const product = products.get(productId);
  if (!product) return;
  products.put({ ...product, updatedAt: context.now().toISOString() });
  tellProductUpdated(context, productId);
}
