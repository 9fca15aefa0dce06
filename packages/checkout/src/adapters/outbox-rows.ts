import { randomUUID } from "node:crypto";
import type { Transaction } from "@evertill/database";
import { sql } from "drizzle-orm";

/** Adds an event to the outbox, with the columns Debezium's outbox router reads. */
export async function addToOutbox(
  tx: Transaction,
  event: { aggregate: { type: string; id: string }; type: string; payload: object; now: Date },
): Promise<void> {
  await tx.execute(sql`
    insert into outbox (id, aggregatetype, aggregateid, type, payload, created_at)
    values (${randomUUID()}, ${event.aggregate.type}, ${event.aggregate.id}, ${event.type},
      ${JSON.stringify(event.payload)}::jsonb, ${event.now.toISOString()})`);
}
