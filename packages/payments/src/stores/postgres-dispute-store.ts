import type { Database } from "@evertill/database";
import { currency, money } from "@evertill/money";
import { sql } from "drizzle-orm";
import type { Clock } from "../clock.ts";
import type { Dispute, DisputeStage } from "../dispute/dispute.ts";
import type { DisputeStore } from "../dispute-store.ts";
import type { ProviderName } from "../provider.ts";

/** Disputes in Postgres. */
export function createPostgresDisputeStore(database: Database, clock: Clock): DisputeStore {
  return {
    record: ({ id: attemptId, provider }, { disputeReference, stage, amount, reason }, { eventId, news }) =>
      database.transaction(async (tx) => {
        const at = clock.now().toISOString();
        const opened = await tx.execute(sql`
          insert into payment_dispute (provider, dispute_reference, attempt_id, amount_minor, currency, reason, opened_at)
          values (${provider}, ${disputeReference}, ${attemptId}, ${amount.amountMinor}, ${amount.currency}, ${reason}, ${at})
          on conflict do nothing`);
        const added = await tx.execute(sql`
          insert into payment_dispute_step (provider, dispute_reference, event_id, stage, amount_minor, happened_at)
          values (${provider}, ${disputeReference}, ${eventId}, ${stage}, ${amount.amountMinor}, ${at})
          on conflict do nothing`);
        if (added.rowCount === 0) return null;
        await tx.execute(sql`
          insert into payment_attempt_history (attempt_id, from_state, to_state, cause, happened_at, news)
          values (${attemptId}, 'captured', ${`dispute_${stage}`}, 'dispute', ${at},
            ${news === null ? null : JSON.stringify(news)}::jsonb)`);
        return { isNew: opened.rowCount === 1 };
      }),
  };
}

type Row = {
  provider: ProviderName;
  dispute_reference: string;
  attempt_id: string;
  reference: string;
  amount_minor: string;
  currency: string;
  reason: string | null;
  opened_at: Date | string;
  steps: readonly { readonly stage: DisputeStage; readonly amount_minor: number; readonly at: string }[];
} & Record<string, unknown>;

/** Disputes, the newest first, each with what became of it; of one payment, or of all (null). */
export async function disputesOf(
  database: Database,
  reference: string | null,
  limit = 100,
): Promise<readonly Dispute[]> {
  const { rows } = await database.execute<Row>(sql`
    select d.provider, d.dispute_reference, d.attempt_id, p.reference, d.amount_minor, d.currency, d.reason, d.opened_at,
      (select json_agg(json_build_object('stage', s.stage, 'amount_minor', s.amount_minor, 'at', s.happened_at) order by s.id)
        from payment_dispute_step s where s.provider = d.provider and s.dispute_reference = d.dispute_reference) as steps
    from payment_dispute d join payment_attempt a on a.id = d.attempt_id join payment p on p.id = a.payment_id
    where ${reference}::text is null or p.reference = ${reference}::text
    order by d.opened_at desc limit ${limit}`);
  return rows.map((row) => {
    const code = currency(row.currency);
    return {
      provider: row.provider,
      disputeReference: row.dispute_reference,
      attemptId: row.attempt_id,
      reference: row.reference,
      amount: money(Number(row.amount_minor), code),
      reason: row.reason,
      openedAt: new Date(row.opened_at),
      steps: row.steps.map(({ stage, amount_minor, at }) => ({
        stage,
        amount: money(amount_minor, code),
        at: new Date(at),
      })),
    };
  });
}
