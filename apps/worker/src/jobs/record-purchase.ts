import { findOrderById, type OrderJob, purchaseOf } from "@evertill/checkout";
import { recordPurchase as storePurchase, touchOf, trackingEventSchema } from "@evertill/tracking";
import type { JobParts } from "./parts.ts";

/** Records the purchase event, whose id is the order's: once, however often this runs. */
export async function recordPurchase(parts: JobParts, { orderId }: OrderJob): Promise<void> {
  const { database, release, now } = parts;
  const order = await findOrderById(database, orderId);
  if (!order) throw new Error(`There is no order ${orderId} to record`);
  const purchase = purchaseOf(order);
  const event = trackingEventSchema.parse({
    ...purchase,
    name: "purchase",
    version: 1,
    release,
    arm: "0",
    page: { path: "/checkout" },
    firstTouch: touchOf(purchase.firstTouch),
    lastTouch: touchOf(purchase.lastTouch),
  });
  if (event.name === "purchase") await storePurchase(database, event, now());
}
