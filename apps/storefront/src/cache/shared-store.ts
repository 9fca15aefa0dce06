import pg from "pg";
import { createAttempts } from "./attempts.ts";
import { createMemory } from "./memory.ts";
import { openTagLine, tagChannel, told } from "./tag-line.ts";
import type { TagTime, TagTimes } from "./tag-times.ts";

/**
 * What several processes of one release keep together. Nothing here ever rejects: a store that is away is an empty one, apart
 * from what was written meanwhile, which it is given when it is back.
 */
export interface SharedStore {
  get(key: string): Promise<Buffer | undefined>;
  /** Resolves when the store has it, or cannot take it now. `ttlSeconds` is infinite for what never ends by itself. */
  set(key: string, value: Buffer, ttlSeconds: number): Promise<void>;
  /** Tells every process; resolves when the store knows, or cannot be told now. */
  tellTags(marked: readonly (readonly [string, TagTime])[]): Promise<void>;
  /** Resolves when what others told is known here, or cannot be. */
  catchUp(): Promise<void>;
  close(): Promise<void>;
}

/** A write that the store has not confirmed; `since` in milliseconds of this process's own clock. */
type Owed = { readonly value: Buffer; readonly ttlSeconds: number | null; readonly since: number };

/** Neither is unlogged: after a crash of the database the shop may be silent, and what was good must still be there, and known as old. */
const schema = `
  create table if not exists cache_entry (
    key text primary key, value bytea not null, stored_at timestamptz not null default now(), expires_at timestamptz);
  create index if not exists cache_entry_stored_at on cache_entry (stored_at);
  create table if not exists cache_tag (
    tag text primary key, stale_at double precision, expired_at double precision,
    told_at timestamptz not null default now())`;

/** How long a store that failed is left alone; then it is given what it missed. */
const restMs = 2_000;
/** Of writes it missed; the least used are forgotten, and written anew when somebody asks. */
const owedBytes = 16 * 1_024 * 1_024;
/** A connection that gives no answer for so long is given up. */
const goneAfterMs = 2_000;
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
    connectionTimeoutMillis: goneAfterMs,
    query_timeout: goneAfterMs,
    application_name: "evertill-page-cache",
  });
  pool.on("error", onTrouble);
  const attemptAnything = createAttempts({ answerWithinMs, restMs, onTrouble });
  const owed = createMemory<Owed>(owedBytes);
  const owedTags = new Map<string, TagTime>();
  let ready: Promise<void> | undefined;
  const line = openTagLine({ url, tags, connectWithinMs: answerWithinMs });

  async function prepare(): Promise<void> {
    const client = await pool.connect();
    try {
      // Two processes that create the same table at once would collide.
      await client.query(`begin; select pg_advisory_xact_lock(712094); ${schema}; commit`);
      client.release();
    } catch (error) {
      // It may stand in the middle of a transaction that failed.
      client.release(true);
      throw error;
    }
  }

  /** Undefined when the store does not answer in time. One that was made anew in between has no tables. */
  function attempt<Value>(work: () => Promise<Value>): Promise<Value | undefined> {
    return attemptAnything(async () => {
      try {
        await (ready ??= prepare());
        return await work();
      } catch (error) {
        ready = undefined;
        throw error;
      }
    });
  }

  /** Whether the store has it now. What another process wrote since is newer, and stays. */
  async function write(key: string, { value, ttlSeconds, since }: Owed): Promise<boolean> {
    const done = await attempt(() =>
      pool.query(
        `insert into cache_entry (key, value, stored_at, expires_at)
        select $1, $2, at, at + make_interval(secs => $3) from (select now() - make_interval(secs => $4) as at) written
        on conflict (key) do update set value = excluded.value, stored_at = excluded.stored_at, expires_at = excluded.expires_at
        where cache_entry.stored_at <= excluded.stored_at`,
        [`${release}:${key}`, value, ttlSeconds, (performance.now() - since) / 1_000],
      ),
    );
    return done !== undefined;
  }

  async function tell(marked: readonly (readonly [string, TagTime])[]): Promise<boolean> {
    const done = await attempt(() =>
      pool.query(
        `with told as (
          insert into cache_tag (tag, stale_at, expired_at)
          select t->>0, (t->>1)::double precision, (t->>2)::double precision from json_array_elements($1) t order by 1
          on conflict (tag) do update set stale_at = greatest(cache_tag.stale_at, excluded.stale_at),
            expired_at = greatest(cache_tag.expired_at, excluded.expired_at), told_at = now()
          returning json_build_array(tag, stale_at, expired_at) as one)
        select pg_notify('${tagChannel}', json_build_array(one)::text) from told`,
        [JSON.stringify(marked.map(told))],
      ),
    );
    return done !== undefined;
  }

  async function settleTags(): Promise<boolean> {
    const marked = [...owedTags];
    if (marked.length === 0) return true;
    if (!(await tell(marked))) return false;
    for (const [tag, time] of marked) if (owedTags.get(tag) === time) owedTags.delete(tag);
    return true;
  }

  async function settleEntry(key: string, one: Owed): Promise<boolean> {
    const isDone = await write(key, one);
    if (isDone) owed.delete(key, one);
    return isDone;
  }

  /** Gives the store what it missed, one after another, for as long as it takes it. */
  async function settle(): Promise<void> {
    if (!(await settleTags())) return;
    for (const [key, one] of owed.entries()) if (!(await settleEntry(key, one))) return;
  }

  async function tidy(): Promise<void> {
    await attempt(() =>
      pool.query(`delete from cache_entry where expires_at < now() or stored_at <
        (select stored_at from cache_entry order by stored_at desc offset ${entriesMax} limit 1)`),
    );
    await attempt(() => pool.query(`delete from cache_tag where told_at < now() - interval '${tagsKept}'`));
  }
  const tidying = setInterval(() => void tidy(), tidyEveryMs).unref();
  const settling = setInterval(() => void settle(), restMs).unref();

  return {
    get: async (key) => {
      const missed = owed.get(key);
      if (missed) return missed.value;
      const found = await attempt(() =>
        pool.query<{ value: Buffer }>(
          "select value from cache_entry where key = $1 and (expires_at is null or expires_at > now())",
          [`${release}:${key}`],
        ),
      );
      return found?.rows[0]?.value;
    },
    set: async (key, value, ttl) => {
      const ttlSeconds = Number.isFinite(ttl) ? Math.max(1, Math.ceil(ttl)) : null;
      const one: Owed = { value, ttlSeconds, since: performance.now() };
      owed.set(key, one, value.byteLength);
      await settleEntry(key, one);
    },
    tellTags: async (marked) => {
      for (const [tag, time] of marked) owedTags.set(tag, time);
      await settleTags();
    },
    catchUp: async () => {
      if (!line.isOpen()) await attempt(line.open);
    },
    close: async () => {
      clearInterval(tidying);
      clearInterval(settling);
      await Promise.all([line.close(), pool.end()]).catch(() => undefined);
    },
  };
}
