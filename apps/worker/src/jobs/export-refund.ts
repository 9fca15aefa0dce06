import { noteShopRefund, type RefundJob } from "@evertill/checkout";
import { openTask } from "@evertill/payments";
import { type JobParts, NotYet } from "./parts.ts";
import { readRefund } from "./read-refund.ts";

/** Shows a refund in the shop once its money was given back. One that was made in the shop is there already. */
export async function exportRefund(parts: JobParts, { refundId }: RefundJob): Promise<void> {
  const { database, orders, log, now } = parts;
  const { refund, order } = await readRefund(database, refundId);
  if (refund.shopRefundId !== null) return;
  const result = await orders.refund(order, refund);
  switch (result.kind) {
    case "refunded":
      await noteShopRefund(database, refundId, result.shopRefundId);
      return log.info({ refundId, order: order.number, again: result.again }, "refund shows in the shop");
    case "refused": {
      const why = result.reasons.join("; ");
      await openTask(
        database,
        {
          kind: "refund-refused-by-shop",
          subject: refundId,
          summary: `Money of order ${order.number} was given back, and Shopify refused to show it: ${why}`,
        },
        now(),
      );
      throw new NotYet(`Refund ${refundId} was refused by the shop`, why);
    }
    case "not-there":
      throw new NotYet(`Refund ${refundId} cannot be shown in the shop`, "its order is not there yet");
    case "silent":
      throw new NotYet(`Refund ${refundId} is not in the shop yet`, result.reason);
  }
}
