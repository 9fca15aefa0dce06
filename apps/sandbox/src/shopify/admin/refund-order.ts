import type { SandboxContext } from "../../context.ts";
import { gid, idOf } from "../gid.ts";
import { kinds, type VariantDocument } from "../model.ts";
import { changeStock } from "../stock/change-stock.ts";
import { fromMinor, toMinor } from "../storefront/money.ts";
import { emit } from "../webhooks/emit.ts";
import { type Changed, newTransaction, refused, settle } from "./change-order.ts";
import type { OrderDocument, OrderRefund, OrderTransaction } from "./order.ts";
import { minorOf } from "./order-totals.ts";

export type RefundInput = {
  orderId: string;
  note?: string | null;
  refundLineItems?:
    | readonly {
        lineItemId: string;
        quantity: number;
        restockType?: "CANCEL" | "RETURN" | "NO_RESTOCK" | null;
        locationId?: string | null;
      }[]
    | null;
  transactions?:
    | readonly {
        amount: string;
        gateway: string;
        kind: OrderTransaction["kind"];
        parentId?: string | null;
      }[]
    | null;
};

type IdempotentRefund = { readonly id: string; readonly orderId: string; readonly refundId: string };

/** `refundCreate`: gives back goods, money or both. Of one idempotency key there is one refund, however often it is asked for. */
export function refundOrder(
  context: SandboxContext,
  order: OrderDocument | undefined,
  input: RefundInput,
  key: string,
): Changed<OrderRefund> & { readonly order: OrderDocument | null } {
  const keys = context.store.collection<IdempotentRefund>(kinds.refundKey);
  const before = keys.get(key);
  const known = order?.refunds?.find(({ id }) => id === before?.refundId);
  if (order && known) return { value: known, order, userErrors: [] };
  const problem = order ? refundProblem(order, input) : "Order does not exist";
  if (!order || problem !== null) return { ...refused(problem ?? "", ["orderId"]), order: null };
  const transactions = (input.transactions ?? []).map((wanted) => moneyBack(context, order, wanted));
  const refund: OrderRefund = {
    id: String(context.store.next("refund", 8_000_000_000_001)),
    createdAt: context.now().toISOString(),
    note: input.note ?? null,
    lines: linesOf(input),
    transactionIds: transactions.map(({ id }) => id),
  };
  for (const line of refund.lines) if (line.restock) putBack(context, order, line);
  const settled = settle(context, { ...order, refunds: [...(order.refunds ?? []), refund] }, [
    ...order.transactions,
    ...transactions,
  ]);
  keys.put({ id: key, orderId: order.id, refundId: refund.id });
  emit(context, "refunds/create", refundPayload(settled, refund));
  return { value: refund, order: settled, userErrors: [] };
}

/** Gives back all that was paid and not given back yet, as a cancellation may. */
export function refundRest(context: SandboxContext, order: OrderDocument): void {
  const left = leftOf(order);
  const paid = order.transactions.find(({ kind }) => kind === "CAPTURE" || kind === "SALE");
  if (left === 0 || !paid) return;
  const { amount } = fromMinor(left, order.presentmentCurrency);
  const parentId = gid("OrderTransaction", paid.id);
  const transactions = [{ amount, gateway: paid.gateway ?? "manual", kind: "REFUND" as const, parentId }];
  refundOrder(context, order, { orderId: order.id, transactions }, `cancel-${order.id}`);
}

function leftOf(order: OrderDocument): number {
  return sumOf(order, ["SALE", "CAPTURE"]) - sumOf(order, ["REFUND"]);
}

function refundProblem(order: OrderDocument, input: RefundInput): string | null {
  const paid = leftOf(order);
  const wanted = (input.transactions ?? []).map(({ amount }) => toMinor(amount, order.presentmentCurrency));
  if (wanted.reduce((sum, minor) => sum + minor, 0) > paid)
    return "Refund amount cannot be greater than the amount paid";
  for (const { lineId, quantity } of linesOf(input)) {
    const line = order.lines.find(({ id }) => id === lineId);
    if (!line || quantity < 1 || quantity > refundableOf(order, lineId))
      return "Quantity cannot refund more items than were purchased";
  }
  return null;
}

