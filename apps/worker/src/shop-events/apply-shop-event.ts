import type { Till } from "@evertill/checkout";
import type { LevelsAnswer, OrderDestination, ShopLevels } from "@evertill/checkout/shopify-orders";
import type { Database } from "@evertill/database";
import { setLevels } from "@evertill/inventory";
import { z } from "zod";
import { NotYet } from "../jobs/parts.ts";
import { inventorySchema, productSchema } from "./question-of.ts";
import { findShopEvent, markShopEventsApplied } from "./shop-event-store.ts";

const orderSchema = z.object({
  id: z.int().optional(),
  order_id: z.int().optional(),
  order_edit: z.object({ order_id: z.int() }).optional(),
});

/** Changes that the shop's own people make to an order there. */
const orderChanges = new Set(["orders/cancelled", "orders/edited", "refunds/create"]);

/** Whether {@link applyShopEvent} does anything for a topic. */
export function isFollowed(topic: string): boolean {
  return topic === "inventory_levels/update" || topic === "products/update" || orderChanges.has(topic);
}

export type ApplyParts = {
  readonly database: Database;
  readonly levels: ShopLevels;
  readonly orders: Pick<OrderDestination, "read">;
  readonly till: Pick<Till, "followShopOrder">;
  readonly now: () => Date;
};

/**
 * Applies a stored webhook of the shop. Its numbers are not believed, because webhooks come late and out of order: the
 * counts are read from the shop now, which answers every event that was there before with the same question. Rejects when the
 * shop is silent, so that the job runs again.
 */
export async function applyShopEvent(parts: ApplyParts, id: string): Promise<void> {
  const { database, levels, now } = parts;
  const event = await findShopEvent(database, id);
  if (!event || event.isApplied) return;
  const body: unknown = JSON.parse(event.body);
  if (event.topic === "inventory_levels/update") {
    const { inventory_item_id } = inventorySchema.parse(body);
    await takeOver(database, await levels.ofInventoryItem(String(inventory_item_id)));
  }
  if (event.topic === "products/update") {
    const { variants } = productSchema.parse(body);
    await takeOver(database, await levels.ofVariants(variants.map((variant) => String(variant.id))));
  }
  if (orderChanges.has(event.topic)) await follow(parts, event.topic, body);
  await markShopEventsApplied(database, [id, ...event.waitingIds], now());
}

/** Throws with the shop's reason when the counts could not be read. */
export async function takeOver(database: Database, answer: LevelsAnswer): Promise<number> {
  if (answer.kind === "silent") throw new Error(answer.reason);
  if (answer.kind === "refused") throw new Error(answer.reasons.join("; "));
  await setLevels(database, answer.levels);
  return answer.levels.length;
}

/** Read from the shop as well: it is told late, twice and out of order, and what is there now is what counts. */
async function follow({ orders, till }: ApplyParts, topic: string, body: unknown): Promise<void> {
  const shopOrderId = `gid://shopify/Order/${orderIdIn(body)}`;
  const read = await orders.read(shopOrderId);
  if (read.kind === "silent") throw new Error(read.reason);
  if (read.kind === "refused") throw new Error(read.reasons.join("; "));
  if (!read.order) return;
  const followed = await till.followShopOrder(read.order, { isEdited: topic === "orders/edited" });
  if (followed === "unknown")
    throw new NotYet(`${topic} of ${read.order.name}`, "its payment's provider is silent");
}

/** An order names itself, a refund and an edit name their order. */
function orderIdIn(body: unknown): number {
  const { id, order_id: named, order_edit: edit } = orderSchema.parse(body);
  const orderId = edit?.order_id ?? named ?? id;
  if (orderId === undefined) throw new Error("A webhook about an order names none");
  return orderId;
}
