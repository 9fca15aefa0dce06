import { randomUUID } from "node:crypto";
import type { Database, Transaction } from "@evertill/database";
import { type SQL, sql } from "drizzle-orm";
import type { OperatorTask } from "../attempt-store.ts";
import type { TaskRecord } from "../timeline/payment-record.ts";

/** Hands something to a person. While a task of the same kind and subject is open, another is not added. */
export async function openTask(
  database: Database | Transaction,
  task: OperatorTask,
  now: Date,
): Promise<void> {
  await database.execute(sql`
    insert into operator_task (id, kind, subject, summary, details, opened_at)
    values (${randomUUID()}, ${task.kind}, ${task.subject}, ${task.summary},
      ${JSON.stringify(task.details ?? {})}::jsonb, ${now.toISOString()})
    on conflict (kind, subject) where closed_at is null do nothing`);
}

/** Who closed a task that closed by itself. */
const ourselves = "Evertill";

/**
 * The task for something that is looked at again and again: what it says follows while it is open, and it is not opened
 * again where a person closed it knowing the same `details`. {@link closeStandingTask} closes it when it is over.
 */
export async function openStandingTask(
  database: Database | Transaction,
  { kind, subject, summary, details = {} }: OperatorTask,
  now: Date,
): Promise<void> {
  const told = JSON.stringify(details);
  await database.execute(sql`
    insert into operator_task (id, kind, subject, summary, details, opened_at)
    select ${randomUUID()}::uuid, ${kind}, ${subject}, ${summary}, ${told}::jsonb, ${now.toISOString()}::timestamptz
    where not exists (
      select from (
        select details, closed_by, closed_at from operator_task
        where kind = ${kind} and subject = ${subject} order by opened_at desc limit 1
      ) newest
      where newest.closed_at is not null and newest.closed_by is distinct from ${ourselves}
        and newest.details = ${told}::jsonb)
    on conflict (kind, subject) where closed_at is null do update
      set summary = excluded.summary, details = excluded.details`);
}

/** Closes the open task of this kind and subject, if there is one: what it was about is over. */
export async function closeStandingTask(
  database: Database | Transaction,
  { kind, subject, note }: Pick<OperatorTask, "kind" | "subject"> & { readonly note: string },
  now: Date,
): Promise<void> {
  await database.execute(sql`
    update operator_task set closed_at = ${now.toISOString()}, closed_by = ${ourselves}, note = ${note}
    where kind = ${kind} and subject = ${subject} and closed_at is null`);
}

/** Tasks nobody has closed yet, oldest first. */
export function openTasks(database: Database | Transaction): Promise<readonly TaskRecord[]> {
  return findTasks(database, sql`closed_at is null order by opened_at`);
}

/** Tasks closed last, newest first. */
export function closedTasks(database: Database, limit: number): Promise<readonly TaskRecord[]> {
  return findTasks(database, sql`closed_at is not null order by closed_at desc limit ${limit}`);
}

/** Every task about one of the subjects, closed or not, oldest first. */
export function tasksAbout(database: Database, subjects: readonly string[]): Promise<readonly TaskRecord[]> {
  return findTasks(database, sql`subject = any(${sql.param(subjects)}::text[]) order by opened_at`);
}

/** Closes a task with what was found; false when it is not open (any more). */
export async function closeTask(
  database: Database,
  {
    id,
    by,
    note,
    now,
  }: { readonly id: string; readonly by: string; readonly note: string; readonly now: Date },
): Promise<boolean> {
  const { rowCount } = await database.execute(sql`
    update operator_task set closed_at = ${now.toISOString()}, closed_by = ${by}, note = ${note}
    where id = ${id}::uuid and closed_at is null`);
  return rowCount === 1;
}

async function findTasks(database: Database | Transaction, where: SQL): Promise<readonly TaskRecord[]> {
  const { rows } = await database.execute<
    {
      id: string;
      kind: string;
      subject: string;
      summary: string;
      details: Record<string, unknown>;
      opened_at: string | Date;
      closed_at: string | Date | null;
      closed_by: string | null;
      note: string | null;
    } & Record<string, unknown>
  >(sql`select id, kind, subject, summary, details, opened_at, closed_at, closed_by, note
    from operator_task where ${where}`);
  return rows.map(({ opened_at, closed_at, closed_by, note, id, kind, subject, summary, details }) => ({
    id,
    kind,
    subject,
    summary,
    details,
    openedAt: new Date(opened_at),
    closed: closed_at === null ? null : { at: new Date(closed_at), by: closed_by, note },
  }));
}
