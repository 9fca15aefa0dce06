import type { OrderJob } from "@evertill/checkout";
import { type JobParts, NotYet } from "./parts.ts";

/** Shows the order as paid in the shop; waits for the order to have arrived there. */
export async function markPaid({ orders, log }: JobParts, { orderId }: OrderJob): Promise<void> {
  const result = await orders.markPaid(orderId);
  switch (result.kind) {
    case "paid":
      return log.info({ orderId, again: result.again }, "order shows as paid in the shop");
    case "not-there":
      throw new NotYet(`Order ${orderId} cannot be shown as paid`, "it is not in the shop yet");
    case "refused":
      throw new NotYet(`Order ${orderId} cannot be shown as paid`, result.reasons.join("; "));
    case "silent":
      throw new NotYet(`Order ${orderId} cannot be shown as paid`, result.reason);
  }
}
