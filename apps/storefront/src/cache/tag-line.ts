import pg from "pg";
import type { TagTime, TagTimes } from "./tag-times.ts";

type Row = { readonly tag: string; readonly stale_at: number | null; readonly expired_at: number | null };

/** What was told of one tag, as it goes over the line. */
export type ToldTag = readonly [tag: string, staleAt: number | null, expiredAt: number | null];
export const told = ([tag, { staleAt, expiredAt }]: readonly [string, TagTime]): ToldTag => [
  tag,
  staleAt,
  expiredAt,
];
export const tagChannel = "cache_tags";

/** Hears by LISTEN what other processes call old, and at its opening reads all that was ever told. */
export function openTagLine({
  url,
  tags,
  connectWithinMs,
}: {
  url: string;
  tags: TagTimes;
  connectWithinMs: number;
}) {
  let line: pg.Client | undefined;
  let opening: Promise<void> | undefined;

  function take(all: readonly ToldTag[]): void {
    for (const [tag, staleAt, expiredAt] of all) tags.take(tag, { staleAt, expiredAt });
  }

  /** Listens first and reads then, so that nothing falls between the two. */
  async function listen(): Promise<void> {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: connectWithinMs });
    const lost = () => {
      if (line !== client) return;
      line = undefined;
      opening = undefined;
      client.end().catch(() => undefined);
    };
    client.on("error", lost);
    client.on("end", lost);
    client.on("notification", ({ payload }) => take(JSON.parse(payload ?? "[]") as ToldTag[]));
    try {
      await client.connect();
      line = client;
      await client.query(`listen ${tagChannel}`);
      const { rows } = await client.query<Row>("select tag, stale_at, expired_at from cache_tag");
      take(rows.map((row) => [row.tag, row.stale_at, row.expired_at]));
    } catch (error) {
      client.end().catch(() => undefined);
      throw error;
    }
  }

  return {
    isOpen: () => line !== undefined && opening === undefined,
    /** Rejects when the store cannot be reached; the next call tries again. */
    open: (): Promise<void> => (opening ??= listen().finally(() => (opening = undefined))),
    close: () => line?.end(),
  };
}
