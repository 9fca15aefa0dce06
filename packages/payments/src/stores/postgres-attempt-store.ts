import { randomUUID } from "node:crypto";
import type { Database } from "@evertill/database";
import type { Money } from "@evertill/money";
import { type SQL, sql } from "drizzle-orm";
import type { Attempt, AttemptState } from "../attempt/attempt.ts";
import { mayGo } from "../attempt/transitions.ts";
import type {
  AttemptStore,
  BeginRequest,
  EndedOperation,
  MovedBy,
  StoredEvent,
  StoredNews,
} from "../attempt-store.ts";
import type { Clock } from "../clock.ts";
import { idempotencyKey, type Operation } from "../key.ts";
import type { PaymentNews } from "../payments.ts";
import type { Heard, ProviderName } from "../provider.ts";
import { openTask } from "./operator-task.ts";
import { attemptColumns, type AttemptRow, attemptFromRow, detailsOf } from "./attempt-row.ts";

const columns = sql.raw(attemptColumns.map((column) => `a.${column}`).join(", "));
const attempts = sql`select ${columns}, p.reference from payment_attempt a join payment p on p.id = a.payment_id`;
const eventColumns = sql.raw("id, provider, event_id, type, provider_reference, body, heard, applied_at");
const isLive = sql`a.state in ('created', 'sent', 'requires_action', 'unknown', 'authorized', 'captured')`;

