import { once } from "node:events";
import { createServer, type Server, type Socket } from "node:net";
import type { CacheEntry } from "next/cache";
import pg from "pg";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { createDataCache } from "./data-cache.ts";
import { createSharedPages, type KeptPage } from "./shared-pages.ts";
import { openSharedStore, type SharedStore } from "./shared-store.ts";
import { createTagTimes } from "./tag-times.ts";

const server = process.env["TEST_DATABASE_URL"] ?? "";
const name = `page_cache_${process.pid}`;
const url = Object.assign(new URL(server), { pathname: `/${name}` }).href;

async function asServer(sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  await client.query(sql);
  await client.end();
}
beforeAll(() => asServer(`create database ${name}`));
afterAll(() => asServer(`drop database if exists ${name} with (force)`));

const open: SharedStore[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((store) => store.close()));
});

/** A process of the storefront: its own memory, its own marks, the store in common. */
function startProcess({
  at = url,
  release = "one",
  answerWithinMs = 10_000,
}: { at?: string; release?: string; answerWithinMs?: number } = {}) {
  const tags = createTagTimes();
  const troubles: Error[] = [];
  const onTrouble = (error: Error) => void troubles.push(error);
  const store = openSharedStore({ url: at, release, tags, onTrouble, answerWithinMs });
  open.push(store);
  return {
    troubles,
    data: createDataCache({ store, tags, memoryBytes: 1_000_000 }),
    pages: createSharedPages({ store, tags, memoryBytes: 1_000_000 }),
  };
}

let keys = 0;
const newKey = () => `key-${(keys += 1)}`;

function entry(text: string, more: Partial<CacheEntry> = {}): CacheEntry {
  return {
    value: new Blob([text]).stream(),
    tags: ["product:1"],
    stale: 300,
    timestamp: Date.now(),
    expire: 604_800,
    revalidate: 600,
    ...more,
  };
}

async function textOf(found: CacheEntry | undefined): Promise<string | undefined> {
  return found && new Response(found.value).text();
}

const page = (html: string, more: Partial<KeptPage> = {}): KeptPage => ({
  lastModified: Date.now(),
  value: {
    kind: "APP_PAGE",
    html,
    rscData: Buffer.from("rsc"),
    segmentData: new Map([["/_tree", Buffer.from("tree")]]),
    headers: { "x-next-cache-tags": "product:1,shop" },
  },
  cacheControl: { revalidate: 600, expire: 604_800 },
  ...more,
});
const noSeed = () => Promise.resolve(null);
const htmlOf = (found: KeptPage | null) => (found?.value as { html: string } | undefined)?.html;
const isOld = (found: KeptPage | null) => Date.now() > (found?.lastModified ?? 0) + 600_000;

test("what one process wrote the other reads, and a restart keeps", async () => {
  const [dataKey, pageKey] = [newKey(), newKey()];
  const one = startProcess();
  await one.data.set(dataKey, Promise.resolve(entry("lamp")));
  await one.pages.set(pageKey, page("<h1>lamp</h1>"));
  const other = startProcess();
  expect(await textOf(await other.data.get(dataKey, []))).toBe("lamp");
  const found = await other.pages.get(pageKey, noSeed);
  expect(htmlOf(found)).toBe("<h1>lamp</h1>");
  expect(found?.value).toMatchObject({
    rscData: Buffer.from("rsc"),
    segmentData: new Map([["/_tree", Buffer.from("tree")]]),
  });
});

test("another build reads nothing of it", async () => {
  const key = newKey();
  await startProcess().data.set(key, Promise.resolve(entry("lamp")));
  expect(await startProcess({ release: "two" }).data.get(key, [])).toBeUndefined();
});

test("a tag called stale in one process is stale in the other, which still shows what it has", async () => {
  const [dataKey, pageKey] = [newKey(), newKey()];
  const [one, other] = [startProcess(), startProcess()];
  await one.data.set(
    dataKey,
    Promise.resolve(entry("old", { tags: ["told:1"], timestamp: Date.now() - 10 })),
  );
  const old = page("old", { lastModified: Date.now() - 10 });
  (old.value as { headers: object }).headers = { "x-next-cache-tags": "told:1" };
  await one.pages.set(pageKey, old);
  expect(isOld(await other.pages.get(pageKey, noSeed))).toBe(false);
  expect((await other.data.get(dataKey, []))?.revalidate).toBe(600);
  await one.data.updateTags(["told:1"], { expire: 31_536_000 });
  await expect.poll(async () => (await other.data.get(dataKey, []))?.revalidate).toBe(-1);
  const stale = await other.pages.get(pageKey, noSeed);
  expect([htmlOf(stale), isOld(stale)]).toEqual(["old", true]);
  await one.pages.set(pageKey, page("new"));
  await expect.poll(async () => htmlOf(await other.pages.get(pageKey, noSeed))).toBe("new");
  expect(isOld(await other.pages.get(pageKey, noSeed))).toBe(false);
});

