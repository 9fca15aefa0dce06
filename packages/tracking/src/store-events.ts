import type { Database, Transaction } from "@evertill/database";
import { sql } from "drizzle-orm";
import { z } from "zod";
import { type TrackingEvent, trackingEventSchema } from "./event.ts";
import { toKeepable } from "./text.ts";

export type Refusal = { readonly index: number; readonly reason: string };
export type StoredEvents = { readonly accepted: number; readonly refused: readonly Refusal[] };

/** The most events one request may carry. */
export const eventsPerBatchMax = 100;

/**
 * Stores what a browser sent. Each event is stored once, however often it arrives; a malformed one is refused with its
 * reason and kept aside. A browser may not report a purchase: that is {@link recordPurchase}'s.
 */
export async function storeBrowserEvents(
  database: Database,
  sent: readonly unknown[],
  receivedAt: Date,
): Promise<StoredEvents> {
  const judged = sent.map((event) => judge(event, receivedAt));
  const accepted = judged.flatMap(({ event }) => (event ? [event] : []));
  const refused = judged.flatMap(({ reason }, index) =>
    reason === undefined ? [] : [{ index, reason, payload: sent[index] }],
  );
  await database.transaction(async (tx) => {
    await insert(tx, accepted, receivedAt);
    for (const { reason, payload } of refused) {
      await tx.execute(sql`insert into tracking_rejected_event (received_at, reason, payload)
        values (${receivedAt.toISOString()}, ${reason}, ${toKeepable(payload)}::jsonb)`);
    }
  });
  return { accepted: accepted.length, refused: refused.map(({ index, reason }) => ({ index, reason })) };
}

/** Stores the purchase of an order, in the transaction of whoever knows that it was placed. A second one changes nothing. */
export async function recordPurchase(
  tx: Database | Transaction,
  purchase: Extract<TrackingEvent, { name: "purchase" }>,
  receivedAt: Date,
): Promise<void> {
  await insert(tx, [trackingEventSchema.parse(purchase)], receivedAt);
}

/** A browser sends what it could not send before; what claims to be older, or of tomorrow, has a broken clock. */
const oldestMs = 30 * 24 * 3_600_000;
const aheadMs = 24 * 3_600_000;

function judge(sent: unknown, receivedAt: Date): { event?: TrackingEvent; reason?: string } {
  const parsed = trackingEventSchema.safeParse(sent);
  if (!parsed.success) return { reason: z.prettifyError(parsed.error) };
  if (parsed.data.name === "purchase") return { reason: "purchase is recorded by the server only" };
  const age = receivedAt.getTime() - Date.parse(parsed.data.occurredAt);
  if (age > oldestMs || age < -aheadMs)
    return { reason: "occurredAt is more than 30 days ago or more than a day ahead" };
  return { event: parsed.data };
}

async function insert(
  tx: Database | Transaction,
  events: readonly TrackingEvent[],
  receivedAt: Date,
): Promise<void> {
  if (events.length === 0) return;
  const rows = events.map((event) => ({
    id: event.id,
    name: event.name,
    occurred_at: event.occurredAt,
    received_at: receivedAt.toISOString(),
    consent: event.consent,
    visitor_id: event.visitorId,
    session_id: event.sessionId,
    locale: event.locale,
    currency: event.currency,
    value_minor: "value" in event ? event.value.amountMinor : null,
    release: event.release,
    arm: event.arm,
    transaction_id: event.name === "purchase" ? event.transactionId : null,
    payload: event,
  }));
  await tx.execute(sql`insert into tracking_event
    select * from jsonb_populate_recordset(null::tracking_event, ${JSON.stringify(rows)}::jsonb)
    on conflict do nothing`);
}
