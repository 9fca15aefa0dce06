import type { Database, Transaction } from "@evertill/database";
import { type SQL, sql } from "drizzle-orm";
import type { CaseKind } from "../ports/till-store.ts";

/** A case as it is kept. */
export type CaseRecord = {
  readonly id: string;
  readonly kind: CaseKind;
  /** An order's or a checkout's id. */
  readonly subject: string;
  readonly detail: Readonly<Record<string, unknown>>;
  readonly openedAt: Date;
  readonly closed: { readonly at: Date; readonly by: string | null; readonly note: string | null } | null;
};

/** Hands something to a person; a case of that kind that is open for the subject already stays the only one. */
export async function openCase(
  database: Database | Transaction,
  { kind, subject, detail, now }: { kind: CaseKind; subject: string; detail: object; now: Date },
): Promise<void> {
  await database.execute(sql`
    insert into operator_case (kind, subject, detail, opened_at)
    values (${kind}, ${subject}, ${JSON.stringify(detail)}::jsonb, ${now.toISOString()})
    on conflict (kind, subject) where closed_at is null do nothing`);
}

/** Cases nobody has closed yet, oldest first. */
export function openCases(database: Database): Promise<readonly CaseRecord[]> {
  return findCases(database, sql`closed_at is null order by opened_at`);
}

/** Cases closed last, newest first. */
export function closedCases(database: Database, limit: number): Promise<readonly CaseRecord[]> {
  return findCases(database, sql`closed_at is not null order by closed_at desc limit ${limit}`);
}

/** Every case about one of the subjects, closed or not, oldest first. */
export function casesAbout(database: Database, subjects: readonly string[]): Promise<readonly CaseRecord[]> {
  return findCases(database, sql`subject = any(${sql.param(subjects)}::text[]) order by opened_at`);
}

/** Closes a case with what was found; false when it is not open (any more). */
export async function closeCase(
  database: Database,
  {
    id,
    by,
    note,
    now,
  }: { readonly id: string; readonly by: string; readonly note: string; readonly now: Date },
): Promise<boolean> {
  const { rowCount } = await database.execute(sql`
    update operator_case set closed_at = ${now.toISOString()}, closed_by = ${by}, note = ${note}
    where id = ${id}::bigint and closed_at is null`);
  return rowCount === 1;
}

/** Closes the open case of that kind about a subject, where there is one: it came right by itself. */
export async function closeCaseAbout(
  database: Database | Transaction,
  kind: CaseKind,
  subject: string,
  now: Date,
): Promise<void> {
  await database.execute(sql`update operator_case set closed_at = ${now.toISOString()}
    where kind = ${kind} and subject = ${subject} and closed_at is null`);
}

async function findCases(database: Database, where: SQL): Promise<readonly CaseRecord[]> {
  const { rows } = await database.execute<{
    id: string;
    kind: CaseKind;
    subject: string;
    detail: Record<string, unknown>;
    opened_at: Date | string;
    closed_at: Date | string | null;
    closed_by: string | null;
    note: string | null;
  }>(
    sql`select id::text, kind, subject, detail, opened_at, closed_at, closed_by, note from operator_case where ${where}`,
  );
  return rows.map(({ opened_at, closed_at, closed_by, note, ...rest }) => ({
    ...rest,
    openedAt: new Date(opened_at),
    closed: closed_at === null ? null : { at: new Date(closed_at), by: closed_by, note },
  }));
}
