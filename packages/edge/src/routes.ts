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

const prefixes: readonly (readonly [string, Upstream])[] = [
  ["/checkout", "checkout"],
  ["/webhooks", "worker"],
  ["/events", "worker"],
  ["/cdn", "cdn"],
];
