import pg from "pg";
import type { TagTime, TagTimes } from "./tag-times.ts";

/** What several processes of one release keep together. Nothing here ever rejects: a store that is away is an empty one. */
export interface SharedStore {
  get(key: string): Promise<Buffer | undefined>;
  /** `ttlSeconds` is infinite for what never ends by itself. */
  set(key: string, value: Buffer, ttlSeconds: number): Promise<void>;
  /** Tells every process; resolves when the store knows, or cannot be told. */
  tellTags(marked: readonly (readonly [string, TagTime])[]): Promise<void>;
  /** Resolves when what others told is known here, or cannot be. */
  catchUp(): Promise<void>;
  close(): Promise<void>;
}

const schema = `
  create unlogged table if not exists cache_entry (
    key text primary key, value bytea not null, stored_at timestamptz not null default now(), expires_at timestamptz);
  create index if not exists cache_entry_stored_at on cache_entry (stored_at);
  -- Not unlogged: after a crash the pages written at build must still be known as old.
  create table if not exists cache_tag (
    tag text primary key, stale_at double precision, expired_at double precision,
    told_at timestamptz not null default now())`;

/** A store that failed is left alone for a while, so that a page waits for it once and not at every read. */
const restMs = 2_000;
const tidyEveryMs = 300_000;
/** Filtered lists and searches are pages by path: nobody fills the disk with them. */
const entriesMax = 50_000;
/** Older marks are older than anything kept. */
const tagsKept = "30 days";

/**
 * The store in a Postgres database of the cache's own. Other processes learn of tags by LISTEN; whoever lost that line reads
 * the whole table again before the next read.
 */
export function openSharedStore({
  url,
  release,
  tags,
  onTrouble,
  answerWithinMs = 400,
}: {
  url: string;
  /** Entries of another build are never read: they name files that are not there any more. */
  release: string;
  tags: TagTimes;
  onTrouble: (error: Error) => void;
  /** Pages are answered without the store after this; a slow store is as good as none. */
  answerWithinMs?: number;
}): SharedStore {
  const pool = new pg.Pool({
    connectionString: url,
    max: 5,
    connectionTimeoutMillis: answerWithinMs,
    query_timeout: 2_000,
    application_name: "evertill-page-cache",
  });
  pool.on("error", onTrouble);
  let restsUntil = 0;
  let ready: Promise<void> | undefined;
  let listening: Promise<void> | undefined;
  let listener: pg.Client | undefined;

  async function prepare(): Promise<void> {
    const client = await pool.connect();
    try {
      // Two processes that create the same table at once would collide.
      await client.query(`begin; select pg_advisory_xact_lock(712094); ${schema}; commit`);
    } finally {
      client.release();
    }
  }

  /** Undefined when the store does not answer in time; after that it has rest. */
  async function attempt<Value>(work: () => Promise<Value>): Promise<Value | undefined> {
    if (Date.now() < restsUntil) return undefined;
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error("the page cache's store is slow")), answerWithinMs);
    });
    const answer = (async () => {
      ready ??= prepare();
      await ready;
      return work();
    })();
    answer.catch(() => undefined);
    try {
      return await Promise.race([answer, late]);
    } catch (error) {
      ready = undefined;
      restsUntil = Date.now() + restMs;
      onTrouble(error instanceof Error ? error : new Error(String(error)));
      return undefined;
    } finally {
      clearTimeout(timer);
    }
  }

  /** Listens first and reads then, so that nothing falls between the two. */
  async function listen(): Promise<void> {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: answerWithinMs });
    const lost = () => {
      if (listener !== client) return;
      listener = undefined;
      listening = undefined;
      client.end().catch(() => undefined);
    };
    client.on("error", lost);
    client.on("end", lost);
    client.on("notification", ({ payload }) => takeAll(JSON.parse(payload ?? "[]")));
    try {
      await client.connect();
      listener = client;
      await client.query("listen cache_tags");
      const { rows } = await client.query<{
        tag: string;
        stale_at: number | null;
        expired_at: number | null;
      }>("select tag, stale_at, expired_at from cache_tag");
      takeAll(rows.map((row) => [row.tag, row.stale_at, row.expired_at]));
    } catch (error) {
      client.end().catch(() => undefined);
      throw error;
    }
  }

  function takeAll(told: [string, number | null, number | null][]): void {
    for (const [tag, staleAt, expiredAt] of told) tags.take(tag, { staleAt, expiredAt });
  }

  async function tidy(): Promise<void> {
    await attempt(() =>
      pool.query(`delete from cache_entry where expires_at < now() or stored_at <
        (select stored_at from cache_entry order by stored_at desc offset ${entriesMax} limit 1)`),
    );
    await attempt(() => pool.query(`delete from cache_tag where told_at < now() - interval '${tagsKept}'`));
  }
  const tidying = setInterval(() => void tidy(), tidyEveryMs).unref();

  return {
    get: async (key) => {
      const found = await attempt(() =>
        pool.query<{ value: Buffer }>(
          "select value from cache_entry where key = $1 and (expires_at is null or expires_at > now())",
          [`${release}:${key}`],
        ),
      );
      return found?.rows[0]?.value;
    },
    set: async (key, value, ttlSeconds) => {
      const ttl = Number.isFinite(ttlSeconds) ? Math.max(1, Math.ceil(ttlSeconds)) : null;
      await attempt(() =>
        pool.query(
          `insert into cache_entry (key, value, expires_at) values ($1, $2, now() + make_interval(secs => $3))
          on conflict (key) do update set value = excluded.value, stored_at = now(), expires_at = excluded.expires_at`,
          [`${release}:${key}`, value, ttl],
        ),
      );
    },
    tellTags: async (marked) => {
      if (marked.length === 0) return;
      const told = marked.map(([tag, { staleAt, expiredAt }]) => [tag, staleAt, expiredAt]);
      await attempt(() =>
        pool.query(
          `with told as (
            insert into cache_tag (tag, stale_at, expired_at)
            select t->>0, (t->>1)::double precision, (t->>2)::double precision from json_array_elements($1) t
            on conflict (tag) do update set stale_at = greatest(cache_tag.stale_at, excluded.stale_at),
              expired_at = greatest(cache_tag.expired_at, excluded.expired_at), told_at = now()
            returning json_build_array(tag, stale_at, expired_at) as one)
          select pg_notify('cache_tags', json_build_array(one)::text) from told`,
          [JSON.stringify(told)],
        ),
      );
    },
    catchUp: async () => {
      if (listener && !listening) return;
      await attempt(() => (listening ??= listen().finally(() => (listening = undefined))));
    },
    close: async () => {
      clearInterval(tidying);
      await Promise.all([listener?.end(), pool.end()]).catch(() => undefined);
    },
  };
}
