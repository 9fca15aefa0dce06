import { createHash } from "node:crypto";
import { equals, isZero, money } from "@evertill/money";
import { refundableOf } from "@evertill/payments";
import type { StoredOrder } from "../domain/order.ts";
import type { ShopOrder, ShopRefund } from "../domain/shop-order.ts";
import type { CaseKind } from "../ports/till-store.ts";
import type { Workings } from "../till.ts";
import { requestRefund } from "./request-refund.ts";

/**
 * What the shop's own people did to an order there becomes the matching action here, once however often it is told: a refund
 * is given back at the provider that took the money, a cancelled order that was not captured is voided. What has no match is
 * a case for a person. What we did ourselves comes back as an echo and does nothing. `unknown`: tell it again later.
 */
export async function followShopOrder(
  parts: Workings,
  shopOrder: ShopOrder,
  { isEdited }: { readonly isEdited: boolean },
): Promise<"followed" | "unknown"> {
  const { orderId } = shopOrder;
  const order = orderId === null ? null : await parts.store.findOrderById(parts.database, orderId);
  if (!order) return "followed";
  for (const refund of shopOrder.refunds) await followRefund(parts, order, refund);
  if (isEdited) await compareTotals(parts, order, shopOrder);
  return shopOrder.cancelledAt === null ? "followed" : followCancellation(parts, order, shopOrder);
}

async function followRefund(parts: Workings, order: StoredOrder, refund: ShopRefund): Promise<void> {
  const { shopRefundId, refundId, amount } = refund;
  if (refundId !== null) return parts.store.noteShopRefund(parts.database, refundId, shopRefundId);
  if (isZero(amount)) return;
  const result = await requestRefund(parts, {
    refundId: refundIdFor(shopRefundId),
    orderId: order.id,
    amount,
    reason: "requested-by-customer",
    lines: [],
    restock: false,
    note: null,
    origin: "shop",
    requestedBy: "shop",
    shopRefundId,
  });
  if (result.kind === "requested" || result.kind === "again") return;
  await openCase(parts, order, "shop-refund-unmatched", {
    subject: shopRefundId,
    detail: { amount, why: result },
  });
}

/** The shop's people may have changed what is owed; what to do about the money is theirs to say. */
async function compareTotals(parts: Workings, order: StoredOrder, { total }: ShopOrder): Promise<void> {
  const ours = order.document.price.total;
  const rest = money(ours.amountMinor - order.refundedMinor, ours.currency);
  if (equals(total, ours) || equals(total, rest)) return;
  await openCase(parts, order, "shop-order-edited", {
    subject: order.id,
    detail: { inTheShop: total, here: rest },
  });
}

async function followCancellation(
  parts: Workings,
  order: StoredOrder,
  { cancelledAt }: ShopOrder,
): Promise<"followed" | "unknown"> {
  const { store, database, payments, clock } = parts;
  await store.noteCancelled(database, order.id, cancelledAt ?? clock.now());
  const captured = await refundableOf(database, order.checkoutId);
  if (captured === null) {
    if (order.document.payment === null) return "followed";
    const given = await payments.void(order.checkoutId);
    return given.kind === "voided" ? "followed" : "unknown";
  }
  if (isZero(captured)) {
    await store.closeCaseAbout(database, "shop-order-cancelled", order.id, clock.now());
    return "followed";
  }
  // Cancelled without a refund, or its refund is told of next: then the case closes by itself.
  await openCase(parts, order, "shop-order-cancelled", {
    subject: order.id,
    detail: { stillHeld: captured },
  });
  return "followed";
}

function openCase(
  { store, database, clock }: Workings,
  { number }: StoredOrder,
  kind: CaseKind,
  { subject, detail }: { readonly subject: string; readonly detail: object },
): Promise<void> {
  return store.openCase(database, { kind, subject, detail: { order: number, ...detail }, now: clock.now() });
}

/** Our id of a refund that was made in the shop: the same whenever it is told of. */
function refundIdFor(shopRefundId: string): string {
  const digits = createHash("sha256").update(`shop-refund:${shopRefundId}`).digest("hex");
  return [
    digits.slice(0, 8),
    digits.slice(8, 12),
    digits.slice(12, 16),
    digits.slice(16, 20),
    digits.slice(20, 32),
  ].join("-");
}
