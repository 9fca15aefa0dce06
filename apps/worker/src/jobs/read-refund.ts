import { findOrderById, findRefund, type OrderRefund, type StoredOrder } from "@evertill/checkout";
import type { Database } from "@evertill/database";

/** The refund a job is about, and its order. Rejects when there is none: whoever sent the job had stored both. */
export async function readRefund(
  database: Database,
  refundId: string,
): Promise<{ readonly refund: OrderRefund; readonly order: StoredOrder }> {
  const refund = await findRefund(database, refundId);
  const order = refund && (await findOrderById(database, refund.orderId));
  if (!refund || !order) throw new Error(`There is no refund ${refundId}`);
  return { refund, order };
}
