import { orderAttributeKey } from "@evertill/catalog";
import type { RetireCartJob } from "@evertill/checkout";
import { findLocale } from "@evertill/money";
import { type JobParts, NotYet } from "./parts.ts";

/** Marks the shop's cart as ordered, then empties it: in this order a cart that is seen in between is already retired. */
export async function retireCart(parts: JobParts, { cartId, orderId, locale }: RetireCartJob): Promise<void> {
  const found = findLocale(locale);
  if (!found) throw new Error(`Cart ${cartId} has the unknown locale ${locale}`);
  const context = { locale: found };
  const attributes = [{ key: orderAttributeKey, value: orderId }];
  const marked = await parts.catalog.setCartAttributes(cartId, attributes, context);
  if (marked.kind === "gone") return;
  if (marked.kind !== "changed") throw new NotYet(`Cart ${cartId} is not retired yet`, marked.kind);
  await parts.catalog.emptyCart(cartId, context);
}
