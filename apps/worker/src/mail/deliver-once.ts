import type { MailOutbox } from "@evertill/checkout";
import type { Database } from "@evertill/database";
import { sql } from "drizzle-orm";

/**
 * Remembers what left, so that a job that runs twice sends once. A crash between the mail's leaving and our remembering
 * sends it again: of the two mistakes a mail can suffer, twice is better than never.
 */
export function deliverOnce(database: Database, outbox: MailOutbox, now: () => Date): MailOutbox {
  return {
    async deliver(mail) {
      const { rows } = await database.execute(sql`select 1 from sent_mail where id = ${mail.id}`);
      if (rows.length > 0) return;
      await outbox.deliver(mail);
      await database.execute(sql`insert into sent_mail (id, sent_at) values (${mail.id}, ${now().toISOString()})
        on conflict do nothing`);
    },
  };
}
