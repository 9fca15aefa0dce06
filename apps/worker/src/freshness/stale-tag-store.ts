import type { Database, Transaction } from "@evertill/database";
import { sql } from "drizzle-orm";
import type { ToldBy } from "./subject-store.ts";

/** Pages under a tag that wait to be written anew. */
export type StaleTag = {
  readonly tag: string;
  /** Who told of it first. */
  readonly toldBy: ToldBy;
  readonly calledAt: Date;
  /** How often it was called since. */
  readonly calls: number;
};

/** Calls tags stale, together or not at all. */
export async function callStale(
  tx: Transaction,
  { tags, toldBy }: { tags: readonly string[]; toldBy: ToldBy },
  now: Date,
): Promise<void> {
  if (tags.length === 0) return;
  await tx.execute(sql`
    insert into stale_tag (tag, told_by, called_at)
    select unnest(${sql.param([...tags])}::text[]), ${toldBy}, ${now.toISOString()}
    on conflict (tag) do update set calls = stale_tag.calls + 1`);
}

/** At most so many, those that wait longest first. */
export async function listStale(database: Database, max: number): Promise<StaleTag[]> {
  const { rows } = await database.execute<{
    tag: string;
    told_by: ToldBy;
    called_at: Date | string;
    calls: number;
  }>(sql`select * from stale_tag order by called_at, tag limit ${max}`);
  return rows.map((row) => ({
    tag: row.tag,
    toldBy: row.told_by,
    calledAt: new Date(row.called_at),
    calls: row.calls,
  }));
}

/** Forgets those that nobody called again meanwhile. */
export async function forgetStale(database: Database, seen: readonly StaleTag[]): Promise<void> {
  await database.execute(sql`
    delete from stale_tag where (tag, calls) in (
      select * from unnest(${sql.param(seen.map(({ tag }) => tag))}::text[],
        ${sql.param(seen.map(({ calls }) => calls))}::integer[]))`);
}

/** Whether any has waited since before a moment. */
export async function hasStale(database: Database, before: Date): Promise<boolean> {
  const { rows } = await database.execute(
    sql`select 1 from stale_tag where called_at < ${before.toISOString()} limit 1`,
  );
  return rows.length > 0;
}
