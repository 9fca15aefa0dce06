import { createHash } from "node:crypto";
import type { Database } from "@evertill/database";
import { type SQL, sql } from "drizzle-orm";
import type { TryStore } from "../risk/try-store.ts";

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** So many of each are counted at most, the newest: far above what any policy asks for, and no dearer while thousands come. */
const countedMax = 100;

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
      const newest = (shared: SQL) => sql`(
        select attempt_id, tried_at, email_digest, network_digest, card_key from payment_try
        where ${shared} and attempt_id <> ${attemptId} and tried_at > ${day}
        order by tried_at desc limit ${sql.raw(String(countedMax))})`;
      const { rows } = await database.execute<Row>(sql`
        select
          count(*) filter (where card_key = ${cardKey} and tried_at > ${hour}) as with_card,
          count(*) filter (where network_digest = ${network} and tried_at > ${hour}) as from_network,
          count(*) filter (where email_digest = ${mail} and tried_at > ${hour}) as with_email,
          count(*) filter (where network_digest = ${network} and tried_at > ${hour} and state = 'declined') as declines,
          count(distinct t.card_key) filter (where network_digest = ${network}) as cards
        from (${newest(sql`card_key = ${cardKey}`)} union ${newest(sql`network_digest = ${network}`)}
          union ${newest(sql`email_digest = ${mail}`)}) t
        join payment_attempt a on a.id = t.attempt_id`);
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
