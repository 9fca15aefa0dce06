/** Price and stock of one variant as the shop told them at a moment, in the words of the page. */
export type LiveVariant = {
  readonly price: string;
  readonly compareAtPrice: string | null;
  readonly availableForSale: boolean;
  readonly stock: string;
  readonly stockTone: "good" | "low" | "none";
  /** When the shop was asked, in milliseconds since 1970 by the server's clock: the later answer is the truer one. */
  readonly readAt: number;
};

/**
 * What is true, of what the page was written with and what was read live: the one that was read later. A live answer is
 * shared for some seconds, in which the page may have been written anew.
 */
export function latestOf(written: LiveVariant, live: LiveVariant | undefined): LiveVariant {
  return live !== undefined && live.readAt >= written.readAt ? live : written;
}