/** Attempts in Postgres. Each method is one statement or one short transaction; none is held over a provider's call. */
export function createPostgresAttemptStore(database: Database, clock: Clock): AttemptStore {
  const now = () => clock.now().toISOString();

  async function one(where: SQL): Promise<Attempt | null> {
    const { rows } = await database.execute<AttemptRow>(sql`${attempts} where ${where} limit 1`);
    return rows[0] ? attemptFromRow(rows[0]) : null;
  }

  async function existing(attemptId: string): Promise<Attempt> {
    const attempt = await one(sql`a.id = ${attemptId}`);
    if (!attempt) throw new Error(`Payment attempt ${attemptId} does not exist`);
    return attempt;
  }

  async function addOperation(
    { id, paymentId, provider, number: attemptNumber }: Attempt,
    { operation, number, amount }: { operation: Operation; number: number; amount: Money | null },
  ): Promise<{ key: string; startedAt: Date; added: boolean }> {
    const startedAt = now();
    const key = idempotencyKey({ paymentId, provider, operation, attemptNumber, number });
    const { rowCount } = await database.execute(sql`
      insert into payment_operation (idempotency_key, attempt_id, operation, number, amount_minor, started_at)
      values (${key}, ${id}, ${operation}, ${number}, ${amount?.amountMinor ?? null}, ${startedAt})
      on conflict do nothing`);
    return { key, startedAt: new Date(startedAt), added: rowCount === 1 };
  }

  return {
    begin: (request) => begin(database, request, now()),
    find: (id) => one(sql`a.id = ${id}`),
    findLive: (reference) => one(sql`p.reference = ${reference} and ${isLive}`),
    findNewest: (reference) => one(sql`p.reference = ${reference} order by a.number desc`),
    async findAll(reference) {
      const { rows } = await database.execute<AttemptRow>(
        sql`${attempts} where p.reference = ${reference} order by a.number`,
      );
      return rows.map(attemptFromRow);
    },
    findByInstrument: (reference, provider, digest) =>
      one(sql`p.reference = ${reference} and a.provider = ${provider} and a.instrument_digest = ${digest}`),
    findByProviderReference: (provider, reference) =>
      one(sql`a.provider = ${provider} and a.provider_reference = ${reference}`),

    async move(attempt, to, cause, news, by) {
      if (!mayGo(attempt.state, to.state)) {
        throw new Error(`A payment attempt cannot go from ${attempt.state} to ${to.state}`);
      }
      return move(database, { attempt, to, cause, news, by, now: now() });
    },

    async setProviderReference(attempt, { providerReference, details, key }) {
      const { rows } = await database.execute<AttemptRow>(sql`
        with closed as (${closing({ key, result: "answered", detail: null }, now())})
        update payment_attempt a set provider_reference = ${providerReference},
          provider_details = a.provider_details || ${JSON.stringify(details)}::jsonb
        from payment p
        where a.id = ${attempt.id} and p.id = a.payment_id
          and (a.provider_reference is null or a.provider_reference = ${providerReference})
        returning ${columns}, p.reference`);
      return rows[0] ? attemptFromRow(rows[0]) : existing(attempt.id);
    },

    async learnDetails(attempt, details) {
      const { rows } = await database.execute<AttemptRow>(sql`update payment_attempt a
        set provider_details = jsonb_strip_nulls(a.provider_details || ${JSON.stringify(details)}::jsonb)
        from payment p where a.id = ${attempt.id} and p.id = a.payment_id returning ${columns}, p.reference`);
      return rows[0] ? attemptFromRow(rows[0]) : existing(attempt.id);
    },

    async requestFence(attempt, reason) {
      await database.execute(sql`update payment_attempt set fence_reason = ${reason}
        where id = ${attempt.id} and state = ${attempt.state} and fence_reason is null`);
      return existing(attempt.id);
    },

    async openOperation(attempt, operation, amount) {
      // Nearly always the first of its kind, which one statement tells.
      const first = await addOperation(attempt, { operation, number: 1, amount });
      if (first.added) return { key: first.key, startedAt: first.startedAt, result: null };
      const { rows } = await database.execute<{
        idempotency_key: string;
        number: number;
        result: string | null;
        started_at: string | Date;
      }>(sql`
        select idempotency_key, number, result, started_at from payment_operation
        where attempt_id = ${attempt.id} and operation = ${operation} order by number desc limit 1`);
      const last = rows[0];
      const isOver = last?.result === "refused" || last?.result === "finished";
      if (last && !isOver)
        return { key: last.idempotency_key, startedAt: new Date(last.started_at), result: last.result };
      const next = await addOperation(attempt, { operation, number: (last?.number ?? 0) + 1, amount });
      return { key: next.key, startedAt: next.startedAt, result: null };
    },

    async newestKey(attempt, operation) {
      const { rows } = await database.execute<{ idempotency_key: string }>(sql`
        select idempotency_key from payment_operation
        where attempt_id = ${attempt.id} and operation = ${operation} order by number desc limit 1`);
      return rows[0]?.idempotency_key ?? null;
    },

    async closeOperation(key, result, detail) {
      await database.execute(closing({ key, result, detail }, now()));
    },

    async findDue(limit) {
      const { rows } = await database.execute<AttemptRow>(sql`${attempts}
        where (a.state in ('created', 'sent', 'requires_action', 'unknown')
            or (a.state = 'authorized' and a.fence_reason is not null))
          and a.next_read_at <= ${now()}
        order by a.next_read_at limit ${limit}`);
      return rows.map(attemptFromRow);
    },

    async scheduleRead(attempt, at) {
      await database.execute(sql`update payment_attempt
        set next_read_at = ${at.toISOString()}, reads = reads + 1 where id = ${attempt.id}`);
    },

    async requestReversal(attempt) {
      await database.execute(sql`update payment_attempt
        set reversal_since = coalesce(reversal_since, ${now()}), reversed_at = null where id = ${attempt.id}`);
    },

    async markReversed(attempt) {
      await database.execute(sql`update payment_attempt set reversed_at = ${now()}
          where id = ${attempt.id} and reversal_since is not null`);
    },

    async findToReverse(limit) {
      const { rows } = await database.execute<AttemptRow>(sql`${attempts}
        where a.reversal_since is not null and a.reversed_at is null order by a.reversal_since limit ${limit}`);
      return rows.map(attemptFromRow);
    },

    async findUnannounced(reference, limit) {
      const { rows } = await database.execute<StoredNews>(sql`
        select h.id::text, h.news from payment_attempt_history h
        where h.news is not null and h.announced_at is null
          and (${reference}::text is null or h.attempt_id in (
            select a.id from payment_attempt a join payment p on p.id = a.payment_id
            where p.reference = ${reference}::text))
        order by h.id limit ${limit}`);
      return rows;
    },

    async markAnnounced(id) {
      await database.execute(
        sql`update payment_attempt_history set announced_at = ${now()} where id = ${id}::bigint`,
      );
    },

    async saveEvent(event, { isApplied }) {
      const { rows } = await database.execute<{ id: string }>(sql`
        insert into provider_event (id, provider, event_id, type, provider_reference, body, heard, received_at, applied_at)
        values (${randomUUID()}, ${event.provider}, ${event.eventId}, ${event.type}, ${event.providerReference},
          ${event.body}, ${event.heard === null ? null : JSON.stringify(event.heard)}::jsonb, ${now()},
          ${isApplied ? now() : null})
        on conflict (provider, event_id) do nothing returning id`);
      if (rows[0]) return { id: rows[0].id, stored: true };
      const { rows: before } = await database.execute<{ id: string }>(
        sql`select id from provider_event where provider = ${event.provider} and event_id = ${event.eventId}`,
      );
      return { id: before[0]?.id ?? "", stored: false };
    },

    async findEvent(id) {
      const { rows } = await database.execute<EventRow>(
        sql`select ${eventColumns} from provider_event where id = ${id}`,
      );
      return rows[0] ? eventFromRow(rows[0]) : null;
    },

    async markEventApplied(id) {
      await database.execute(
        sql`update provider_event set applied_at = ${now()} where id = ${id} and applied_at is null`,
      );
    },

    async findUnappliedEvents(receivedBefore, limit) {
      const { rows } = await database.execute<EventRow>(sql`select ${eventColumns} from provider_event
        where applied_at is null and received_at <= ${receivedBefore.toISOString()} order by received_at limit ${limit}`);
      return rows.map(eventFromRow);
    },

    openTask: (task) => openTask(database, task, clock.now()),

    async countUnknown() {
      const { rows } = await database.execute<{ count: string }>(
        sql`select count(*) from payment_attempt where state in ('sent', 'unknown')`,
      );
      return Number(rows[0]?.count ?? 0);
    },
  };
}

