/**
 * The path under our own origin at which the front door serves one of the shop's pictures. Shopify gives addresses on
 * its CDN ("cdn.shopify.com/s/files/1/…/files/x.jpg"), which the shop's own domain serves as "/cdn/shop/files/x.jpg".
 * Anything else keeps its address.
 */
export function imagePath(address: string): string {
  const url = new URL(address);
  if (url.pathname.startsWith("/cdn/")) return url.pathname + url.search;
  const onCdn = /^\/s\/files\/1\/(?:\d+\/)+(.+)$/.exec(url.pathname);
  if (url.hostname === "cdn.shopify.com" && onCdn) return `/cdn/shop/${onCdn[1]}${url.search}`;
  return address;
}