function linesOf({ refundLineItems }: RefundInput): OrderRefund["lines"] {
  return (refundLineItems ?? []).map(({ lineItemId, quantity, restockType }) => ({
    lineId: idOf("LineItem", lineItemId) ?? "",
    quantity,
    restock: restockType === "CANCEL" || restockType === "RETURN",
  }));
}

/** How many units of a line no refund has given back. */
export function refundableOf(order: OrderDocument, lineId: string): number {
  const bought = order.lines.find(({ id }) => id === lineId)?.quantity ?? 0;
  const back = (order.refunds ?? []).flatMap(({ lines }) => lines.filter((line) => line.lineId === lineId));
  return back.reduce((left, { quantity }) => left - quantity, bought);
}

function moneyBack(
  context: SandboxContext,
  order: OrderDocument,
  wanted: NonNullable<RefundInput["transactions"]>[number],
): OrderTransaction {
  const parentId = idOf("OrderTransaction", wanted.parentId ?? "") ?? "";
  const parent = order.transactions.find(({ id }) => id === parentId);
  const minor = toMinor(wanted.amount, order.presentmentCurrency);
  const total = parent ?? order.transactions[0];
  const share = total ? minor / minorOf(total.amountSet, "presentmentMoney") : 1;
  const shopMinor = total ? Math.round(minorOf(total.amountSet, "shopMoney") * share) : minor;
  const base = {
    id: parentId,
    gateway: wanted.gateway,
    authorizationCode: parent?.authorizationCode ?? null,
  };
  return newTransaction(context, base, "REFUND", {
    shopMoney: fromMinor(shopMinor, order.currency),
    presentmentMoney: fromMinor(minor, order.presentmentCurrency),
  });
}

function putBack(
  context: SandboxContext,
  order: OrderDocument,
  { lineId, quantity }: { readonly lineId: string; readonly quantity: number },
): void {
  const { variantId } = order.lines.find(({ id }) => id === lineId) ?? { variantId: null };
  const variant =
    variantId === null ? undefined : context.store.collection<VariantDocument>(kinds.variant).get(variantId);
  if (!variant?.inventory.tracked || !order.inventoryClaimed) return;
  changeStock(context, variant, { committed: Math.max(0, variant.inventory.committed - quantity) });
}

function sumOf({ transactions }: OrderDocument, wanted: readonly OrderTransaction["kind"][]): number {
  return transactions
    .filter(({ kind, status }) => status === "SUCCESS" && wanted.includes(kind))
    .reduce((sum, { amountSet }) => sum + minorOf(amountSet, "presentmentMoney"), 0);
}

/** The REST refund of Shopify's webhook samples, as far as the store knows it. */
function refundPayload(order: OrderDocument, refund: OrderRefund): object {
  const { id, createdAt, note, lines, transactionIds } = refund;
  return {
    id: Number(id),
    admin_graphql_api_id: gid("Refund", id),
    order_id: Number(order.id),
    created_at: createdAt,
    processed_at: createdAt,
    note,
    restock: lines.some(({ restock }) => restock),
    refund_line_items: lines.map(({ lineId, quantity, restock }) => ({
      line_item_id: Number(lineId),
      quantity,
      restock_type: restock ? "cancel" : "no_restock",
    })),
    transactions: order.transactions
      .filter((transaction) => transactionIds.includes(transaction.id))
      .map(({ id: transactionId, kind, status, gateway, amountSet }) => ({
        id: Number(transactionId),
        order_id: Number(order.id),
        kind: kind.toLowerCase(),
        status: status.toLowerCase(),
        gateway,
        amount: amountSet.presentmentMoney.amount,
        currency: amountSet.presentmentMoney.currencyCode,
      })),
  };
}
