import { createHash } from "node:crypto";
import type { Database } from "@evertill/database";
import { sql } from "drizzle-orm";
import type { TryStore } from "../risk/try-store.ts";

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

export function createPostgresTryStore(database: Database): TryStore {
  return {
    async note({ attemptId, email, networkAddress, cardKey }, at) {
      const mail = digest(email.trim().toLowerCase());
      const network = networkAddress === null ? null : digest(networkAddress);
      await database.execute(sql`
        insert into payment_try (attempt_id, tried_at, email_digest, network_digest, card_key)
        values (${attemptId}, ${at.toISOString()}, ${mail}, ${network}, ${cardKey})
        on conflict do nothing`);
      const hour = new Date(at.getTime() - hourMs).toISOString();
      const day = new Date(at.getTime() - dayMs).toISOString();
      const { rows } = await database.execute<Row>(sql`
        select
          count(*) filter (where card_key = ${cardKey} and tried_at > ${hour}) as with_card,
          count(*) filter (where network_digest = ${network} and tried_at > ${hour}) as from_network,
          count(*) filter (where email_digest = ${mail} and tried_at > ${hour}) as with_email,
          count(*) filter (where network_digest = ${network} and tried_at > ${hour} and state = 'declined') as declines,
          count(distinct t.card_key) filter (where network_digest = ${network}) as cards
        from payment_try t join payment_attempt a on a.id = t.attempt_id
        where t.attempt_id <> ${attemptId} and tried_at > ${day}
          and (card_key = ${cardKey} or network_digest = ${network} or email_digest = ${mail})`);
      const counted = (name: keyof Row) => Number(rows[0]?.[name] ?? 0);
      const isKnown = network !== null;
      return {
        attemptsWithCard: cardKey === null ? null : counted("with_card"),
        attemptsWithEmail: counted("with_email"),
        attemptsFromAddress: isKnown ? counted("from_network") : null,
        declinesFromAddress: isKnown ? counted("declines") : null,
        cardsFromAddress: isKnown ? counted("cards") : null,
      };
    },

    async forget(now) {
      const day = new Date(now.getTime() - dayMs).toISOString();
      await database.execute(sql`delete from payment_try where tried_at < ${day}`);
    },
  };
}

type Row = Record<"with_card" | "from_network" | "with_email" | "declines" | "cards", string>;

function digest(text: string): string {
  return createHash("sha256").update(text).digest("base64url");
}
