import { numericId, type Product, type ProductSummary } from "@evertill/catalog";
import type { EventItem } from "@evertill/tracking/browser";

/** A product of a list as events name it; none for a product that has no variant. */
export function toEventItem({ id, title, firstVariant }: ProductSummary): EventItem[] {
  if (firstVariant === null) return [];
  return [
    {
      productId: numericId(id),
      variantId: numericId(firstVariant.id),
      sku: firstVariant.sku,
      title,
      quantity: 1,
      unitPriceMinor: firstVariant.price.amountMinor,
    },
  ];
}

export function toProductItem({ id, title, variant }: Product): EventItem {
  return {
    productId: numericId(id),
    variantId: numericId(variant.id),
    sku: variant.sku,
    title,
    quantity: 1,
    unitPriceMinor: variant.price.amountMinor,
  };
}
