import { type RefundJob } from "@evertill/checkout";
import { type JobParts, NotYet } from "./parts.ts";
import { readRefund } from "./read-refund.ts";

/** Asks the provider that took the money to give it back. A refusal is final and already with a person; silence is asked again. */
export async function refundPayment(parts: JobParts, { refundId }: RefundJob): Promise<void> {
  const { database, payments, log } = parts;
  const { refund, order } = await readRefund(database, refundId);
  const { amount, reason } = refund;
  const result = await payments.refund({ reference: order.checkoutId, refundId, amount, reason });
  switch (result.kind) {
    case "refunded":
    case "pending":
      return log.info({ refundId, order: order.number, amount, state: result.kind }, "refund");
    case "refused":
      return log.error(
        { refundId, order: order.number, code: result.code },
        "a refund was refused, and a person is told",
      );
    case "unknown":
      throw new NotYet(
        `Refund ${refundId} of order ${order.number} is not learnt yet`,
        result.operatorMessage,
      );
  }
}
