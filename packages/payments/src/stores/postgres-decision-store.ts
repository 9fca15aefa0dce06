import type { Database } from "@evertill/database";
import { sql } from "drizzle-orm";
import type { DecisionStore, StoredDecision } from "../authentication/decision-store.ts";
import type { Clock } from "../clock.ts";

export function createPostgresDecisionStore(database: Database, clock: Clock): DecisionStore {
  return {
    async keep({ attemptId, afterSoftDecline, decision, risk }) {
      const { rows } = await database.execute<Row>(sql`
        with taken as (
          insert into payment_authentication (attempt_id, after_soft_decline, decided_at, decision, risk)
          values (${attemptId}, ${afterSoftDecline}, ${clock.now().toISOString()},
            ${JSON.stringify(decision)}::jsonb, ${JSON.stringify(risk)}::jsonb)
          on conflict do nothing returning decision, risk
        )
        select decision, risk from taken union all
        select decision, risk from payment_authentication
        where attempt_id = ${attemptId} and after_soft_decline = ${afterSoftDecline}`);
      return rows[0] ?? { decision, risk };
    },
  };
}

type Row = StoredDecision & Record<string, unknown>;
