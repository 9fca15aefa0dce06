/** How new a product or a collection is, and what decides on which lists a product stands. */
export type ShopVersion = {
  readonly id: string;
  readonly handle: string;
  /** ISO 8601; moves with price, stock and words. */
  readonly updatedAt: string;
  /** Empty for a collection. */
  readonly collectionIds: readonly string[];
  /** The words of a product that lists and searches go by, as one text to compare; prices and stock are not in it. */
  readonly listedAs: string;
};
