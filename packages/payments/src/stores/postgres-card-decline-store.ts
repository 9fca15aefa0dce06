import type { Database } from "@evertill/database";
import { sql } from "drizzle-orm";
import type { CardDeclineStore } from "../retry-caps/card-decline-store.ts";

export function createPostgresCardDeclineStore(database: Database): CardDeclineStore {
  return {
    async add({ attemptId, class: declineClass, cardKey, final, at }) {
      await database.execute(sql`
        insert into card_decline (attempt_id, class, card_key, final, declined_at)
        values (${attemptId}, ${declineClass}, ${cardKey}, ${final}, ${at.toISOString()})
        on conflict do nothing`);
    },

    async find(cardKey, since) {
      const { rows } = await database.execute<{ declined_at: Date | string; final: boolean }>(sql`
        select declined_at, final from card_decline
        where card_key = ${cardKey} and (final or declined_at >= ${since.toISOString()})`);
      return rows.map(({ declined_at, final }) => ({ at: new Date(declined_at), final }));
    },
  };
}