async function begin(database: Database, request: BeginRequest, now: string): Promise<Attempt | null> {
  // The lock on the payment's row makes numbers consecutive; the partial unique index is what forbids a second live attempt.
  // Whoever waited for that lock has read the numbers before, and is refused by their index: the one who was faster is told of.
  const { rows } = await database.execute<AttemptRow>(sql`
    with owed as (
      insert into payment (id, reference, created_at) values (${randomUUID()}, ${request.reference}, ${now})
      on conflict (reference) do update set reference = excluded.reference returning id),
    begun as (
      insert into payment_attempt (id, payment_id, number, provider, instrument_digest, amount_minor, currency, billing_country, state,
        state_since, next_read_at, created_at)
      select ${randomUUID()}::uuid, owed.id,
        coalesce((select max(number) from payment_attempt where payment_id = owed.id), 0) + 1, ${request.provider},
        ${request.instrumentDigest}, ${request.amount.amountMinor}::bigint, ${request.amount.currency},
        ${request.billingCountry ?? null}, 'created', ${now}::timestamptz, ${now}::timestamptz + interval '30 seconds', ${now}::timestamptz
      from owed
      on conflict do nothing
      returning ${sql.raw(attemptColumns.join(", "))}),
    noted as (
      insert into payment_attempt_history (attempt_id, to_state, cause, happened_at)
      select id, 'created', 'pay', created_at from begun)
    select ${columns}, ${request.reference}::text as reference from begun a`);
  return rows[0] ? attemptFromRow(rows[0]) : null;
}

type Move = {
  readonly attempt: Attempt;
  readonly to: AttemptState;
  readonly cause: string;
  readonly news: PaymentNews | null;
  readonly by: MovedBy | undefined;
  readonly now: string;
};

/** State, history, news and operation in one statement. */
async function move(database: Database, change: Move): Promise<Attempt | null> {
  const { attempt, to, cause, news, by, now } = change;
  const { rows } = await database.execute<AttemptRow>(sql`
    with moved as (
      update payment_attempt
      set state = ${to.state}, state_since = ${now}::timestamptz, details = ${JSON.stringify(detailsOf(to))}::jsonb, reads = 0,
        next_read_at = ${now}::timestamptz + interval '30 seconds'
      where id = ${attempt.id} and state = ${attempt.state}
        and fence_reason is not distinct from ${attempt.fenceReason}
      returning ${sql.raw(attemptColumns.join(", "))}),
    noted as (
      insert into payment_attempt_history (attempt_id, from_state, to_state, cause, happened_at, news)
      select id, ${attempt.state}::text, state, ${cause}::text, ${now}::timestamptz,
        ${news === null ? null : JSON.stringify(news)}::jsonb
      from moved)
    ${by === undefined ? sql`` : sql`, operation as (${operationOf(by, now)})`}
    select ${columns}, p.reference from moved a join payment p on p.id = a.payment_id`);
  return rows[0] ? attemptFromRow(rows[0]) : null;
}

function operationOf(by: MovedBy, now: string): SQL {
  if ("closes" in by) return closing(by.closes, now);
  const { key, operation, amount } = by.opens;
  return sql`insert into payment_operation (idempotency_key, attempt_id, operation, number, amount_minor, started_at)
    select ${key}, id, ${operation}, 1, ${amount?.amountMinor ?? null}::bigint, ${now}::timestamptz from moved`;
}

function closing({ key, result, detail }: EndedOperation, now: string): SQL {
  return sql`update payment_operation set result = ${result}, detail = ${detail}, finished_at = ${now}
    where idempotency_key = ${key}`;
}

type EventRow = {
  id: string;
  provider: ProviderName;
  event_id: string;
  type: string;
  provider_reference: string | null;
  body: string;
  heard: Heard | null;
  applied_at: Date | string | null;
} & Record<string, unknown>;

function eventFromRow(row: EventRow): StoredEvent {
  return {
    id: row.id,
    provider: row.provider,
    eventId: row.event_id,
    type: row.type,
    providerReference: row.provider_reference,
    body: row.body,
    heard: row.heard,
    appliedAt: row.applied_at === null ? null : new Date(row.applied_at),
  };
}
