import type { StorefrontContext } from "../../context.ts";

const first = 1_000_000_000_001;

/** Metafield ids are numbers, those of carts in a range of their own. */
export function newMetafieldId({ store }: StorefrontContext): string {
  return String(store.next("cart-metafield", first));
}
