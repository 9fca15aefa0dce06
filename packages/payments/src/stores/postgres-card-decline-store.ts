import type { Database } from "@evertill/database";
import { sql } from "drizzle-orm";
import { longestCapDays } from "../retry-caps/retry-caps.ts";
import type { CardDeclineStore } from "../retry-caps/card-decline-store.ts";

type Row = { card_key: string; declined_at: Date | string; final: boolean };

export function createPostgresCardDeclineStore(database: Database): CardDeclineStore {
  return {
    async add({ attemptId, class: declineClass, cardKey, final, at }) {
      await database.execute(sql`
        insert into card_decline (attempt_id, class, card_key, final, declined_at)
        values (${attemptId}, ${declineClass}, ${cardKey}, ${final}, ${at.toISOString()})
        on conflict do nothing`);
    },

    async forget(now) {
      const since = new Date(now.getTime() - longestCapDays * 86_400_000);
      await database.execute(
        sql`delete from card_decline where declined_at < ${since.toISOString()}
          and (not final or '' = any(string_to_array(card_key, ':')))`,
      );
    },

    async find(cardKey, since) {
      const { rows } = await database.execute<Row>(sql`
        select card_key, declined_at, final from card_decline
        where split_part(card_key, ':', 1) = split_part(${cardKey}, ':', 1)
          and split_part(card_key, ':', 3) = split_part(${cardKey}, ':', 3)
          and (final or declined_at >= ${since.toISOString()})`);
      return rows.map(({ card_key, declined_at, final }) => ({
        cardKey: card_key,
        at: new Date(declined_at),
        final,
      }));
    },
  };
}
