import type { Database, Transaction } from "@evertill/database";
import { currency, money } from "@evertill/money";
import type { RefundReason } from "@evertill/payments";
import { type SQL, sql } from "drizzle-orm";
import type { OrderRefund } from "../domain/refund.ts";

/** Adds a decision; one of the same id that is there already stays as it is. */
export async function insertRefund(tx: Transaction, refund: OrderRefund): Promise<void> {
  const { id, orderId, amount, reason, lines, restock, note, origin, requestedBy, requestedAt } = refund;
  await tx.execute(sql`
    insert into order_refund (id, order_id, amount_minor, currency, reason, lines, restock, note, origin, requested_by,
      requested_at, shop_refund_id)
    values (${id}, ${orderId}, ${amount.amountMinor}, ${amount.currency}, ${reason}, ${JSON.stringify(lines)}::jsonb, ${restock},
      ${note}, ${origin}, ${requestedBy}, ${requestedAt.toISOString()}, ${refund.shopRefundId})
    on conflict (id) do nothing`);
}

export async function findRefund(database: Database | Transaction, id: string): Promise<OrderRefund | null> {
  return (await select(database, sql`where id = ${id}`))[0] ?? null;
}

/** Oldest first. */
export function findRefundsOfOrder(
  database: Database | Transaction,
  orderId: string,
): Promise<readonly OrderRefund[]> {
  return select(database, sql`where order_id = ${orderId} order by requested_at, id`);
}

/** Remembers which refund in the shop shows one of ours; the first stays. */
export async function noteShopRefund(
  database: Database | Transaction,
  id: string,
  shopRefundId: string,
): Promise<void> {
  await database.execute(
    sql`update order_refund set shop_refund_id = ${shopRefundId} where id = ${id} and shop_refund_id is null`,
  );
}

type RefundRow = {
  id: string;
  order_id: string;
  amount_minor: string;
  currency: string;
  reason: RefundReason;
  lines: OrderRefund["lines"];
  restock: boolean;
  note: string | null;
  origin: OrderRefund["origin"];
  requested_by: string;
  requested_at: Date | string;
  shop_refund_id: string | null;
} & Record<string, unknown>;

async function select(database: Database | Transaction, which: SQL): Promise<readonly OrderRefund[]> {
  const { rows } = await database.execute<RefundRow>(sql`
    select id, order_id, amount_minor, currency, reason, lines, restock, note, origin, requested_by, requested_at, shop_refund_id
    from order_refund ${which}`);
  return rows.map((row) => ({
    id: row.id,
    orderId: row.order_id,
    amount: money(Number(row.amount_minor), currency(row.currency)),
    reason: row.reason,
    lines: row.lines,
    restock: row.restock,
    note: row.note,
    origin: row.origin,
    requestedBy: row.requested_by,
    requestedAt: new Date(row.requested_at),
    shopRefundId: row.shop_refund_id,
  }));
}
