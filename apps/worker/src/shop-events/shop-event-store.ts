import { randomUUID } from "node:crypto";
import type { Database, Transaction } from "@evertill/database";
import { sql } from "drizzle-orm";

/** A webhook of the shop as it came. */
export type ShopEvent = {
  readonly id: string;
  readonly topic: string;
  readonly body: string;
  readonly isApplied: boolean;
};

export type ReceivedShopEvent = {
  /** `X-Shopify-Event-Id`: the same for every delivery of one event. */
  readonly eventId: string;
  readonly topic: string;
  readonly shop: string;
  readonly triggeredAt: string | null;
  readonly body: string;
};

/** Stores an event once; null when it was there. */
export async function saveShopEvent(
  tx: Database | Transaction,
  event: ReceivedShopEvent,
  now: Date,
): Promise<string | null> {
  const { rows } = await tx.execute<{ id: string }>(sql`
    insert into shop_event (id, event_id, topic, shop, triggered_at, body, received_at)
    values (${randomUUID()}, ${event.eventId}, ${event.topic}, ${event.shop}, ${event.triggeredAt}, ${event.body},
      ${now.toISOString()})
    on conflict (topic, event_id) do nothing returning id`);
  return rows[0]?.id ?? null;
}

export async function findShopEvent(database: Database, id: string): Promise<ShopEvent | null> {
  const { rows } = await database.execute<{
    id: string;
    topic: string;
    body: string;
    applied_at: Date | null;
  }>(sql`select id, topic, body, applied_at from shop_event where id = ${id}`);
  const row = rows[0];
  return row ? { id: row.id, topic: row.topic, body: row.body, isApplied: row.applied_at !== null } : null;
}

export async function markShopEventApplied(database: Database, id: string, now: Date): Promise<void> {
  await database.execute(
    sql`update shop_event set applied_at = ${now.toISOString()} where id = ${id} and applied_at is null`,
  );
}
