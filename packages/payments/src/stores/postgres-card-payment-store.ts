import type { Database } from "@evertill/database";
import { currency, money } from "@evertill/money";
import { sql } from "drizzle-orm";
import type { CardPaymentStore } from "../authentication/card-payments.ts";
import { isWhole } from "../retry-caps/card-key.ts";

/** As long as a payer may say that they did not authorise a payment (directive (EU) 2015/2366, article 71). */
const keptMs = 400 * 86_400_000;

type Row = {
  card_key: string;
  challenged: boolean;
  noted_at: Date | string;
  amount_minor: string;
  currency: string;
};

export function createPostgresCardPaymentStore(database: Database): CardPaymentStore {
  return {
    async note(attemptId, cardKey, at) {
      await database.execute(sql`
        insert into card_payment (attempt_id, card_key, noted_at) values (${attemptId}, ${cardKey}, ${at.toISOString()})
        on conflict do nothing`);
      if (!isWhole(cardKey)) return [];
      const { rows } = await database.execute<Row>(sql`
        select card_key, challenged, noted_at, amount_minor, currency
        from card_payment c join payment_attempt a on a.id = c.attempt_id
        where split_part(card_key, ':', 1) = split_part(${cardKey}, ':', 1)
          and split_part(card_key, ':', 3) = split_part(${cardKey}, ':', 3)
          and c.attempt_id <> ${attemptId}
          and (state in ('authorized', 'captured', 'unknown') or details ->> 'authorized' is not null)
        order by noted_at`);
      return rows.map((row) => ({
        cardKey: row.card_key,
        amount: money(Number(row.amount_minor), currency(row.currency)),
        at: new Date(row.noted_at),
        challenged: row.challenged,
      }));
    },

    async learn(attemptId, { cardKey, challenged }, at) {
      // Every part that is known makes the key longer.
      await database.execute(sql`
        insert into card_payment as c (attempt_id, card_key, challenged, noted_at)
        values (${attemptId}, ${cardKey}, ${challenged}, ${at.toISOString()})
        on conflict (attempt_id) do update set challenged = c.challenged or excluded.challenged,
          card_key = case when length(excluded.card_key) >= length(coalesce(c.card_key, '')) then excluded.card_key
            else c.card_key end
        where excluded.challenged and not c.challenged or excluded.card_key is distinct from c.card_key`);
    },

    async forget(now) {
      const since = new Date(now.getTime() - keptMs).toISOString();
      await database.execute(sql`delete from card_payment where noted_at < ${since}`);
    },
  };
}
