import type { SandboxContext } from "../../context.ts";
import { kinds, type ProductDocument, type VariantDocument } from "../model.ts";
import { changeStock } from "../stock/change-stock.ts";

/** Tells the world of products that changed behind its back, and of the stock of each variant; resolves when it is saved. */
export async function tellAll(
  context: SandboxContext,
  isMeant: (product: ProductDocument) => boolean,
): Promise<void> {
  const { store } = context;
  const meant = store.collection<ProductDocument>(kinds.product).all().filter(isMeant);
  const ids = new Set(meant.map(({ id }) => id));
  for (const variant of store.collection<VariantDocument>(kinds.variant).all())
    if (ids.has(variant.productId)) changeStock(context, variant, {});
  await store.save();
}
