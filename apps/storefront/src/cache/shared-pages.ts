import { deserialize, serialize } from "node:v8";
import { createMemory } from "./memory.ts";
import type { SharedStore } from "./shared-store.ts";
import type { TagTimes } from "./tag-times.ts";

/** A page as Next's handlers pass it. `lastModified` is in milliseconds; -1 tells Next never to show it again. */
export type KeptPage = {
  readonly lastModified?: number | undefined;
  readonly value: unknown;
  readonly cacheControl?:
    | { readonly revalidate: number | false; readonly expire?: number | undefined }
    | undefined;
};

/** Whole pages, shared by the processes of a release: in memory first, then in the store, last what was written at build. */
export function createSharedPages({
  store,
  tags,
  memoryBytes,
  now = Date.now,
}: {
  store: SharedStore;
  tags: TagTimes;
  memoryBytes: number;
  now?: () => number;
}) {
  const memory = createMemory<KeptPage>(memoryBytes);
  const standing = (page: KeptPage) => tags.standing(tagsOf(page), page.lastModified ?? 0);

  async function find(key: string, seed: () => Promise<KeptPage | null>): Promise<KeptPage | null> {
    await store.catchUp();
    const near = memory.get(key);
    if (near && standing(near) === "fresh" && !isPast(near, now())) return near;
    const far = await read(store, key);
    if (far && (near?.lastModified ?? 0) < (far.page.lastModified ?? 0)) {
      memory.set(key, far.page, far.bytes);
      return far.page;
    }
    return near ?? seed();
  }

  return {
    /** As Next shall take it: what was called stale looks too old, so that it is shown while a newer one is written. */
    get: async (key: string, seed: () => Promise<KeptPage | null>): Promise<KeptPage | null> => {
      const page = await find(key, seed);
      if (page === null) return null;
      const stands = standing(page);
      if (stands === "expired") return { ...page, lastModified: -1 };
      return stands === "stale" ? looksOld(page, now()) : page;
    },
    set: async (key: string, page: KeptPage): Promise<void> => {
      const bytes = serialize(page);
      memory.set(key, page, bytes.byteLength);
      await store.set(`page:${key}`, bytes, page.cacheControl?.expire ?? Number.POSITIVE_INFINITY);
    },
    revalidateTag: (called: readonly string[], durations?: { readonly expire?: number }): Promise<void> =>
      store.tellTags(tags.mark(called, durations)),
  };
}

function tagsOf({ value }: KeptPage): string[] {
  const header = (value as { headers?: Record<string, unknown> } | null)?.headers?.["x-next-cache-tags"];
  return typeof header === "string" ? header.split(",") : [];
}

/** When a page is due to be written anew, in seconds after it was written; never for one without an end. */
function lifetime({ cacheControl }: KeptPage): number {
  return typeof cacheControl?.revalidate === "number" ? cacheControl.revalidate : Number.POSITIVE_INFINITY;
}

function isPast(page: KeptPage, at: number): boolean {
  return at > (page.lastModified ?? 0) + lifetime(page) * 1_000;
}

/**
 * The page as one just past its lifetime, or as old as it is. What was written at build does not say its lifetime, and what has
 * none cannot look old, only gone, which would have a shopper wait for a shop that may be silent: such a page is given one.
 */
function looksOld(page: KeptPage, at: number): KeptPage {
  const seconds = lifetime(page);
  if (!Number.isFinite(seconds))
    return { ...page, lastModified: at - 2_000, cacheControl: { revalidate: 1 } };
  return { ...page, lastModified: Math.min(page.lastModified ?? 0, at - seconds * 1_000 - 1_000) };
}

async function read(store: SharedStore, key: string): Promise<{ page: KeptPage; bytes: number } | undefined> {
  const bytes = await store.get(`page:${key}`);
  try {
    return bytes && { page: deserialize(bytes) as KeptPage, bytes: bytes.byteLength };
  } catch {
    return undefined;
  }
}
