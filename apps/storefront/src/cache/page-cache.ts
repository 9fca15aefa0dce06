import { createRequire } from "node:module";
import type NextPageCache from "next/dist/server/lib/incremental-cache/file-system-cache.js";
import { shared } from "./compose.ts";
import { rememberPageTags } from "./page-tags.ts";
import type { KeptPage } from "./shared-pages.ts";

/**
 * Next's cache of whole pages (`cacheHandler`), which notes the tags of each page that passes through. It is Next's own
 * underneath, because only that finds the pages written at build (16.4.6: their files bear older names than the keys a
 * handler is asked for).
 */
const { default: OwnCache } = createRequire(import.meta.url)(
  "next/dist/server/lib/incremental-cache/file-system-cache.js",
) as { default: typeof NextPageCache };

type Got = Awaited<ReturnType<NextPageCache["get"]>>;
type Setting = Parameters<NextPageCache["set"]>;

export default class PageCache extends OwnCache {
  constructor(context: ConstructorParameters<typeof NextPageCache>[0]) {
    // What is shared has a memory of its own, which knows what other processes wrote and called stale.
    super(shared ? { ...context, maxMemoryCacheSize: 0 } : context);
  }

  override async get(...asked: Parameters<NextPageCache["get"]>): Promise<Got> {
    const [key] = asked;
    const own = () => super.get(...asked);
    const kept = shared ? ((await shared.pages.get(key, own)) as Got) : await own();
    noteTags(key, kept?.value);
    return kept;
  }

  override async set(...given: Setting): Promise<void> {
    const [key, page] = given;
    noteTags(key, page);
    await (shared ? shared.pages.set(key, pageOf(given)) : super.set(...given));
  }

  override async revalidateTag(tags: string | string[], durations?: { expire?: number }): Promise<void> {
    await super.revalidateTag(tags, durations);
    await shared?.pages.revalidateTag([tags].flat(), durations);
  }
}

function pageOf([, value, context]: Setting): KeptPage {
  const cacheControl = "cacheControl" in context ? context.cacheControl : undefined;
  return { lastModified: Date.now(), value, cacheControl };
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
