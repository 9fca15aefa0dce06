import type { Database, Transaction } from "@evertill/database";
import { currency, money } from "@evertill/money";
import type { Movement, ProviderName } from "@evertill/payments";
import { sql } from "drizzle-orm";
import type { Booked, Difference } from "../domain/reconciliation.ts";
import type { Break } from "../reconciliation.ts";

/** What is booked on a provider's clearing account from `from` until before `until`, by what the provider knows it. */
export async function bookedMovements(
  database: Database,
  provider: ProviderName,
  { from, until }: { readonly from: Date; readonly until: Date },
): Promise<readonly Booked[]> {
  const { rows } = await database.execute<{
    kind: string;
    reference: string;
    amount_minor: string;
    currency: string;
    posted_at: Date | string;
  }>(sql`
    select t.kind, coalesce(o.attempt_id, split_part(t.external_ref, ' ', 1)) as reference, e.amount_minor, e.currency, t.posted_at
    from ledger_transaction t
    join ledger_entry e on e.transaction_id = t.id and e.account = ${`clearing:${provider}`}
    left join placed_order o on t.kind = 'payment-captured' and o.id::text = t.external_ref
    where t.posted_at >= ${from.toISOString()} and t.posted_at < ${until.toISOString()}`);
  return rows.map((row) => ({
    kind: (row.kind === "payment-captured" ? "captured" : row.kind) as Movement["kind"],
    reference: row.reference,
    amount: money(Number(row.amount_minor), currency(row.currency)),
    at: new Date(row.posted_at),
  }));
}

/** Keeps what was found of a day, and closes what is no longer: the same day compared twice is the same rows. */
export async function keepBreaks(
  tx: Transaction,
  { day, provider, movements, now }: { day: string; provider: ProviderName; movements: number; now: Date },
  found: readonly Difference[],
): Promise<void> {
  const at = now.toISOString();
  await tx.execute(sql`update reconciliation_break set closed_at = ${at}
    where day = ${day}::date and provider = ${provider} and closed_at is null`);
  for (const { kind, movement, reference, here, there } of found) {
    await tx.execute(sql`
      insert into reconciliation_break (day, provider, kind, movement, reference, currency, here_minor, there_minor, found_at)
      values (${day}::date, ${provider}, ${kind}, ${movement}, ${reference}, ${there.currency}, ${here.amountMinor},
        ${there.amountMinor}, ${at})
      on conflict (day, provider, movement, reference) do update
        set kind = excluded.kind, here_minor = excluded.here_minor, there_minor = excluded.there_minor, closed_at = null`);
  }
  await tx.execute(sql`
    insert into reconciliation_run (day, provider, compared_at, movements, breaks)
    values (${day}::date, ${provider}, ${at}, ${movements}, ${found.length})
    on conflict (day, provider) do update
      set compared_at = excluded.compared_at, movements = excluded.movements, breaks = excluded.breaks`);
}

/** Days of a provider from `since` to `until` that still have an open break, or were left out since the first that was compared. */
export async function daysToCompareAgain(
  database: Database,
  provider: ProviderName,
  { since, until }: { readonly since: string; readonly until: string },
): Promise<readonly string[]> {
  const { rows } = await database.execute<{ day: string }>(sql`
    select day::text from reconciliation_break
    where provider = ${provider} and closed_at is null and day >= ${since}::date
    union
    select each::date::text
    from (select min(day) as day from reconciliation_run where provider = ${provider}) first,
      generate_series(greatest(first.day, ${since}::date), ${until}::date, interval '1 day') each
    where first.day is not null
      and not exists (select from reconciliation_run where provider = ${provider} and day = each::date)
    order by 1`);
  return rows.map(({ day }) => day);
}

/** Breaks, open ones first, then the newest. */
export async function findBreaks(database: Database, limit: number): Promise<readonly Break[]> {
  const { rows } = await database.execute<{
    id: string;
    day: string;
    provider: ProviderName;
    kind: Break["kind"];
    movement: Break["movement"];
    reference: string;
    currency: string;
    here_minor: string;
    there_minor: string;
    found_at: Date | string;
    closed_at: Date | string | null;
  }>(sql`select id::text, day::text, provider, kind, movement, reference, currency, here_minor, there_minor, found_at, closed_at
    from reconciliation_break order by closed_at is not null, day desc, id desc limit ${limit}`);
  return rows.map((row) => {
    const code = currency(row.currency);
    return {
      id: row.id,
      day: row.day,
      provider: row.provider,
      kind: row.kind,
      movement: row.movement,
      reference: row.reference,
      here: money(Number(row.here_minor), code),
      there: money(Number(row.there_minor), code),
      foundAt: new Date(row.found_at),
      closedAt: row.closed_at === null ? null : new Date(row.closed_at),
    };
  });
}
