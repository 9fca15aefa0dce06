import type { Database } from "@evertill/database";
import { currency, money } from "@evertill/money";
import { sql } from "drizzle-orm";
import type { StoredDecision } from "../authentication/decision-store.ts";
import type { RoutingDecision } from "../routing/choose-methods.ts";
import type { AttemptRecord, OperationRecord, PaymentRecord, Step } from "../timeline/payment-record.ts";
import { attemptColumns, attemptFromRow, type AttemptRow } from "./attempt-row.ts";
import { tasksAbout } from "./operator-task.ts";

const columns = sql.raw(attemptColumns.map((column) => `a.${column}`).join(", "));

/** Everything that is kept of a checkout's payment; null when nothing was ever offered or tried. */
export async function readPaymentRecord(
  database: Database,
  reference: string,
): Promise<PaymentRecord | null> {
  const [attempts, routing] = await Promise.all([
    readAttempts(database, reference),
    readRouting(database, reference),
  ]);
  if (attempts.length === 0 && routing.length === 0) return null;
  const subjects = [reference, ...attempts.map(({ attempt }) => attempt.id)];
  return { reference, attempts, routing, tasks: await tasksAbout(database, subjects) };
}

async function readAttempts(database: Database, reference: string): Promise<readonly AttemptRecord[]> {
  const { rows } = await database.execute<
    AttemptRow & { reversal_since: Date | string | null; reversed_at: Date | string | null }
  >(sql`
    select ${columns}, p.reference, a.reversal_since, a.reversed_at
    from payment_attempt a join payment p on p.id = a.payment_id
    where p.reference = ${reference} order by a.number`);
  const ids = rows.map(({ id }) => id);
  const [steps, operations, authentications, webhooks] = await Promise.all([
    readSteps(database, ids),
    readOperations(database, ids),
    readAuthentications(database, ids),
    readWebhooks(database, ids),
  ]);
  return rows.map((row) => ({
    attempt: attemptFromRow(row),
    steps: steps.get(row.id) ?? [],
    operations: operations.get(row.id) ?? [],
    authentications: authentications.get(row.id) ?? [],
    webhooks: webhooks.get(row.id) ?? [],
    reversal:
      row.reversal_since === null
        ? null
        : { since: new Date(row.reversal_since), doneAt: dateOrNull(row.reversed_at) },
  }));
}

async function readRouting(database: Database, reference: string): Promise<PaymentRecord["routing"]> {
  const { rows } = await database.execute<{ decided_at: Date | string; decision: RoutingDecision }>(
    sql`select decided_at, decision from payment_routing where reference = ${reference} order by id`,
  );
  return rows.map(({ decided_at, decision }) => ({ at: new Date(decided_at), decision }));
}

async function readSteps(database: Database, ids: readonly string[]): Promise<Map<string, Step[]>> {
  const { rows } = await database.execute<{
    attempt_id: string;
    from_state: Step["from"];
    to_state: Step["to"];
    cause: string;
    happened_at: Date | string;
  }>(sql`select attempt_id, from_state, to_state, cause, happened_at from payment_attempt_history
    where attempt_id = any(${sql.param(ids)}::uuid[]) and not starts_with(to_state, 'dispute_') order by id`);
  return byAttempt(rows, ({ from_state, to_state, cause, happened_at }) => ({
    from: from_state,
    to: to_state,
    cause,
    at: new Date(happened_at),
  }));
}

async function readOperations(
  database: Database,
  ids: readonly string[],
): Promise<Map<string, OperationRecord[]>> {
  const { rows } = await database.execute<{
    attempt_id: string;
    operation: string;
    amount_minor: string | null;
    currency: string;
    started_at: Date | string;
    result: string | null;
    detail: string | null;
    finished_at: Date | string | null;
  }>(sql`select attempt_id, operation, o.amount_minor, currency, started_at, result, detail, finished_at
    from payment_operation o join payment_attempt a on a.id = attempt_id
    where attempt_id = any(${sql.param(ids)}::uuid[]) order by started_at, o.number`);
  return byAttempt(
    rows,
    ({ operation, amount_minor, currency: code, result, detail, started_at, finished_at }) => ({
      operation,
      amount: amount_minor === null ? null : money(Number(amount_minor), currency(code)),
      startedAt: new Date(started_at),
      result,
      detail,
      finishedAt: dateOrNull(finished_at),
    }),
  );
}

async function readAuthentications(
  database: Database,
  ids: readonly string[],
): Promise<Map<string, AttemptRecord["authentications"][number][]>> {
  const { rows } = await database.execute<
    StoredDecision & { attempt_id: string; after_soft_decline: boolean; decided_at: Date | string }
  >(sql`select attempt_id, after_soft_decline, decided_at, decision, risk from payment_authentication
    where attempt_id = any(${sql.param(ids)}::uuid[]) order by decided_at, after_soft_decline`);
  return byAttempt(rows, ({ decision, risk, after_soft_decline, decided_at }) => ({
    decision,
    risk,
    afterSoftDecline: after_soft_decline,
    at: new Date(decided_at),
  }));
}

async function readWebhooks(
  database: Database,
  ids: readonly string[],
): Promise<Map<string, AttemptRecord["webhooks"][number][]>> {
  const { rows } = await database.execute<{
    attempt_id: string;
    type: string;
    received_at: Date | string;
    applied_at: Date | string | null;
  }>(sql`select a.id as attempt_id, e.type, e.received_at, e.applied_at
    from payment_attempt a join provider_event e on e.provider = a.provider and e.provider_reference = a.provider_reference
    where a.id = any(${sql.param(ids)}::uuid[]) order by e.received_at`);
  return byAttempt(rows, ({ type, received_at, applied_at }) => ({
    type,
    receivedAt: new Date(received_at),
    appliedAt: dateOrNull(applied_at),
  }));
}

function byAttempt<Row extends { readonly attempt_id: string }, Item>(
  rows: readonly Row[],
  itemOf: (row: Row) => Item,
): Map<string, Item[]> {
  const grouped = Map.groupBy(rows, ({ attempt_id }) => attempt_id);
  return new Map([...grouped].map(([id, own]) => [id, own.map(itemOf)]));
}

function dateOrNull(written: Date | string | null): Date | null {
  return written === null ? null : new Date(written);
}
