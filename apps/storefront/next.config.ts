import { join } from "node:path";
import type { NextConfig } from "next";

const storeUrl = process.env["SHOPIFY_STORE_URL"] ?? "http://127.0.0.1:4010";
const releaseId = process.env["RELEASE_ID"];
const timeDivisor = Number(process.env["EVERTILL_TIME_DIVISOR"] ?? "1");

const config: NextConfig = {
  cacheComponents: true,
  partialPrefetching: true,
  poweredByHeader: false,
  // Otherwise Next writes "localhost" into the proxy's address where the process listens on 127.0.0.1, takes its own
  // page for another server's and asks itself for it (16.4.6, next-url.js against resolve-routes.js).
  skipProxyUrlNormalize: true,
  ...(releaseId && { deploymentId: releaseId }),
  cacheHandler: join(import.meta.dirname, "src/cache/page-cache.ts"),
  cacheHandlers: { default: join(import.meta.dirname, "src/cache/data-handler.ts") },
  cacheLife: {
    // A price edit shows within ten minutes at the latest; an outage of a week is bridged by the last good page.
    shop: {
      // Of the browser's own store; below 30 s Next writes nothing ahead.
      stale: 300,
      revalidate: Math.ceil(600 / timeDivisor),
      expire: Math.ceil(604_800 / timeDivisor),
    },
  },
  turbopack: {
    // Next fills gaps of browsers that it no longer supports; of those it does, one misses one of them.
    resolveAlias: { "../build/polyfills/polyfill-module": "./src/app/browser-gaps.ts" },
  },
  experimental: {
    globalNotFound: true,
    // Filtered lists and searches are pages by path; kept in memory only, so that nobody can fill the disk with them.
    isrFlushToDisk: false,
    // Next's own browser part is CommonJS: what no page calls of it need not be sent.
    turbopackCjsTreeShaking: true,
  },
  transpilePackages: [
    "@evertill/catalog",
    "@evertill/checkout",
    "@evertill/design-system",
    "@evertill/environment",
    "@evertill/money",
    "@evertill/tracking",
  ],
  // Behind the front door pictures never come here; without it they still share the page's origin.
  rewrites: () => Promise.resolve([{ source: "/cdn/:path*", destination: `${storeUrl}/cdn/:path*` }]),
  headers: () =>
    Promise.resolve([
      {
        source: "/:path*",
        headers: [
          { key: "X-Content-Type-Options", value: "nosniff" },
          { key: "Referrer-Policy", value: "strict-origin-when-cross-origin" },
          { key: "X-Frame-Options", value: "DENY" },
          { key: "Permissions-Policy", value: "camera=(), geolocation=(), microphone=(), payment=()" },
        ],
      },
    ]),
};

export default config;
