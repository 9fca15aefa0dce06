import type { Store } from "../store/store.ts";

// Ids look like Shopify's: long numbers, a range for each kind, and none in a range of card numbers.
const firsts: Readonly<Record<string, number>> = {
  shop: 61_000_000_001,
  product: 8_100_000_000_001,
  variant: 44_100_000_000_001,
  collection: 431_000_000_001,
  image: 28_100_000_000_001,
  option: 10_200_000_000_001,
  "option-value": 3_100_000_000_001,
  "inventory-item": 46_100_000_000_001,
  metafield: 27_100_000_000_001,
};

/** The next id of a kind, as Shopify would number it. */
export function numberOf(store: Store, kind: string): string {
  return String(store.next(`id:${kind}`, firsts[kind] ?? 101_000_000_001));
}
