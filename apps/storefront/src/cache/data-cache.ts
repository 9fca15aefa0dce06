import { deserialize, serialize } from "node:v8";
import type { CacheEntry, CacheHandler } from "next/cache";
import { createMemory } from "./memory.ts";
import type { SharedStore } from "./shared-store.ts";
import type { TagTimes } from "./tag-times.ts";

type Kept = Omit<CacheEntry, "value"> & { readonly bytes: Uint8Array };

/**
 * Keeps what `'use cache'` functions answered (`cacheHandlers`), shared by the processes of a release: in memory first, then in
 * the store. From the contract in Next 16.4's `cacheHandlers` page; each of its pitfalls has a test.
 */
export function createDataCache({
  store,
  tags,
  memoryBytes,
}: {
  store: SharedStore;
  tags: TagTimes;
  memoryBytes: number;
}): CacheHandler {
  const memory = createMemory<Kept>(memoryBytes);
  const writing = new Map<string, Promise<void>>();
  const standing = ({ tags: own, timestamp }: Kept, soft: readonly string[]) =>
    tags.standing([...own, ...soft], timestamp);

  async function find(key: string, soft: readonly string[]): Promise<Kept | undefined> {
    await writing.get(key);
    const near = memory.get(key);
    if (near && standing(near, soft) === "fresh" && !isPast(near)) return near;
    const far = await read(store, key);
    if (!far || (near && near.timestamp >= far.timestamp)) return near;
    memory.set(key, far, far.bytes.byteLength);
    return far;
  }

  async function write(key: string, pending: Promise<CacheEntry>): Promise<void> {
    try {
      const { value, ...rest } = await pending;
      // Read to its end, once; a stream that breaks off leaves nothing behind.
      const bytes = new Uint8Array(await new Response(value).arrayBuffer());
      // Written anew at every read: keeping it would be of no use.
      if (rest.expire === 0) return;
      const kept: Kept = { ...rest, bytes };
      memory.set(key, kept, bytes.byteLength);
      await store.set(`data:${key}`, serialize(kept), rest.expire);
    } catch {
      // The page has its own copy of the value, and the next read begins anew.
    }
  }

  return {
    get: async (key, soft) => {
      const kept = await find(key, soft);
      if (!kept) return undefined;
      const stands = standing(kept, soft);
      if (stands === "expired") return undefined;
      const { bytes, ...entry } = kept;
      return { ...entry, ...(stands === "stale" && { revalidate: -1 }), value: streamOf(bytes) };
    },
    set: async (key, pending) => {
      const work = write(key, pending);
      writing.set(key, work);
      await work;
      if (writing.get(key) === work) writing.delete(key);
    },
    refreshTags: () => store.catchUp(),
    getExpiration: (of) => Promise.resolve(tags.lastExpiry(of)),
    updateTags: (called, durations) => store.tellTags(tags.mark(called, durations)),
  };
}

function isPast({ timestamp, revalidate }: Kept): boolean {
  return Date.now() > timestamp + revalidate * 1_000;
}

async function read(store: SharedStore, key: string): Promise<Kept | undefined> {
  const bytes = await store.get(`data:${key}`);
  try {
    return bytes && (deserialize(bytes) as Kept);
  } catch {
    return undefined;
  }
}

function streamOf(bytes: Uint8Array): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start: (controller) => {
      controller.enqueue(bytes);
      controller.close();
    },
  });
}
