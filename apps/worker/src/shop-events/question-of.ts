import { createHash } from "node:crypto";
import { z } from "zod";

export const inventorySchema = z.object({ inventory_item_id: z.int() });
export const productSchema = z.object({ variants: z.array(z.object({ id: z.int() })).default([]) });

/**
 * A digest of what the shop is asked because of an event, for those that are answered by asking: the same for events whose
 * answers are the same. Null for any other event, and for a body that cannot be read.
 */
export function questionOf({
  topic,
  body,
}: {
  readonly topic: string;
  readonly body: string;
}): string | null {
  const asked = askedBy(topic, body);
  return asked === null ? null : createHash("sha256").update(JSON.stringify(asked)).digest("base64url");
}

function askedBy(topic: string, body: string): object | null {
  try {
    if (topic === "inventory_levels/update") return inventorySchema.parse(JSON.parse(body));
    if (topic === "products/update") return productSchema.parse(JSON.parse(body));
    return null;
  } catch {
    return null;
  }
}
