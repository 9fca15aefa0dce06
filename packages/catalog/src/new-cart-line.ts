/** A variant to put in the cart, by its Shopify id ("gid://shopify/ProductVariant/1"). */
export type NewCartLine = {
  readonly variantId: string;
  readonly quantity: number;
  readonly attributes?: readonly { readonly key: string; readonly value: string }[];
};

/** Shopify's `CartLineInput`. */
export function toLineInput({ variantId, quantity, attributes = [] }: NewCartLine) {
  return { merchandiseId: variantId, quantity, attributes };
}
