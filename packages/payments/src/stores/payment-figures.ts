import type { Database } from "@evertill/database";
import { currency, type Money, money } from "@evertill/money";
import { sql } from "drizzle-orm";
import type { Approvals } from "../health/approval-rate.ts";
import type { Breaker } from "../health/breaker.ts";
import type { ObservedOperation } from "../health/health-store.ts";
import type { ProviderName } from "../provider.ts";

/** Attempts of which a bank decided, by everything a rate is asked by. Null: not told, or decided before it was kept. */
export type DecidedAttempts = Approvals & {
  readonly provider: ProviderName;
  /** "visa" */
  readonly brand: string | null;
  /** ISO 3166-1 alpha-2. */
  readonly issuerCountry: string | null;
  /** The action of the decision and its exemption, "left-to-provider low-value"; null where the provider decided by itself. */
  readonly authentication: string | null;
};

/**
 * What banks decided about attempts begun since then. What no bank was asked about counts nowhere: providers that were not
 * reached, requests that were refused, details that were mistyped, challenges that were left.
 */
export async function decidedAttempts(database: Database, since: Date): Promise<readonly DecidedAttempts[]> {
  const { rows } = await database.execute<{
    provider: ProviderName;
    brand: string | null;
    issuer_country: string | null;
    authentication: string | null;
    asked: string;
    approved: string;
  }>(sql`
    select a.provider, c.brand, c.issuer_country, d.authentication, count(*) as asked, count(h.approved) as approved
    from payment_attempt a
    left join lateral (
      select true as approved, news -> 'card' as card from payment_attempt_history
      where attempt_id = a.id and to_state = 'authorized' order by id limit 1) h on true
    cross join lateral (
      select nullif(replace(lower(coalesce(a.details -> 'card' ->> 'brand', h.card ->> 'brand')), 'mc', 'mastercard'), '') as brand,
        coalesce(a.details -> 'card' ->> 'issuerCountry', h.card ->> 'issuerCountry') as issuer_country) c
    left join lateral (
      select concat_ws(' ', decision ->> 'action', decision ->> 'exemption') as authentication from payment_authentication
      where attempt_id = a.id order by after_soft_decline desc limit 1) d on true
    where a.created_at >= ${since.toISOString()} and (h.approved or (a.state = 'declined'
      and a.details -> 'decline' ->> 'class' in ('transient', 'generic', 'funds', 'hard', 'fraud')
      and a.details -> 'decline' ->> 'code' not in ('not_reached', 'not_tried')))
    group by 1, 2, 3, 4`);
  return rows.map(({ provider, brand, issuer_country, authentication, asked, approved }) => ({
    provider,
    brand,
    issuerCountry: issuer_country,
    authentication,
    asked: Number(asked),
    approved: Number(approved),
  }));
}

/** How an operation of a provider fares: its breaker, and its calls of the last hour. */
export type OperationHealth = {
  readonly provider: ProviderName;
  readonly operation: ObservedOperation;
  readonly breaker: Breaker;
  readonly calls: number;
  readonly failures: number;
  readonly slow: number;
};

export async function operationHealth(database: Database, now: Date): Promise<readonly OperationHealth[]> {
  const since = new Date(now.getTime() - 3_600_000).toISOString();
  const { rows } = await database.execute<{
    provider: ProviderName;
    operation: ObservedOperation;
    breaker: Breaker | null;
    calls: string;
    failures: string;
    slow: string;
  }>(sql`
    select provider, operation, (array_agg(b.breaker))[1] as breaker, coalesce(sum(calls), 0) as calls,
      coalesce(sum(failures), 0) as failures, coalesce(sum(slow), 0) as slow
    from provider_breaker b full join (select * from provider_calls where bucket >= ${since}) c using (provider, operation)
    group by provider, operation order by provider, operation`);
  return rows.map(({ provider, operation, breaker, calls, failures, slow }) => ({
    provider,
    operation,
    breaker: breaker ?? { state: "closed", sinceMs: 0 },
    calls: Number(calls),
    failures: Number(failures),
    slow: Number(slow),
  }));
}

