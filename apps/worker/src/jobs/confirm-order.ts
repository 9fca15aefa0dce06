import { findOrderById, orderMail, type OrderJob } from "@evertill/checkout";
import type { JobParts } from "./parts.ts";

/** Sends the one confirmation of an order. */
export async function confirmOrder(parts: JobParts, { orderId }: OrderJob): Promise<void> {
  const order = await findOrderById(parts.database, orderId);
  if (!order) throw new Error(`There is no order ${orderId} to confirm`);
  const { origin } = parts;
  await parts.mail.deliver({ id: `order-confirmation-${orderId}`, ...orderMail(order, { origin }) });
}
