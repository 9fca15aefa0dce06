import { randomUUID } from "node:crypto";
import type { Database, Transaction } from "@evertill/database";
import { sql } from "drizzle-orm";
import { questionOf } from "./question-of.ts";

/** A webhook of the shop as it came. */
export type ShopEvent = {
  readonly id: string;
  readonly topic: string;
  readonly body: string;
  readonly isApplied: boolean;
  /** The events with the same question that were stored by the moment this one was read and wait like it. */
  readonly waitingIds: readonly string[];
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
  { isApplied = false }: { isApplied?: boolean } = {},
): Promise<string | null> {
  const at = now.toISOString();
  const { rows } = await tx.execute<{ id: string }>(sql`
    insert into shop_event (id, event_id, topic, shop, triggered_at, body, received_at, applied_at, question)
    values (${randomUUID()}, ${event.eventId}, ${event.topic}, ${event.shop}, ${event.triggeredAt}, ${event.body},
      ${at}, ${isApplied ? at : null}, ${questionOf(event)})
    on conflict (topic, event_id) do nothing returning id`);
  return rows[0]?.id ?? null;
}

export async function findShopEvent(database: Database, id: string): Promise<ShopEvent | null> {
  const { rows } = await database.execute<{
    id: string;
    topic: string;
    body: string;
    applied_at: Date | null;
    waiting_ids: string[];
  }>(sql`select id, topic, body, applied_at, array(select w.id::text from shop_event w
      where w.topic = e.topic and w.question = e.question and w.applied_at is null) as waiting_ids
    from shop_event e where id = ${id}`);
  const row = rows[0];
  if (!row) return null;
  const { topic, body, waiting_ids: waitingIds } = row;
  return { id: row.id, topic, body, isApplied: row.applied_at !== null, waitingIds };
}

export async function markShopEventsApplied(
  database: Database,
  ids: readonly string[],
  now: Date,
): Promise<void> {
  await database.execute(sql`update shop_event set applied_at = ${now.toISOString()}
    where id = any(${sql.param([...ids])}::uuid[]) and applied_at is null`);
}