/** An attempt whose outcome nobody knows. */
export type UnknownAttempt = {
  readonly reference: string;
  readonly provider: ProviderName;
  readonly amount: Money;
  readonly since: Date;
};

/** Attempts that are unknown, or being asked for longer than any answer takes; oldest first, at most 100. */
export async function unknownAttempts(database: Database, now: Date): Promise<readonly UnknownAttempt[]> {
  const asked = new Date(now.getTime() - 20_000).toISOString();
  const { rows } = await database.execute<{
    reference: string;
    provider: ProviderName;
    amount_minor: string;
    currency: string;
    state_since: Date | string;
  }>(sql`
    select p.reference, a.provider, a.amount_minor, a.currency, a.state_since
    from payment_attempt a join payment p on p.id = a.payment_id
    where a.state = 'unknown' or (a.state = 'sent' and a.state_since < ${asked})
    order by a.state_since limit 100`);
  return rows.map((row) => ({
    reference: row.reference,
    provider: row.provider,
    amount: money(Number(row.amount_minor), currency(row.currency)),
    since: new Date(row.state_since),
  }));
}

export type PaymentFigures = {
  /** Payments with an attempt at a provider that was unable, and those of them that somebody else then took. */
  readonly failovers: { readonly begun: number; readonly paid: number };
  /** Payments taken while a card provider was left out of the offer. */
  readonly takenWithoutOne: number;
  /** Successes that came after their attempt had ended. */
  readonly lateSuccesses: number;
  /** Of all times: attempts that ended here and are not proven closed there. */
  readonly reversalsOpen: number;
  readonly captured: number;
};

/** What became of payments begun since then. */
export async function paymentFigures(database: Database, since: Date): Promise<PaymentFigures> {
  const from = since.toISOString();
  const { rows } = await database.execute<
    Record<"begun" | "paid" | "without" | "late" | "open" | "captured", string>
  >(sql`
    with moved as (
      select a.payment_id, max(a.number) as number from payment_attempt a
      where a.created_at >= ${from} and ((a.state = 'declined' and a.details -> 'decline' ->> 'class' = 'provider-unable')
        or (a.state = 'voided' and a.fence_reason = 'unable'))
      group by a.payment_id),
    taken as (
      select a.payment_id, a.number, p.reference from payment_attempt a join payment p on p.id = a.payment_id
      where a.created_at >= ${from} and a.state in ('authorized', 'captured'))
    select (select count(*) from moved) as begun,
      (select count(*) from moved m join taken t on t.payment_id = m.payment_id and t.number > m.number) as paid,
      (select count(*) from taken t where exists (
        select from payment_routing r, jsonb_array_elements(r.decision -> 'reasons') as reason
        where r.reference = t.reference and reason ->> 'verdict' = 'left-out'
          and reason ->> 'provider' in ('stripe', 'adyen') and reason ->> 'because' <> 'it is not composed here')) as without,
      (select count(*) from operator_task where kind = 'late-success-reversed' and opened_at >= ${from}) as late,
      (select count(*) from payment_attempt where reversal_since is not null and reversed_at is null) as open,
      (select count(*) from payment_attempt where created_at >= ${from} and state = 'captured') as captured`);
  const counted = (name: "begun" | "paid" | "without" | "late" | "open" | "captured") =>
    Number(rows[0]?.[name] ?? 0);
  return {
    failovers: { begun: counted("begun"), paid: counted("paid") },
    takenWithoutOne: counted("without"),
    lateSuccesses: counted("late"),
    reversalsOpen: counted("open"),
    captured: counted("captured"),
  };
}

/** Disputes that were opened since then. */
export async function countDisputes(database: Database, since: Date): Promise<number> {
  const { rows } = await database.execute<{ count: string }>(
    sql`select count(*) as count from payment_dispute where opened_at >= ${since.toISOString()}`,
  );
  return Number(rows[0]?.count ?? 0);
}
