import { randomUUID } from "node:crypto";
import type { Database, Transaction } from "@evertill/database";
import { sql } from "drizzle-orm";
import type { Checkout } from "../domain/checkout.ts";
import type { LedgerTransaction } from "../domain/ledger.ts";
import type { Order, OrderDocument, StoredOrder } from "../domain/order.ts";
import { isToken } from "../domain/token.ts";
import { moving } from "./checkout-rows.ts";
import { posting } from "./ledger-rows.ts";

/**
 * Places the order of a checkout that is completing, gives it its public number, books it and tells the outbox of it, in one
 * statement. Throws when the checkout is not where it was read.
 */
export async function placeOrder(
  tx: Transaction,
  {
    checkout,
    order,
    booking,
  }: { checkout: Checkout; order: Omit<Order, "number">; booking: LedgerTransaction },
): Promise<string> {
  const { document, placedAt } = order;
  const completed = { ...checkout.document, attempt: null };
  const to = { state: "completed", claimedUntil: null, document: completed, now: placedAt } as const;
  const event = { orderId: order.id, checkoutId: order.checkoutId, total: document.price.total };
  const { rows } = await tx.execute<{ number: string }>(sql`
    with completed as (${moving(checkout, to)} returning id),
    placed as (insert into placed_order (id, token, number, checkout_id, placed_at, locale, email, currency, total_minor,
      authorized_minor, attempt_id, provider, document)
    select ${order.id}::uuid, ${order.token}, 'LL-' || nextval('order_number'), id, ${placedAt.toISOString()}::timestamptz,
      ${order.locale}, ${document.contact.email}, ${document.price.total.currency},
      ${document.price.total.amountMinor}::bigint, ${document.payment ? document.price.total.amountMinor : 0}::bigint,
      ${document.payment?.attemptId ?? null}, ${document.payment?.provider ?? null}, ${JSON.stringify(document)}::jsonb
    from completed returning id, number),
    told as (insert into outbox (id, aggregatetype, aggregateid, type, payload, created_at)
      select ${randomUUID()}::uuid, 'order', id::text, 'order.placed',
        ${JSON.stringify(event)}::jsonb || jsonb_build_object('number', number), ${placedAt.toISOString()}::timestamptz
      from placed)
    select number, ${posting(booking, placedAt)} from placed`);
  if (!rows[0]) throw new Error(`Checkout ${checkout.id} moved although its row was locked`);
  return rows[0].number;
}

export function findOrderByToken(database: Database, token: string): Promise<StoredOrder | null> {
  return isToken(token) ? findOrder(database, sql`token = ${token}`) : Promise.resolve(null);
}

export function findOrderById(database: Database | Transaction, id: string): Promise<StoredOrder | null> {
  return findOrder(database, sql`id = ${id}`);
}

export function findOrderByCheckout(
  database: Database | Transaction,
  checkoutId: string,
): Promise<StoredOrder | null> {
  return findOrder(database, sql`checkout_id = ${checkoutId}`);
}

/** Reads an order and holds its row until the transaction ends: what is given back of it is added up by one at a time. */
export function lockOrderByCheckout(tx: Transaction, checkoutId: string): Promise<StoredOrder | null> {
  return findOrder(tx, sql`checkout_id = ${checkoutId} for update`);
}

/** Notes how much of an order was captured so far. The amount never goes down. */
export async function noteCaptured(tx: Transaction, id: string, capturedMinor: number): Promise<void> {
  await tx.execute(
    sql`update placed_order set captured_minor = greatest(captured_minor, ${capturedMinor}) where id = ${id}`,
  );
}

/** Notes how much of an order was given back so far. */
export async function noteRefunded(tx: Transaction, id: string, refundedMinor: number): Promise<void> {
  await tx.execute(sql`update placed_order set refunded_minor = ${refundedMinor} where id = ${id}`);
}

/** Remembers that the shop's people cancelled an order there; the first moment stays. */
export async function noteCancelled(database: Database | Transaction, id: string, at: Date): Promise<void> {
  await database.execute(sql`update placed_order set cancelled_at = coalesce(cancelled_at, ${at.toISOString()})
    where id = ${id}`);
}

/** The number given last, which tells how fast orders come without counting any. Some numbers become no order. */
export async function lastOrderNumber(database: Database): Promise<number> {
  const { rows } = await database.execute<{ last_value: string }>(sql`select last_value from order_number`);
  return Number(rows[0]?.last_value);
}

async function findOrder(
  database: Database | Transaction,
  condition: ReturnType<typeof sql>,
): Promise<StoredOrder | null> {
  const { rows } = await database.execute<{
    id: string;
    token: string;
    number: string;
    checkout_id: string;
    placed_at: Date;
    locale: string;
    attempt_id: string | null;
    authorized_minor: string;
    captured_minor: string;
    refunded_minor: string;
    cancelled_at: Date | string | null;
    document: OrderDocument;
  }>(sql`select id, token, number, checkout_id, placed_at, locale, attempt_id, authorized_minor, captured_minor,
      refunded_minor, cancelled_at, document
    from placed_order where ${condition}`);
  const row = rows[0];
  if (!row) return null;
  return {
    id: row.id,
    token: row.token,
    number: row.number,
    checkoutId: row.checkout_id,
    placedAt: new Date(row.placed_at),
    locale: row.locale,
    attemptId: row.attempt_id,
    authorizedMinor: Number(row.authorized_minor),
    capturedMinor: Number(row.captured_minor),
    refundedMinor: Number(row.refunded_minor),
    cancelledAt: row.cancelled_at === null ? null : new Date(row.cancelled_at),
    document: row.document,
  };
}
