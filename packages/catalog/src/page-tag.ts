import { createHash } from "node:crypto";
import { numericId } from "./shop-id.ts";

/**
 * The words by which what is kept of the shop is called stale: a page carries one for each thing of the shop it shows.
 * Letters, digits and ":-" only, at most 128 of them, so that every cache's header can hold them.
 */
export const pageTag = {
  /** The product wherever others are shown beside it: in lists, searches and recommendations. By Shopify id, which outlives handles. */
  product: (gid: string) => `product:${numericId(gid)}`,
  /**
   * The product's own pages, and nothing else: they are written at once when a price changes, and the lists it stands in
   * after them.
   */
  productPage: (gid: string) => `product-page:${numericId(gid)}`,
  /** The version of a product that its own page shows, so that whoever asks for the page can tell. */
  productVersion: (gid: string, updatedAt: string) =>
    `product-version:${numericId(gid)}:${new Date(updatedAt).getTime()}`,
  /** What a collection holds and says of itself. */
  collection: (gid: string) => `collection:${numericId(gid)}`,
  /** A sorted or narrowed list of it, whose order and members hang on prices and stock of products not shown as well. */
  collectionView: (gid: string) => `collection-view:${numericId(gid)}`,
  /** The list of all collections. */
  collections: "collections",
  /** The names of all that products let people choose. */
  productOptions: "product-options",
  /** Every answer of the search. */
  search: "search",
  menu: (handle: string) => `menu:${word(handle)}`,
  page: (handle: string) => `page:${word(handle)}`,
  policies: "policies",
  shop: "shop",
  /** An address that named nothing when it was asked for. */
  missing: (room: "products" | "collections", handle: string) => `missing:${room}:${word(handle)}`,
} as const;

/** Handles may hold any letter of any script; headers may not. */
function word(handle: string): string {
  return /^[a-z0-9-]{1,80}$/.test(handle)
    ? handle
    : createHash("sha256").update(handle).digest("hex").slice(0, 24);
}
