import type { ProductDocument } from "../model.ts";
import type { Catalogue } from "./catalogue/catalogue.ts";

/** Other products, the most alike first: by shared collections, tags and product type. Those with nothing in common are left out. */
export function relatedTo(product: ProductDocument, catalogue: Catalogue): readonly ProductDocument[] {
  return catalogue.products
    .filter(({ id }) => id !== product.id)
    .map((other) => ({ other, score: likeness(product, other, catalogue) }))
    .filter(({ score }) => score > 0)
    .toSorted((one, another) => another.score - one.score)
    .map(({ other }) => other);
}

function likeness(one: ProductDocument, other: ProductDocument, catalogue: Catalogue): number {
  const collections = new Set(catalogue.collectionsOf(one.id));
  const shared = catalogue.collectionsOf(other.id).filter((collection) => collections.has(collection)).length;
  const tags = other.tags.filter((tag) => one.tags.includes(tag)).length;
  return shared + tags + (one.productType !== "" && one.productType === other.productType ? 2 : 0);
}
