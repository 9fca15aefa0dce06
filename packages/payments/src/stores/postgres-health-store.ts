import type { Database } from "@evertill/database";
import { sql } from "drizzle-orm";
import type { Breaker } from "../health/breaker.ts";
import type { HealthStore, ObservedOperation } from "../health/health-store.ts";
import type { CountedApprovals } from "../health/traits.ts";
import type { ProviderName } from "../provider.ts";

type CountedRow = Omit<CountedApprovals, "asked" | "approved"> & { asked: string; approved: string };

const bucketMs = 5_000;
const hourMs = 3_600_000;

export function createPostgresHealthStore(database: Database): HealthStore {
  return {
    async addCalls(counts, at) {
      const bucket = new Date(Math.floor(at.getTime() / bucketMs) * bucketMs).toISOString();
      const rows = JSON.stringify(
        counts.map((count) => ({ ...count, wentWell: count.trailingFailures < count.calls })),
      );
      // In the order of their names, so that two processes never wait for each other.
      await database.execute(sql`
        with told as (
          select * from jsonb_to_recordset(${rows}::jsonb) as t (provider text, operation text, calls integer,
            failures integer, slow integer, "trailingFailures" integer, "wentWell" boolean)
          order by provider, operation),
        counted as (
          insert into provider_calls (provider, operation, bucket, calls, failures, slow)
          select provider, operation, ${bucket}::timestamptz, calls, failures, slow from told
          on conflict (provider, operation, bucket) do update set
            calls = provider_calls.calls + excluded.calls, failures = provider_calls.failures + excluded.failures,
            slow = provider_calls.slow + excluded.slow)
        insert into provider_breaker (provider, operation, consecutive)
        select provider, operation, "trailingFailures" from told
        on conflict (provider, operation) do update set consecutive =
          excluded.consecutive + case when (select t."wentWell" from told t where t.provider = excluded.provider
            and t.operation = excluded.operation) then 0 else provider_breaker.consecutive end
        where excluded.consecutive > 0 or provider_breaker.consecutive > 0`);
    },

    async window(provider, operation, since) {
      const { rows } = await database.execute<
        Record<"calls" | "failures" | "slow" | "consecutive", string>
      >(sql`
        select coalesce(sum(calls), 0) as calls, coalesce(sum(failures), 0) as failures, coalesce(sum(slow), 0) as slow,
          (select consecutive from provider_breaker where provider = ${provider} and operation = ${operation}) as consecutive
        from provider_calls
        where provider = ${provider} and operation = ${operation} and bucket > ${since.toISOString()}`);
      const { calls, failures, slow, consecutive } = rows[0] ?? {};
      return {
        calls: Number(calls),
        failures: Number(failures),
        slow: Number(slow),
        consecutive: Number(consecutive ?? 0),
      };
    },

    async breakers() {
      const { rows } = await database.execute<{
        provider: ProviderName;
        operation: ObservedOperation;
        breaker: Breaker;
        version: number;
      }>(
        sql`select provider, operation, breaker, version from provider_breaker order by provider, operation`,
      );
      return rows;
    },

    async replace({ provider, operation, version }, breaker) {
      const { rowCount } = await database.execute(sql`
        update provider_breaker set breaker = ${JSON.stringify(breaker)}::jsonb, version = version + 1,
          consecutive = case when ${breaker.state} = 'closed' then 0 else consecutive end
        where provider = ${provider} and operation = ${operation} and version = ${version}`);
      return rowCount === 1;
    },

    async addApprovals(counts, at) {
      const hour = new Date(Math.floor(at.getTime() / hourMs) * hourMs).toISOString();
      // In the order of their names, so that two processes never wait for each other.
      await database.execute(sql`
        insert into provider_decisions (provider, hour, brand, issuer_country, billing_country, currency, asked, approved)
        select provider, ${hour}::timestamptz, coalesce(brand, ''), coalesce("issuerCountry", ''),
          coalesce("billingCountry", ''), coalesce(currency, ''), asked, approved
        from jsonb_to_recordset(${JSON.stringify(counts)}::jsonb) as t (provider text, brand text, "issuerCountry" text,
          "billingCountry" text, currency text, asked integer, approved integer)
        order by 1, 3, 4, 5, 6
        on conflict (provider, hour, brand, issuer_country, billing_country, currency) do update set
          asked = provider_decisions.asked + excluded.asked,
          approved = provider_decisions.approved + excluded.approved`);
    },

    async approvals(from, to) {
      const { rows } = await database.execute<CountedRow>(sql`
        select provider, nullif(brand, '') as brand, nullif(issuer_country, '') as "issuerCountry",
          nullif(billing_country, '') as "billingCountry", nullif(currency, '') as currency,
          sum(asked) as asked, sum(approved) as approved
        from provider_decisions where hour >= ${from.toISOString()} and hour < ${to.toISOString()}
        group by 1, 2, 3, 4, 5`);
      return rows.map((row) => ({ ...row, asked: Number(row.asked), approved: Number(row.approved) }));
    },

    async forget(now) {
      const ago = (ms: number) => new Date(now.getTime() - ms).toISOString();
      await database.execute(sql`delete from provider_calls where bucket < ${ago(hourMs)}`);
      await database.execute(sql`delete from provider_decisions where hour < ${ago(8 * 24 * hourMs)}`);
    },
  };
}
