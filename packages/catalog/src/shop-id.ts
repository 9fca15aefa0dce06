/** The number at the end of a Shopify id: "gid://shopify/Product/123?x=1" gives "123". Throws when there is none. */
export function numericId(gid: string): string {
  const match = /^gid:\/\/shopify\/\w+\/([^/?]+)/.exec(gid);
  if (!match?.[1]) throw new RangeError(`Not a Shopify id: "${gid}"`);
  return match[1];
}

/** "gid://shopify/ProductVariant/456" from "456". */
export function variantGid(id: string): string {
  return `gid://shopify/ProductVariant/${id}`;
}
