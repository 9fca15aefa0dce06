import { findOrderById, findRefund, refundMail, type RefundJob } from "@evertill/checkout";
import type { JobParts } from "./parts.ts";

/** Tells the shopper that money is on its way back. */
export async function confirmRefund(parts: JobParts, { refundId }: RefundJob): Promise<void> {
  const { database, origin, mail } = parts;
  const refund = await findRefund(database, refundId);
  const order = refund && (await findOrderById(database, refund.orderId));
  if (!refund || !order) throw new Error(`There is no refund ${refundId} to tell of`);
  await mail.deliver({ id: `refund-${refundId}`, ...refundMail(order, refund, { origin }) });
}
