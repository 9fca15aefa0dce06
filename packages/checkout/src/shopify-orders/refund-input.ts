import { moneyToDecimal } from "@evertill/money";
import type { ExportableOrder, ExportableRefund } from "./order-destination.ts";

/** An order in the shop, as far as a refund of it must know. */
export type ShopOrderToRefund = {
  readonly id: string;
  readonly transactions: readonly { readonly id: string; readonly kind: string; readonly status: string }[];
  readonly lineItems: {
    readonly nodes: readonly {
      readonly id: string;
      readonly refundableQuantity: number;
      readonly unfulfilledQuantity: number;
      readonly variant: { readonly id: string } | null;
    }[];
  };
};

const noteStart = "Evertill refund ";

/** In the note of a refund in the shop stands our id of it: by it the shop's word of our own refund is known as an echo. */
export function noteOf({ id, note }: ExportableRefund): string {
  return `${noteStart}${id}${note ? `: ${note}` : ""}`;
}

/** Our id of a refund in the shop; null where it was made there. */
export function refundIdIn(note: string | null): string | null {
  return new RegExp(`^${noteStart}([0-9a-f-]{36})`).exec(note ?? "")?.[1] ?? null;
}

/**
 * `RefundInput`, Admin API 2026-04. The money went back by our provider, so the shop only takes note of it: our gateways are
 * none of the shop's own. No mail: ours says more.
 */
export function refundInput(
  order: ExportableOrder,
  refund: ExportableRefund,
  { there, locationId }: { readonly there: ShopOrderToRefund; readonly locationId: string | null },
) {
  const { amount } = refund;
  const paid = there.transactions.find(
    ({ kind, status }) => status === "SUCCESS" && (kind === "CAPTURE" || kind === "SALE"),
  );
  return {
    orderId: there.id,
    currency: amount.currency,
    note: noteOf(refund),
    notify: false,
    refundLineItems: refund.lines.flatMap((line) =>
      lineItems(order, { ...line, restock: refund.restock }, there, locationId),
    ),
    transactions: [
      {
        orderId: there.id,
        kind: "REFUND",
        gateway: order.document.payment?.provider ?? "manual",
        amount: moneyToDecimal(amount),
        ...(paid ? { parentId: paid.id } : {}),
      },
    ],
  };
}

type RefundedHere = { readonly lineId: string; readonly quantity: number; readonly restock: boolean };

/** What has not left the house yet is cancelled, what has is returned; a line that the shop no longer has is left out. */
function lineItems(
  { document }: ExportableOrder,
  { lineId, quantity, restock }: RefundedHere,
  { lineItems: { nodes } }: ShopOrderToRefund,
  locationId: string | null,
) {
  const bought = document.cart.lines.find(({ id }) => id === lineId);
  const item = nodes.find(
    ({ variant, refundableQuantity }) =>
      variant?.id === `gid://shopify/ProductVariant/${bought?.variantId}` && refundableQuantity >= quantity,
  );
  if (!item) return [];
  const comesBack = item.unfulfilledQuantity >= quantity ? "CANCEL" : "RETURN";
  const restockType = restock && locationId !== null ? comesBack : "NO_RESTOCK";
  const where = restockType === "NO_RESTOCK" ? {} : { locationId };
  return [{ lineItemId: item.id, quantity, restockType, ...where }];
}