test("a process that starts later knows what was called stale before, also of pages written at build", async () => {
  const one = startProcess();
  await one.pages.revalidateTag(["product:1"], { expire: 31_536_000 });
  const later = startProcess();
  const seed = page("from the build", { lastModified: Date.now() - 60_000 });
  const found = await later.pages.get(newKey(), () => Promise.resolve(seed));
  expect([htmlOf(found), isOld(found)]).toEqual(["from the build", true]);
});

test("a page written at build, which does not say its lifetime, is shown once more when it is called stale", async () => {
  const { pages } = startProcess();
  const { cacheControl: _, ...seed } = page("from the build", { lastModified: Date.now() - 60_000 });
  (seed.value as { headers: object }).headers = { "x-next-cache-tags": "built:1" };
  await pages.revalidateTag(["built:1"], { expire: 31_536_000 });
  const found = await pages.get(newKey(), () => Promise.resolve(seed));
  const { lastModified = 0, cacheControl } = found ?? {};
  expect(htmlOf(found)).toBe("from the build");
  expect(lastModified).toBeGreaterThan(0);
  expect(Date.now() - lastModified).toBeGreaterThan(Number(cacheControl?.revalidate) * 1_000);
});

test("without durations a tag takes what carries it away at once, with a moment ahead only then", async () => {
  const [gone, kept] = [newKey(), newKey()];
  const { data } = startProcess();
  await data.set(gone, Promise.resolve(entry("a", { tags: ["gone"], timestamp: Date.now() - 10 })));
  await data.set(kept, Promise.resolve(entry("b", { tags: ["kept"], timestamp: Date.now() - 10 })));
  await data.updateTags(["gone"]);
  await data.updateTags(["kept"], { expire: 3_600 });
  expect(await data.get(gone, [])).toBeUndefined();
  expect(await textOf(await data.get(kept, []))).toBe("b");
  expect(await data.getExpiration(["kept"])).toBe(0);
  expect(await data.getExpiration(["gone", "kept"])).toBeGreaterThan(0);
});

test("an entry is judged by its own tags and by those of its route", async () => {
  const key = newKey();
  const { data } = startProcess();
  await data.set(key, Promise.resolve(entry("a", { tags: [], timestamp: Date.now() - 10 })));
  await data.updateTags(["_N_T_/route"]);
  expect(await textOf(await data.get(key, []))).toBe("a");
  expect(await data.get(key, ["_N_T_/route"])).toBeUndefined();
});

test("every read has a stream of its own", async () => {
  const key = newKey();
  const { data } = startProcess();
  await data.set(key, Promise.resolve(entry("lamp")));
  const [first, second] = await Promise.all([data.get(key, []), data.get(key, [])]);
  expect([await textOf(first), await textOf(second)]).toEqual(["lamp", "lamp"]);
});

test("a read waits for the write of the same key that is under way", async () => {
  const key = newKey();
  const { data } = startProcess();
  const pending = Promise.withResolvers<CacheEntry>();
  const written = data.set(key, pending.promise);
  const read = data.get(key, []);
  pending.resolve(entry("lamp"));
  await written;
  expect(await textOf(await read)).toBe("lamp");
});

test("a stream that breaks off, and a render that fails, leave nothing behind", async () => {
  const [broken, failed] = [newKey(), newKey()];
  const { data } = startProcess();
  const value = new ReadableStream<Uint8Array>({ start: (controller) => controller.error(new Error("cut")) });
  await data.set(broken, Promise.resolve(entry("", { value })));
  await data.set(failed, Promise.reject(new Error("no shop")));
  expect([await data.get(broken, []), await data.get(failed, [])]).toEqual([undefined, undefined]);
});

test("a page called gone is never shown again", async () => {
  const key = newKey();
  const { pages } = startProcess();
  await pages.set(key, page("old", { lastModified: Date.now() - 10 }));
  await pages.revalidateTag(["shop"]);
  expect((await pages.get(key, noSeed))?.lastModified).toBe(-1);
});

