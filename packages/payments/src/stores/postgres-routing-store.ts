import type { Database } from "@evertill/database";
import { sql } from "drizzle-orm";
import type { Clock } from "../clock.ts";
import type { RoutingStore } from "../routing/routing-store.ts";

export function createPostgresRoutingStore(database: Database, clock: Clock): RoutingStore {
  const now = () => clock.now().toISOString();
  return {
    async findPolicy() {
      const { rows } = await database.execute<{ policy: unknown }>(
        sql`select policy from routing_policy order by id desc limit 1`,
      );
      return rows[0]?.policy ?? null;
    },

    async saveDecision(reference, decision) {
      await database.execute(sql`
        insert into payment_routing (reference, decided_at, decision)
        select ${reference}, ${now()}::timestamptz, ${JSON.stringify(decision)}::jsonb
        where ${JSON.stringify(decision)}::jsonb is distinct from
          (select decision from payment_routing where reference = ${reference} order by id desc limit 1)`);
    },
  };
}
