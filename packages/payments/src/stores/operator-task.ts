import { randomUUID } from "node:crypto";
import type { Database, Transaction } from "@evertill/database";
import { sql } from "drizzle-orm";
import type { OperatorTask } from "../attempt-store.ts";

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

/** Tasks nobody has closed yet, oldest first. */
export async function openTasks(
  database: Database | Transaction,
): Promise<readonly (OperatorTask & { readonly id: string; readonly openedAt: Date })[]> {
  const { rows } = await database.execute<
    {
      id: string;
      kind: string;
      subject: string;
      summary: string;
      details: Record<string, unknown>;
      opened_at: string | Date;
    } & Record<string, unknown>
  >(sql`select * from operator_task where closed_at is null order by opened_at`);
  return rows.map(({ opened_at, id, kind, subject, summary, details }) => ({
    id,
    kind,
    subject,
    summary,
    details,
    openedAt: new Date(opened_at),
  }));
}
