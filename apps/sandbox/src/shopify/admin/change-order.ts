import type { SandboxContext } from "../../context.ts";
import { kinds, type VariantDocument } from "../model.ts";
import { changeStock } from "../stock/change-stock.ts";
import { fromMinor, toMinor } from "../storefront/money.ts";
import { emit } from "../webhooks/emit.ts";
import type { OrderDocument, OrderTransaction } from "./order.ts";
import { orderPayload } from "./order-payload.ts";
import { financialStatusOf, minorOf, totalsOf } from "./order-totals.ts";

export type ChangeError = { readonly field: readonly string[] | null; readonly message: string };
export type Changed<Value> = { readonly value: Value | null; readonly userErrors: readonly ChangeError[] };

export function refused(message: string, field: readonly string[] | null = ["id"]): Changed<never> {
  return { value: null, userErrors: [{ field, message }] };
}

/** `orderCapture`: takes money of an authorisation, once and never more than it holds. */
export function captureOrder(
  context: SandboxContext,
  {
    order,
    parentTransactionId,
    amount,
  }: { order: OrderDocument | undefined; parentTransactionId: string; amount: string },
): Changed<OrderTransaction> {
  if (!order) return refused("Order does not exist");
  const parent = order.transactions.find(
    ({ id, kind }) => id === parentTransactionId && kind === "AUTHORIZATION",
  );
  if (!parent) return refused("Parent transaction does not exist", ["parentTransactionId"]);
  const captured = order.transactions.filter(
    ({ parentId, kind }) => parentId === parent.id && kind === "CAPTURE",
  );
  const left = captured.reduce(
    (rest, { amountSet }) => rest - minorOf(amountSet, "presentmentMoney"),
    minorOf(parent.amountSet, "presentmentMoney"),
  );
  const wanted = toMinor(amount, order.presentmentCurrency);
  if (wanted > left)
    return refused("The capture amount can't be greater than the amount of the authorized transaction", [
      "amount",
    ]);
  const share = wanted / minorOf(parent.amountSet, "presentmentMoney");
  const transaction = newTransaction(context, parent, "CAPTURE", {
    shopMoney: fromMinor(Math.round(minorOf(parent.amountSet, "shopMoney") * share), order.currency),
    presentmentMoney: fromMinor(wanted, order.presentmentCurrency),
  });
  settle(context, order, [...order.transactions, transaction]);
  return { value: transaction, userErrors: [] };
}

/** `orderMarkAsPaid`: adds what is missing, as a capture of the authorisation where there is one. */
export function markAsPaid(
  context: SandboxContext,
  order: OrderDocument | undefined,
): Changed<OrderDocument> {
  if (!order) return refused("Order does not exist");
  if (order.financialStatus === "PAID" || order.cancelledAt !== null)
    return refused("Order cannot be marked as paid.");
  const { total } = totalsOf(order);
  const parent = order.transactions.find(({ kind }) => kind === "AUTHORIZATION") ?? null;
  const base = parent ?? { id: "", gateway: "manual", authorizationCode: null };
  const transaction = {
    ...newTransaction(context, base, parent ? "CAPTURE" : "SALE", total),
    parentId: parent?.id ?? null,
  };
  return { value: settle(context, order, [...order.transactions, transaction]), userErrors: [] };
}

/** `orderCancel`; gives back the stock it had claimed when `restock` says so. */
export function cancelOrder(
  context: SandboxContext,
  order: OrderDocument | undefined,
  { reason, restock }: { reason: string; restock: boolean },
): Changed<OrderDocument> {
  if (!order) return refused("Order does not exist", ["orderId"]);
  if (order.cancelledAt !== null) return refused("Order has already been cancelled", ["orderId"]);
  if (restock && order.inventoryClaimed) giveBack(context, order);
  const at = context.now().toISOString();
  const cancelled = { ...order, cancelledAt: at, cancelReason: reason.toLowerCase(), updatedAt: at };
  context.store.collection<OrderDocument>(kinds.order).put(cancelled);
  emit(context, "orders/cancelled", orderPayload(cancelled));
  emit(context, "orders/updated", orderPayload(cancelled));
  return { value: cancelled, userErrors: [] };
}

function giveBack(context: SandboxContext, { lines }: OrderDocument): void {
  const variants = context.store.collection<VariantDocument>(kinds.variant);
  for (const { variantId, quantity } of lines) {
    const variant = variantId === null ? undefined : variants.get(variantId);
    if (variant?.inventory.tracked)
      changeStock(context, variant, { committed: Math.max(0, variant.inventory.committed - quantity) });
  }
}

export function settle(
  context: SandboxContext,
  order: OrderDocument,
  transactions: readonly OrderTransaction[],
): OrderDocument {
  const totalMinor = minorOf(totalsOf(order).total, "presentmentMoney");
  const settled: OrderDocument = {
    ...order,
    transactions,
    financialStatus: financialStatusOf(transactions, totalMinor),
    updatedAt: context.now().toISOString(),
  };
  context.store.collection<OrderDocument>(kinds.order).put(settled);
  emit(context, "orders/updated", orderPayload(settled));
  if (settled.financialStatus === "PAID" && order.financialStatus !== "PAID")
    emit(context, "orders/paid", orderPayload(settled));
  return settled;
}

export function newTransaction(
  { store, now }: SandboxContext,
  parent: Pick<OrderTransaction, "id" | "gateway" | "authorizationCode">,
  kind: OrderTransaction["kind"],
  amountSet: OrderTransaction["amountSet"],
): OrderTransaction {
  const at = now().toISOString();
  return {
    id: String(store.next("transaction", 7_000_000_000_001)),
    kind,
    status: "SUCCESS",
    gateway: parent.gateway,
    amountSet,
    parentId: parent.id,
    authorizationCode: parent.authorizationCode,
    createdAt: at,
    processedAt: at,
  };
}
