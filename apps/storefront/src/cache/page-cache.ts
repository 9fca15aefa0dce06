import { createRequire } from "node:module";
import type NextPageCache from "next/dist/server/lib/incremental-cache/file-system-cache.js";
import { rememberPageTags } from "./page-tags.ts";

/**
 * Next's cache of whole pages (`cacheHandler`), which notes the tags of each page that passes through. It is Next's own
 * underneath, because only that finds the pages written at build (16.4.6: their files bear older names than the keys a
 * handler is asked for).
 */
const { default: OwnCache } = createRequire(import.meta.url)(
  "next/dist/server/lib/incremental-cache/file-system-cache.js",
) as { default: typeof NextPageCache };

type Got = Awaited<ReturnType<NextPageCache["get"]>>;

export default class PageCache extends OwnCache {
  override async get(...asked: Parameters<NextPageCache["get"]>): Promise<Got> {
    const kept = await super.get(...asked);
    noteTags(asked[0], kept?.value);
    return kept;
  }

  override async set(...given: Parameters<NextPageCache["set"]>): Promise<void> {
    const [key, page] = given;
    noteTags(key, page);
    await super.set(...given);
  }
}

const tagsHeader = "x-next-cache-tags";

function noteTags(key: string, page: unknown): void {
  const tags = (page as { headers?: Record<string, unknown> } | null | undefined)?.headers?.[tagsHeader];
  if (typeof tags === "string") rememberPageTags(pathOfKey(key), tags);
}

/** Keys are "/route-cache/APP_PAGE/<hash of the route>/$/en-gb/0/products/lamp". */
function pathOfKey(key: string): string {
  const marker = key.indexOf("/$/");
  return marker === -1 ? key : key.slice(marker + 2);
}
