import type { IncomingHttpHeaders } from "node:http";

/**
 * What the outermost door takes off an answer: the tags, and a lifetime that was meant for shared caches. Browsers ask
 * again each time, at the price of a 304; `stale-while-revalidate` would have them show last week's price.
 */
export function forBrowsers(headers: IncomingHttpHeaders): void {
  for (const name of ["xkey", "surrogate-key", "cache-tag", "x-nextjs-cache"]) delete headers[name];
  if (/s-maxage/i.test(headers["cache-control"] ?? ""))
    headers["cache-control"] = "private, max-age=0, must-revalidate";
}