test("what ends lies no longer in the store, and what never ends stays", async () => {
  const [short, endless] = [newKey(), newKey()];
  const { data } = startProcess();
  await data.set(short, Promise.resolve(entry("a", { expire: 60 })));
  await data.set(endless, Promise.resolve(entry("b", { expire: Number.POSITIVE_INFINITY })));
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query("update cache_entry set expires_at = expires_at - interval '61 s'");
  await client.end();
  const other = startProcess();
  expect(await other.data.get(short, [])).toBeUndefined();
  expect(await textOf(await other.data.get(endless, []))).toBe("b");
});

test("with the store dead, pages and data come from memory, seeds and renders, and nothing throws", async () => {
  const { data, pages, troubles } = startProcess({ at: "postgres://nobody@127.0.0.1:1/none" });
  const key = newKey();
  await expect(data.refreshTags()).resolves.toBeUndefined();
  expect(await data.get(key, [])).toBeUndefined();
  await data.set(key, Promise.resolve(entry("lamp")));
  expect(await textOf(await data.get(key, []))).toBe("lamp");
  await data.updateTags(["product:1"], { expire: 10 });
  expect(htmlOf(await pages.get(key, () => Promise.resolve(page("seed"))))).toBe("seed");
  await pages.set(key, page("written"));
  expect(htmlOf(await pages.get(key, noSeed))).toBe("written");
  expect(troubles.length).toBeGreaterThan(0);
});

test("a store that hangs holds a page up once, and is used again when it is back", async () => {
  const line = await hangingLine(new URL(url));
  const key = newKey();
  await startProcess().data.set(key, Promise.resolve(entry("lamp")));
  const { data, troubles } = startProcess({ at: line.url, answerWithinMs: 400 });
  expect(await data.get(key, [])).toBeUndefined();
  expect(await data.get(key, [])).toBeUndefined();
  expect(troubles).toHaveLength(1);
  line.heal();
  await expect
    .poll(async () => textOf(await data.get(key, [])), { timeout: 15_000, interval: 200 })
    .toBe("lamp");
  line.close();
});

test("what the store missed while it was away it is given when it is back, tags included", async () => {
  const line = await hangingLine(new URL(url));
  const [dataKey, pageKey] = [newKey(), newKey()];
  const other = startProcess();
  await other.pages.set(pageKey, page("before", { lastModified: Date.now() - 10 }));
  const { data, pages } = startProcess({ at: line.url, answerWithinMs: 400 });
  await data.set(dataKey, Promise.resolve(entry("lamp")));
  await pages.revalidateTag(["missed:1"], { expire: 31_536_000 });
  await pages.set(pageKey, page("meanwhile"));
  line.heal();
  await expect
    .poll(async () => textOf(await other.data.get(dataKey, [])), { timeout: 15_000, interval: 200 })
    .toBe("lamp");
  await expect.poll(async () => htmlOf(await startProcess().pages.get(pageKey, noSeed))).toBe("meanwhile");
  const old = page("old", { lastModified: Date.now() - 60_000 });
  (old.value as { headers: object }).headers = { "x-next-cache-tags": "missed:1" };
  const later = startProcess();
  await expect
    .poll(async () => isOld(await later.pages.get(newKey(), () => Promise.resolve(old))))
    .toBe(true);
  line.close();
});

test("what was missed does not take the place of what another process wrote since", async () => {
  const line = await hangingLine(new URL(url));
  const [early, marker] = [newKey(), newKey()];
  const late = startProcess({ at: line.url, answerWithinMs: 400 });
  await late.pages.set(early, page("missed"));
  await late.pages.set(marker, page("marker"));
  await startProcess().pages.set(early, page("newer"));
  line.heal();
  await expect
    .poll(async () => htmlOf(await startProcess().pages.get(marker, noSeed)), { timeout: 15_000 })
    .toBe("marker");
  expect(htmlOf(await startProcess().pages.get(early, noSeed))).toBe("newer");
  line.close();
});

/** A line to Postgres that swallows everything until it is healed. */
async function hangingLine(to: URL): Promise<{ url: string; heal: () => void; close: () => void }> {
  const { connect } = await import("node:net");
  let isHealed = false;
  const sockets = new Set<Socket>();
  const line: Server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => undefined);
    if (!isHealed) return;
    const far = connect(Number(to.port), to.hostname);
    far.on("error", () => socket.destroy());
    socket.pipe(far).pipe(socket);
  }).listen(0, "127.0.0.1");
  await once(line, "listening");
  const { port } = line.address() as { port: number };
  return {
    url: Object.assign(new URL(to), { host: `127.0.0.1:${port}` }).href,
    heal: () => {
      isHealed = true;
    },
    close: () => {
      for (const socket of sockets) socket.destroy();
      line.close();
    },
  };
}
