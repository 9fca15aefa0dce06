import { createRequire } from "node:module";
import { join } from "node:path";
import type { CacheHandler } from "next/cache";
import { readCacheEnvironment } from "../env.ts";
import { buildIdentity } from "./build-identity.ts";
import { createDataCache } from "./data-cache.ts";
import { createSharedPages } from "./shared-pages.ts";
import { openSharedStore } from "./shared-store.ts";
import { createTagTimes } from "./tag-times.ts";

/** As much as Next gives each of its own caches. */
const memoryBytes = 50 * 1_024 * 1_024;
const sayAgainAfterMs = 60_000;

type Shared = ReturnType<typeof composeShared>;
const place: unique symbol = Symbol.for("evertill.shared-caches");
const here = globalThis as typeof globalThis & { [place]?: Shared };

/**
 * The caches that processes of a release share; null where they have none, and while a build runs. One for the process: Next
 * loads the handlers more than once, from its bundles and from here.
 */
export const shared: Shared = (here[place] ??= composeShared());

/** What `'use cache'` is kept in: ours, or Next's own where nothing is shared. */
export function composeDataCache(): CacheHandler {
  if (shared) return shared.data;
  const { createDefaultCacheHandler } = createRequire(import.meta.url)(
    "next/dist/server/lib/cache-handlers/default.js",
  ) as { createDefaultCacheHandler: (bytes: number) => CacheHandler };
  return createDefaultCacheHandler(memoryBytes);
}

function composeShared() {
  const { url, isBuilding } = readCacheEnvironment();
  if (url === undefined || isBuilding) return null;
  const tags = createTagTimes();
  // Next, too, finds its build below the folder it was started in.
  const release = buildIdentity(join(process.cwd(), ".next"));
  const store = openSharedStore({ url, release, tags, onTrouble: sayNowAndThen() });
  return {
    data: createDataCache({ store, tags, memoryBytes }),
    pages: createSharedPages({ store, tags, memoryBytes }),
  };
}

/** A store that is away is told of once a minute: pages are served without it meanwhile. */
function sayNowAndThen(): (error: Error) => void {
  let saidAt = 0;
  return (error) => {
    if (Date.now() - saidAt < sayAgainAfterMs) return;
    saidAt = Date.now();
    console.warn(`The page cache's store does not answer, pages come from memory: ${error.message}`);
  };
}
