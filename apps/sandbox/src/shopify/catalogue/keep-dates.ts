import { isDeepStrictEqual } from "node:util";
import type { Entity, Store } from "../../store/store.ts";
import { kinds, type ProductDocument } from "../model.ts";

type Dated = Entity & { readonly updatedAt: string };

const dated = new Set<string>([kinds.product, kinds.variant, kinds.collection, kinds.page]);

/**
 * Moves `updatedAt` of whatever changes, through whichever door, and of the product when a variant does: price and
 * stock are changes of the product, as at Shopify.
 */
export function keepDates(store: Store, now: () => Date): void {
  store.observe((kind, before, after) => {
    if (!dated.has(kind) || !isDated(before)) return;
    if (kind === kinds.variant && hasChanged(before, after)) touchProduct(store, before, now());
    if (isDated(after) && after.updatedAt === before.updatedAt && hasChanged(before, after))
      store.collection<Dated>(kind).put({ ...after, updatedAt: later(before.updatedAt, now()) });
  });
}

function touchProduct(store: Store, variant: Entity, now: Date): void {
  if (!("productId" in variant)) return;
  const products = store.collection<ProductDocument>(kinds.product);
  const product = products.get(String(variant.productId));
  if (product) products.put({ ...product, updatedAt: later(product.updatedAt, now) });
}

/** Never the same instant twice: a reader who compares must see that something moved. */
function later(date: string, now: Date): string {
  return new Date(Math.max(now.getTime(), Date.parse(date) + 1)).toISOString();
}

function hasChanged(before: Entity, after: Entity | undefined): boolean {
  return !isDeepStrictEqual({ ...before, updatedAt: null }, { ...after, updatedAt: null });
}

function isDated(entity: Entity | undefined): entity is Dated {
  return entity !== undefined && "updatedAt" in entity;
}
