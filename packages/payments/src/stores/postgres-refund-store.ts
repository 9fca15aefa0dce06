import type { Database, Transaction } from "@evertill/database";
import { currency, equals, type Money, money } from "@evertill/money";
import { type SQL, sql } from "drizzle-orm";
import type { Clock } from "../clock.ts";
import {
  mayRefundGo,
  type Refund,
  type RefundReason,
  type RefundRefusal,
  type RefundState,
} from "../refund/refund.ts";
import type { BeginRefundRequest, BegunRefund, RefundStore } from "../refund-store.ts";

/** Refunds in Postgres. The captured attempt's row is held while one begins, so that two never ask for the same money. */
export function createPostgresRefundStore(database: Database, clock: Clock): RefundStore {
  const now = () => clock.now().toISOString();
  return {
    begin: (request) => beginRefund(database, request, clock.now()),
    find: async (id) => (await select(database, sql`where r.id = ${id}`))[0] ?? null,

    async move(refund, to, cause, news) {
      if (!mayRefundGo(refund.state, to.state)) {
        throw new Error(`A refund cannot go from ${refund.state} to ${to.state}`);
      }
      const { rows } = await database.execute<{ id: string }>(sql`
        with moved as (
          update payment_refund set state = ${to.state}, state_since = ${now()}::timestamptz, reads = 0,
            next_read_at = ${now()}::timestamptz + interval '30 seconds',
            provider_reference = coalesce(${to.providerReference ?? null}, provider_reference),
            refusal = ${to.state === "refused" ? JSON.stringify(to.refusal ?? unexplained) : null}::jsonb
          where id = ${refund.id} and state = ${refund.state}
          returning id, attempt_id, amount_minor),
        let_go as (
          update payment_attempt a set refunding_minor = refunding_minor - moved.amount_minor
          from moved where a.id = moved.attempt_id and ${to.state} = 'refused'),
        noted as (
          insert into payment_attempt_history (attempt_id, from_state, to_state, cause, happened_at, news)
          select attempt_id, ${historyName(refund.state)}, ${historyName(to.state)}, ${cause}, ${now()}::timestamptz,
            ${news === null ? null : JSON.stringify(news)}::jsonb
          from moved)
        select id from moved`);
      return rows[0] ? this.find(refund.id) : null;
    },

    findDue: (limit) =>
      select(
        database,
        sql`where r.state in ('requested', 'unknown', 'pending') and r.next_read_at <= ${now()}
          order by r.next_read_at limit ${limit}`,
      ),

    async scheduleRead({ id }, at) {
      await database.execute(
        sql`update payment_refund set next_read_at = ${at.toISOString()}, reads = reads + 1 where id = ${id}`,
      );
    },
  };
}

/**
 * Stores a refund in the caller's transaction, to be asked for by `payments.refund` with the same id and amount, in a job
 * that is sent in the same transaction.
 */
export function beginRefund(
  database: Database | Transaction,
  request: BeginRefundRequest,
  now: Date,
): Promise<BegunRefund> {
  const { refundId, amount, reason } = request;
  return database.transaction(async (tx) => {
    const attempt = await holdCaptured(tx, request.reference);
    if (attempt === null) return { kind: "not-captured" };
    const [before] = await select(tx, sql`where r.id = ${refundId}`);
    if (before)
      return isSame(before, attempt.id, amount) ? { kind: "again", refund: before } : { kind: "other-data" };
    const { left } = attempt;
    if (
      amount.currency !== left.currency ||
      amount.amountMinor <= 0 ||
      amount.amountMinor > left.amountMinor
    ) {
      return { kind: "out-of-range", left };
    }
    await tx.execute(sql`update payment_attempt set refunding_minor = refunding_minor + ${amount.amountMinor}
      where id = ${attempt.id}`);
    const at = now.toISOString();
    await tx.execute(sql`
      insert into payment_refund (id, attempt_id, amount_minor, currency, reason, state, state_since, requested_at, next_read_at)
      values (${refundId}, ${attempt.id}, ${amount.amountMinor}, ${amount.currency}, ${reason}, 'requested', ${at}, ${at},
        ${at}::timestamptz + interval '30 seconds')`);
    await tx.execute(sql`
      insert into payment_attempt_history (attempt_id, from_state, to_state, cause, happened_at)
      values (${attempt.id}, 'captured', ${historyName("requested")}, 'refund', ${at})`);
    const [refund] = await select(tx, sql`where r.id = ${refundId}`);
    return { kind: "begun", refund: refund! };
  });
}

/** Refunds of a payment, oldest first, for the console. */
export function refundsOf(database: Database | Transaction, reference: string): Promise<readonly Refund[]> {
  return select(database, sql`where p.reference = ${reference} order by r.requested_at, r.id`);
}

/** What of a payment was captured and not asked back by any refund; null when nothing was captured. */
export async function refundableOf(
  database: Database | Transaction,
  reference: string,
): Promise<Money | null> {
  const { rows } = await database.execute<CapturedRow>(
    sql`${captured} where p.reference = ${reference} and a.state = 'captured'`,
  );
  return rows[0] ? leftOf(rows[0]) : null;
}

/** In the attempt's history a refund's states have names of their own. */
function historyName(state: RefundState): string {
  return state === "refunded" ? state : `refund_${state}`;
}

const unexplained: RefundRefusal = { code: "refused", operatorMessage: "The provider gave no reason." };

type CapturedRow = { id: string; captured_minor: string; refunding_minor: string; currency: string };

const captured = sql`select a.id, a.details -> 'captured' ->> 'amountMinor' as captured_minor, a.refunding_minor, a.currency
  from payment_attempt a join payment p on p.id = a.payment_id`;

async function holdCaptured(
  tx: Transaction,
  reference: string,
): Promise<{ readonly id: string; readonly left: Money } | null> {
  const { rows } = await tx.execute<CapturedRow>(
    sql`${captured} where p.reference = ${reference} and a.state = 'captured' for update of a`,
  );
  return rows[0] ? { id: rows[0].id, left: leftOf(rows[0]) } : null;
}

function leftOf({ captured_minor, refunding_minor, currency: code }: CapturedRow): Money {
  return money(Number(captured_minor) - Number(refunding_minor), currency(code));
}

function isSame(refund: Refund, attemptId: string, amount: Money): boolean {
  return refund.attemptId === attemptId && equals(refund.amount, amount);
}

type RefundRow = {
  id: string;
  attempt_id: string;
  reference: string;
  amount_minor: string;
  currency: string;
  reason: RefundReason;
  state: RefundState;
  state_since: Date | string;
  provider_reference: string | null;
  refusal: RefundRefusal | null;
  requested_at: Date | string;
  reads: number;
} & Record<string, unknown>;

async function select(database: Database | Transaction, which: SQL): Promise<readonly Refund[]> {
  const { rows } = await database.execute<RefundRow>(sql`
    select r.id, r.attempt_id, p.reference, r.amount_minor, r.currency, r.reason, r.state, r.state_since,
      r.provider_reference, r.refusal, r.requested_at, r.reads
    from payment_refund r join payment_attempt a on a.id = r.attempt_id join payment p on p.id = a.payment_id ${which}`);
  return rows.map((row) => ({
    id: row.id,
    attemptId: row.attempt_id,
    reference: row.reference,
    amount: money(Number(row.amount_minor), currency(row.currency)),
    reason: row.reason,
    state: row.state,
    since: new Date(row.state_since),
    providerReference: row.provider_reference,
    refusal: row.refusal,
    requestedAt: new Date(row.requested_at),
    reads: row.reads,
  }));
}
