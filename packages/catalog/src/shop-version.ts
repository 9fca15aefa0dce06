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
  /**
   * A digest of all that a product's own pages show: prices, words, pictures, and stock as far as pages tell it. Two versions
   * with the same one look the same. Empty for a collection.
   */
  readonly shownAs: string;
  /** The same of what lists show of a product, filter and sort by. Empty for a collection. */
  readonly cardAs: string;
};
