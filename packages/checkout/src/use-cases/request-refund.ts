import { beginRefund, refundableOf, refundsOf } from "@evertill/payments";
import type { StoredOrder } from "../domain/order.ts";
import type { OrderRefund } from "../domain/refund.ts";
import type { TillStore } from "../ports/till-store.ts";
import { queues, type RefundJob } from "../queues.ts";
import type { OrderRefunds, RefundParts, RequestRefundCommand, RequestRefundResult } from "../refunds.ts";

type Parts = RefundParts & { readonly store: TillStore };

export function requestRefund(
  { database, jobs, clock, store }: Parts,
  { refundId, shopRefundId, ...decision }: RequestRefundCommand,
): Promise<RequestRefundResult> {
  const now = clock.now();
  return database.transaction(async (tx) => {
    const order = await store.findOrderById(tx, decision.orderId);
    if (!order) return { kind: "no-such-order" };
    const unknown = unknownLine(order, decision.lines);
    if (unknown !== null) return { kind: "unknown-line", lineId: unknown };
    const { amount, reason } = decision;
    const begun = await beginRefund(tx, { reference: order.checkoutId, refundId, amount, reason }, now);
    if (begun.kind === "again") return { kind: "again" };
    if (begun.kind !== "begun") return begun;
    await store.insertRefund(tx, {
      ...decision,
      id: refundId,
      requestedAt: now,
      shopRefundId: shopRefundId ?? null,
    });
    const job: RefundJob = { refundId };
    await jobs.send(queues.refundPayment, job, { tx, key: order.id });
    return { kind: "requested" };
  });
}

function unknownLine({ document }: StoredOrder, lines: OrderRefund["lines"]): string | null {
  const bought = new Map(document.cart.lines.map(({ id, quantity }) => [id, quantity]));
  const unknown = lines.find(
    ({ lineId, quantity }) =>
      quantity < 1 || !Number.isInteger(quantity) || quantity > (bought.get(lineId) ?? 0),
  );
  return unknown?.lineId ?? null;
}

export async function refundsOfOrder(
  { database, store }: Parts,
  orderId: string,
): Promise<OrderRefunds | null> {
  const order = await store.findOrderById(database, orderId);
  if (!order) return null;
  const decisions = await store.findRefundsOfOrder(database, orderId);
  const settled = new Map((await refundsOf(database, order.checkoutId)).map((refund) => [refund.id, refund]));
  const refunds = decisions.flatMap((decision) => {
    const refund = settled.get(decision.id);
    if (!refund) return [];
    const { state, since, providerReference, refusal } = refund;
    return { ...decision, state, since, providerReference, refusal: refusal?.operatorMessage ?? null };
  });
  return { left: await refundableOf(database, order.checkoutId), refunds };
}
