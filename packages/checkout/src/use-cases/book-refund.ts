import { money } from "@evertill/money";
import type { PaymentNews } from "@evertill/payments";
import { paymentRefunded } from "../domain/ledger.ts";
import { queues, type RefundJob } from "../queues.ts";
import type { Workings } from "../till.ts";

type RefundNews = Extract<PaymentNews, { kind: "refunded" | "refund-returned" }>;

/**
 * Books money that went back to the shopper, or came back from their bank, once per refund; the first goes on to the shop
 * and the shopper.
 */
export async function bookRefund(parts: Workings, news: RefundNews): Promise<void> {
  const { store, clock, jobs } = parts;
  const { kind, reference, refundId, provider, amount } = news;
  await parts.database.transaction(async (tx) => {
    const order = await store.lockOrderByCheckout(tx, reference);
    if (!order) throw new Error(`Refunded for checkout ${reference}, which has no order`);
    const before = money(order.refundedMinor, amount.currency);
    const givenBack = kind === "refunded" ? amount.amountMinor : -amount.amountMinor;
    const after = money(before.amountMinor + givenBack, amount.currency);
    const now = clock.now();
    const { price } = order.document;
    const booking = paymentRefunded({ kind, refundId, provider, price, before, after });
    if (!(await store.postToLedger(tx, booking, now))) return;
    await store.noteRefunded(tx, order.id, after.amountMinor);
    const payload = { orderId: order.id, refundId, amount };
    await store.addToOutbox(tx, {
      aggregate: { type: "order", id: order.id },
      type: `payment.${kind}`,
      payload,
      now,
    });
    if (kind === "refund-returned") return;
    const job: RefundJob = { refundId };
    await jobs.send(queues.exportRefund, job, { tx, key: order.id });
    await jobs.send(queues.confirmRefund, job, { tx, key: order.id });
  });
}
