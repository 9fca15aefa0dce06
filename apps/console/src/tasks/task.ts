import { type CaseRecord, closeCase, closedCases, openCases } from "@evertill/checkout";
import type { Database } from "@evertill/database";
import { closedTasks, closeTask, openTasks, type TaskRecord } from "@evertill/payments";
import { caseSummaries } from "./case-words.ts";

/** What only a person can settle, whoever found it. */
export type Task = {
  readonly source: "payments" | "till";
  readonly id: string;
  readonly kind: string;
  readonly summary: string;
  readonly subject: string;
  readonly details: Readonly<Record<string, unknown>>;
  readonly openedAt: Date;
  readonly closed: TaskRecord["closed"];
};

/** All open tasks, oldest first. */
export async function readOpenTasks(database: Database): Promise<readonly Task[]> {
  const [tasks, cases] = await Promise.all([openTasks(database), openCases(database)]);
  return [...tasks.map(ofPayments), ...cases.map(ofTill)].toSorted(
    (one, other) => one.openedAt.getTime() - other.openedAt.getTime(),
  );
}

/** The tasks closed last, newest first. */
export async function readClosedTasks(database: Database): Promise<readonly Task[]> {
  const [tasks, cases] = await Promise.all([closedTasks(database, 50), closedCases(database, 50)]);
  const at = ({ closed }: Task) => closed?.at.getTime() ?? 0;
  return [...tasks.map(ofPayments), ...cases.map(ofTill)]
    .toSorted((one, other) => at(other) - at(one))
    .slice(0, 50);
}

/** Closes a task with what was found; false when somebody else closed it. */
export function closeTaskOf(
  database: Database,
  source: Task["source"],
  closing: { readonly id: string; readonly by: string; readonly note: string; readonly now: Date },
): Promise<boolean> {
  return source === "payments" ? closeTask(database, closing) : closeCase(database, closing);
}

function ofPayments({ id, kind, summary, subject, details = {}, openedAt, closed }: TaskRecord): Task {
  return { source: "payments", id, kind, summary, subject, details, openedAt, closed };
}

function ofTill({ id, kind, subject, detail, openedAt, closed }: CaseRecord): Task {
  return {
    source: "till",
    id,
    kind,
    summary: caseSummaries[kind],
    subject,
    details: detail,
    openedAt,
    closed,
  };
}
