import { type CaseRecord, checkoutsById, closeCase, closedCases, openCases } from "@evertill/checkout";
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
  /** Whose payment it is about; null where it is about none, or nobody typed an address. */
  readonly email: string | null;
  readonly details: Readonly<Record<string, unknown>>;
  readonly openedAt: Date;
  readonly closed: TaskRecord["closed"];
};

/** All open tasks, oldest first. */
export async function readOpenTasks(database: Database): Promise<readonly Task[]> {
  const [tasks, cases] = await Promise.all([openTasks(database), openCases(database)]);
  const all = [...tasks.map(ofPayments), ...cases.map(ofTill)].toSorted(
    (one, other) => one.openedAt.getTime() - other.openedAt.getTime(),
  );
  return withShoppers(database, all);
}

/** The tasks closed last, newest first. */
export async function readClosedTasks(database: Database): Promise<readonly Task[]> {
  const [tasks, cases] = await Promise.all([closedTasks(database, 50), closedCases(database, 50)]);
  const at = ({ closed }: NamelessTask) => closed?.at.getTime() ?? 0;
  const newest = [...tasks.map(ofPayments), ...cases.map(ofTill)]
    .toSorted((one, other) => at(other) - at(one))
    .slice(0, 50);
  return withShoppers(database, newest);
}

/** Closes a task with what was found; false when somebody else closed it. */
export function closeTaskOf(
  database: Database,
  source: Task["source"],
  closing: { readonly id: string; readonly by: string; readonly note: string; readonly now: Date },
): Promise<boolean> {
  return source === "payments" ? closeTask(database, closing) : closeCase(database, closing);
}

async function withShoppers(database: Database, tasks: readonly NamelessTask[]): Promise<readonly Task[]> {
  const references = tasks.flatMap(({ details: { reference } }) =>
    typeof reference === "string" && isId.test(reference) ? [reference] : [],
  );
  const checkouts = await checkoutsById(database, references);
  const emails = new Map(checkouts.map(({ id, email }) => [id, email]));
  return tasks.map((task) => ({ ...task, email: emails.get(String(task.details["reference"])) ?? null }));
}

/** A reference of ours; those of a provider's report are none. */
const isId = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

type NamelessTask = Omit<Task, "email">;

function ofPayments({
  id,
  kind,
  summary,
  subject,
  details = {},
  openedAt,
  closed,
}: TaskRecord): NamelessTask {
  return { source: "payments", id, kind, summary, subject, details, openedAt, closed };
}

function ofTill({ id, kind, subject, detail, openedAt, closed }: CaseRecord): NamelessTask {
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
