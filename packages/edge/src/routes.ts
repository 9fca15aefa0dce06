/** The processes behind the door. */
export type Upstreams = {
  readonly storefront: URL;
  readonly checkout: URL;
  readonly worker: URL;
  /** Where the shop's pictures lie: Shopify's CDN, or the sandbox. */
  readonly cdn: URL;
};

export type Upstream = keyof Upstreams;

/**
 * Which process answers a path. The till, its webhooks and the events have their own lines, so that nothing the
 * storefront does can stand between a shopper and paying.
 */
export function upstreamOf(path: string): Upstream {
  for (const [prefix, upstream] of prefixes) {
    if (path === prefix || path.startsWith(`${prefix}/`) || path.startsWith(`${prefix}?`)) return upstream;
  }
  return "storefront";
}

/** Owners of what does not belong to the storefront; each holds for the path itself and all below it. */
export const prefixes: readonly (readonly [string, Upstream])[] = [
  ["/checkout", "checkout"],
  ["/webhooks", "worker"],
  ["/events", "worker"],
  ["/cdn", "cdn"],
];

/**
 * Paths of the storefront that answer for one shopper, as regular expressions: the cart, and the bare origin, which reads
 * the browser's language. Everything else there is a pure function of its address.
 */
export const personalPaths = ["^/[^/?]+/cart(\\.json)?([/?]|$)", "^/(\\?|$)"] as const;
