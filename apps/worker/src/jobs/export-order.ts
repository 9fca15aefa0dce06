import { findOrderById, type OrderJob } from "@evertill/checkout";
import type { CreateResult } from "@evertill/checkout/shopify-orders";
import { openTask } from "@evertill/payments";
import { type JobParts, NotYet } from "./parts.ts";

/** Makes the order in the shop, then lets its goods go from our own count. Both are harmless when done again. */
export async function exportOrder(parts: JobParts, { orderId }: OrderJob): Promise<void> {
  const order = await findOrderById(parts.database, orderId);
  if (!order) throw new Error(`There is no order ${orderId} to export`);
  const result = await parts.orders.create(order);
  switch (result.kind) {
    case "created":
      return acknowledge(parts, orderId, order.number, result);
    case "refused":
      await tell(parts, {
        kind: "order-refused-by-shop",
        subject: orderId,
        summary: `Shopify refused order ${order.number}: ${result.reasons.join("; ")}`,
      });
      throw new NotYet(`Order ${order.number} was refused by the shop`, result.reasons.join("; "));
    case "silent":
      throw new NotYet(`Order ${order.number} is not in the shop yet`, result.reason);
  }
}

async function acknowledge(
  parts: JobParts,
  orderId: string,
  number: string,
  { createdAt, levels, oversold, shopOrderId, again }: Extract<CreateResult, { kind: "created" }>,
): Promise<void> {
  if (oversold) {
    await tell(parts, {
      kind: "order-oversold-in-shop",
      subject: orderId,
      summary: `Order ${number} is paid, and Shopify had not the stock for it: it was taken below zero there.`,
    });
  }
  await parts.till.acknowledgeOrder(orderId, { asOf: createdAt, levels });
  parts.log.info({ orderId, number, shopOrderId, again }, "order is in the shop");
}

function tell({ database, now }: JobParts, task: Parameters<typeof openTask>[1]): Promise<void> {
  return openTask(database, task, now());
}
