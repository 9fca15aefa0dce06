import { refundMail, type RefundJob } from "@evertill/checkout";
import type { JobParts } from "./parts.ts";
import { readRefund } from "./read-refund.ts";

/** Tells the shopper that money is on its way back. */
export async function confirmRefund(parts: JobParts, { refundId }: RefundJob): Promise<void> {
  const { database, origin, mail } = parts;
  const { refund, order } = await readRefund(database, refundId);
  await mail.deliver({ id: `refund-${refundId}`, ...refundMail(order, refund, { origin }) });
}
