import type { LevelsAnswer, ShopLevels } from "@evertill/checkout/shopify-orders";
import type { Database } from "@evertill/database";
import { setLevels } from "@evertill/inventory";
import { openTask } from "@evertill/payments";
import { z } from "zod";
import { inventorySchema, productSchema } from "./question-of.ts";
import { findShopEvent, markShopEventsApplied } from "./shop-event-store.ts";

const orderSchema = z.object({ id: z.int(), name: z.string().optional() });

/** Changes to an order in the shop that we do not follow by ourselves: a person is told. */
const orderChanges = new Set(["orders/cancelled", "orders/edited", "refunds/create"]);

/** Whether {@link applyShopEvent} does anything for a topic. */
export function isFollowed(topic: string): boolean {
  return topic === "inventory_levels/update" || topic === "products/update" || orderChanges.has(topic);
}

export type ApplyParts = {
  readonly database: Database;
  readonly levels: ShopLevels;
  readonly now: () => Date;
};

/**
 * Applies a stored webhook of the shop. Its numbers are not believed, because webhooks come late and out of order: the
 * counts are read from the shop now, which answers every event that was there before with the same question. Rejects when the
 * shop is silent, so that the job runs again.
 */
export async function applyShopEvent({ database, levels, now }: ApplyParts, id: string): Promise<void> {
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
  if (orderChanges.has(event.topic)) await tellPerson(database, event.topic, body, now());
  await markShopEventsApplied(database, [id, ...event.waitingIds], now());
}

/** Throws with the shop's reason when the counts could not be read. */
export async function takeOver(database: Database, answer: LevelsAnswer): Promise<number> {
  if (answer.kind === "silent") throw new Error(answer.reason);
  if (answer.kind === "refused") throw new Error(answer.reasons.join("; "));
  await setLevels(database, answer.levels);
  return answer.levels.length;
}

async function tellPerson(database: Database, topic: string, body: unknown, now: Date): Promise<void> {
  const order = orderSchema.parse(body);
  await openTask(
    database,
    {
      kind: `shop-${topic.replace("/", "-")}`,
      subject: String(order.id),
      summary: `Shopify says ${topic} of ${order.name ?? `order ${order.id}`}: compare it with our order.`,
    },
    now,
  );
}
