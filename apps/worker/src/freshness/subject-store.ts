import type { ShopVersion } from "@evertill/catalog";
import type { Database, Transaction } from "@evertill/database";
import { sql } from "drizzle-orm";

/** Who told of a change. */
export type ToldBy = "webhook" | "sweep";

/** A thing of the shop that pages show: a product or a collection by its Shopify id, anything else by its tag. */
export type Subject = {
  readonly subject: string;
  readonly heardVersion: Date | null;
  readonly heardCount: number;
  readonly pendingSince: Date | null;
  readonly toldBy: ToldBy;
  /** False for what is new to the shop, or to us. */
  readonly wasShown: boolean;
} & Omit<Shown, "version">;

/** What pages show. */
export type Shown = {
  readonly version: Date | null;
  readonly handle: string | null;
  readonly collectionIds: readonly string[];
  readonly listedAs: string;
  /** Null before the first comparison. */
  readonly shownAs: ShopVersion["shownAs"] | null;
  readonly cardAs: ShopVersion["cardAs"] | null;
};

/**
 * Notes that a subject changed. False when that is known: `version` is older than what was heard or is shown. The same version
 * in another webhook counts, since versions may be whole seconds, and two edits can lie in one; a sweep sees the same one
 * again and again. Without a version it always counts, for what is gone has none.
 */
export async function hearChange(
  tx: Database | Transaction,
  { subject, version, toldBy }: { subject: string; version: Date | null; toldBy: ToldBy },
  now: Date,
): Promise<boolean> {
  const at = now.toISOString();
  const { rows } = await tx.execute(sql`
    insert into shop_subject as known (subject, heard_version, heard_count, pending_since, told_by)
    values (${subject}, ${version?.toISOString() ?? null}, 1, ${at}, ${toldBy})
    on conflict (subject) do update set
      heard_version = case when excluded.heard_version is not null
        then greatest(known.heard_version, excluded.heard_version) end,
      heard_count = known.heard_count + 1,
      pending_since = coalesce(known.pending_since, excluded.pending_since),
      told_by = case when known.pending_since is null then excluded.told_by else known.told_by end
    where excluded.heard_version is null
      or excluded.heard_version > coalesce(greatest(known.heard_version, known.shown_version), '-infinity')
      or (excluded.heard_version >= coalesce(known.heard_version, '-infinity') and excluded.told_by = 'webhook'
        and excluded.heard_version >= coalesce(known.shown_version, '-infinity'))
    returning subject`);
  return rows.length > 0;
}

/** Notes what is there when nothing is known yet, without calling any page old. */
export async function noteShown(database: Database, subject: string, version: Date): Promise<void> {
  await database.execute(sql`
    insert into shop_subject (subject, heard_version, shown_version, heard_count, told_by)
    values (${subject}, ${version.toISOString()}, ${version.toISOString()}, 0, 'sweep') on conflict do nothing`);
}

type Row = {
  subject: string;
  heard_version: Date | string | null;
  shown_version: Date | string | null;
  heard_count: number;
  pending_since: Date | string | null;
  told_by: ToldBy;
  handle: string | null;
  collection_ids: string[];
  listed_as: string;
  shown_as: string | null;
  card_as: string | null;
};

export async function findSubject(database: Database, subject: string): Promise<Subject | null> {
  const { rows } = await database.execute<Row>(sql`select * from shop_subject where subject = ${subject}`);
  const [row] = rows;
  if (!row) return null;
  return {
    subject,
    heardVersion: row.heard_version === null ? null : new Date(row.heard_version),
    heardCount: row.heard_count,
    pendingSince: row.pending_since === null ? null : new Date(row.pending_since),
    toldBy: row.told_by,
    wasShown: row.shown_version !== null,
    handle: row.handle,
    collectionIds: row.collection_ids,
    listedAs: row.listed_as,
    shownAs: row.shown_as,
    cardAs: row.card_as,
  };
}

/**
 * Notes that its own pages show it. What was heard meanwhile stays to be done. A version that was heard of and never shown is
 * forgotten: whatever is newer than what is shown is news again.
 */
export async function markShown(tx: Transaction, known: Subject, shown: Shown): Promise<void> {
  await tx.execute(sql`
    update shop_subject set
      heard_version = case when heard_count = ${known.heardCount}
        then coalesce(${shown.version?.toISOString() ?? null}::timestamptz, heard_version) else heard_version end,
      shown_version = coalesce(${shown.version?.toISOString() ?? null}::timestamptz, shown_version),
      handle = ${shown.handle}, collection_ids = ${sql.param([...shown.collectionIds])}::text[],
      listed_as = ${shown.listedAs}, shown_as = ${shown.shownAs}, card_as = ${shown.cardAs},
      pending_since = case when heard_count = ${known.heardCount} then null else pending_since end
    where subject = ${known.subject}`);
}

/** One change on its way to the pages that show it. */
export type Refresh = {
  readonly subject: string;
  readonly toldBy: ToldBy;
  readonly changedAt: Date | null;
  readonly heardAt: Date;
  readonly shownAt: Date;
  readonly pages: number;
};

/** Notes how long a change took to its pages. */
export async function recordRefresh(tx: Database | Transaction, refresh: Refresh): Promise<void> {
  const { subject, toldBy, changedAt, heardAt, shownAt, pages } = refresh;
  await tx.execute(sql`
    insert into page_refresh (subject, told_by, changed_at, heard_at, shown_at, pages)
    values (${subject}, ${toldBy}, ${changedAt?.toISOString() ?? null}, ${heardAt.toISOString()},
      ${shownAt.toISOString()}, ${pages})`);
}

/** Subjects whose change has waited since before a moment. */
export async function listPending(database: Database, before: Date): Promise<string[]> {
  const { rows } = await database.execute<{ subject: string }>(
    sql`select subject from shop_subject where pending_since < ${before.toISOString()}`,
  );
  return rows.map(({ subject }) => subject);
}

/** Subjects whose names begin with a text, and the newest version heard of any of them. */
export async function listKnown(
  database: Database,
  prefix: string,
): Promise<{ readonly subjects: ReadonlySet<string>; readonly newest: Date | null }> {
  const { rows } = await database.execute<{ subject: string; version: Date | string | null }>(sql`
    select subject, greatest(heard_version, shown_version) as version from shop_subject
    where starts_with(subject, ${prefix})`);
  const versions = rows.flatMap(({ version }) => (version === null ? [] : [new Date(version).getTime()]));
  return {
    subjects: new Set(rows.map(({ subject }) => subject)),
    newest: versions.length === 0 ? null : new Date(versions.reduce((a, b) => Math.max(a, b))),
  };
}

/** Keeps what something without a version says; true when it said something else before. */
export async function keepDigest(database: Database, subject: string, digest: string): Promise<boolean> {
  const { rows } = await database.execute<{ before: string | null }>(sql`
    with old as (select digest from shop_subject where subject = ${subject})
    insert into shop_subject (subject, digest, heard_count, told_by) values (${subject}, ${digest}, 0, 'sweep')
    on conflict (subject) do update set digest = excluded.digest
    returning (select digest from old) as before`);
  const before = rows[0]?.before ?? null;
  return before !== null && before !== digest;
}

/** Forgets a subject that is gone for good. */
export async function forgetSubject(tx: Transaction, { subject, heardCount }: Subject): Promise<void> {
  await tx.execute(sql`delete from shop_subject where subject = ${subject} and heard_count = ${heardCount}`);
}
