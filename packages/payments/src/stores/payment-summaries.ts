import type { Database } from "@evertill/database";
import { currency, type Money, money } from "@evertill/money";
import { type SQL, sql } from "drizzle-orm";
import type { StateName } from "../attempt/attempt.ts";
import { type ProviderName, providerNames } from "../provider.ts";

/** A payment in one line: where its newest attempt stands. */
export type PaymentSummary = {
  /** The checkout's id. */
  readonly reference: string;
  readonly beganAt: Date;
  readonly attempts: number;
  readonly provider: ProviderName;
  readonly state: StateName;
  readonly stateSince: Date;
  readonly amount: Money;
};

/** The payments begun last, newest first. */
export function newestPayments(database: Database, limit: number): Promise<readonly PaymentSummary[]> {
  return summarise(
    database,
    sql`p.id in (select payment_id from payment_attempt order by created_at desc limit ${limit * 2})`,
    limit,
  );
}

/** Payments of these checkouts, newest first. */
export function paymentsOf(
  database: Database,
  references: readonly string[],
): Promise<readonly PaymentSummary[]> {
  return summarise(database, sql`p.reference = any(${sql.param(references)}::text[])`, references.length);
}

/** The payment with this id, or with an attempt of this id, here or at its provider. */
export function paymentsById(database: Database, id: string): Promise<readonly PaymentSummary[]> {
  const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id) ? id : null;
  return summarise(
    database,
    sql`p.id in (
      select id from payment where id = ${uuid}::uuid or reference = ${id}
      union select payment_id from payment_attempt where id = ${uuid}::uuid
      union select payment_id from payment_attempt
        where provider = any(${sql.param(providerNames)}::text[]) and provider_reference = ${id})`,
    20,
  );
}

async function summarise(database: Database, where: SQL, limit: number): Promise<readonly PaymentSummary[]> {
  const { rows } = await database.execute<{
    reference: string;
    began_at: Date | string;
    attempts: number;
    provider: ProviderName;
    state: StateName;
    state_since: Date | string;
    amount_minor: string;
    currency: string;
  }>(sql`
    select p.reference, p.created_at as began_at, a.number as attempts, a.provider, a.state, a.state_since,
      a.amount_minor, a.currency
    from payment p join lateral (
      select * from payment_attempt where payment_id = p.id order by number desc limit 1) a on true
    where ${where} order by p.created_at desc limit ${limit}`);
  return rows.map((row) => ({
    reference: row.reference,
    beganAt: new Date(row.began_at),
    attempts: row.attempts,
    provider: row.provider,
    state: row.state,
    stateSince: new Date(row.state_since),
    amount: money(Number(row.amount_minor), currency(row.currency)),
  }));
}
