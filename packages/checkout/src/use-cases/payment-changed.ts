import type { PaymentNews } from "@evertill/payments";
import { copyIn } from "../copy/copy.ts";
import { paymentCaptured } from "../domain/ledger.ts";
import { type OrderJob, queues } from "../queues.ts";
import type { Workings } from "../till.ts";
import { awaitAnotherMethod } from "./await-another-method.ts";
import { bookDispute } from "./book-dispute.ts";
import { bookRefund } from "./book-refund.ts";
import { finalizePayment } from "./finalize-payment.ts";
import { languageOf } from "./price-document.ts";
import { reopen } from "./reopen.ts";

/** What payments learnt, from whichever of browser, webhook and sweep learnt it first. May be told again. */
export async function paymentChanged(parts: Workings, news: PaymentNews): Promise<void> {
  switch (news.kind) {
    case "authorized":
      await finalizePayment(parts, news.reference, news);
      return;
    case "captured":
      return bookCapture(parts, news);
    case "declined":
      return letGo(parts, news);
    case "another-method-wanted":
      await awaitAnotherMethod(parts, news.reference, {
        isThatTry: (note) => "attemptId" in note && note.attemptId === news.attemptId,
        provider: news.provider,
      });
      return;
    case "refunded":
    case "refund-returned":
      return bookRefund(parts, news);
    case "dispute-withdrawn":
    case "dispute-returned":
      return bookDispute(parts, news);
    case "voided":
    case "expired":
      return tellOfLostMoney(parts, news);
  }
}

async function bookCapture(
  parts: Workings,
  { reference, amount }: Extract<PaymentNews, { kind: "captured" }>,
): Promise<void> {
  await parts.database.transaction(async (tx) => {
    const order = await parts.store.findOrderByCheckout(tx, reference);
    if (!order) throw new Error(`Captured for checkout ${reference}, which has no order yet`);
    const now = parts.clock.now();
    const provider = order.document.payment?.provider ?? "unknown";
    if (!(await parts.store.postToLedger(tx, paymentCaptured(order.id, provider, amount), now))) return;
    await parts.store.noteCaptured(tx, order.id, amount.amountMinor);
    const payload = { orderId: order.id, amount };
    await parts.store.addToOutbox(tx, {
      aggregate: { type: "order", id: order.id },
      type: "payment.captured",
      payload,
      now,
    });
    const job: OrderJob = { orderId: order.id };
    await parts.jobs.send(queues.markPaid, job, { tx, key: order.id });
  });
}

/** The attempt that was noted ended without money; any other is none of this checkout's present. */
async function letGo(
  parts: Workings,
  { reference, attemptId, decline }: Extract<PaymentNews, { kind: "declined" }>,
): Promise<void> {
  const checkout = await parts.store.findCheckoutById(parts.database, reference);
  if (!checkout) return;
  const words = copyIn(languageOf(checkout.locale)).declined;
  await reopen(parts, reference, {
    isThatTry: (note) => note !== null && "attemptId" in note && note.attemptId === attemptId,
    declined: words[decline.shopperMessage],
  });
}

/** An order whose authorisation is gone would be sent unpaid: a person decides. */
async function tellOfLostMoney(
  parts: Workings,
  { kind, reference, attemptId }: Extract<PaymentNews, { kind: "voided" | "expired" }>,
): Promise<void> {
  const order = await parts.store.findOrderByCheckout(parts.database, reference);
  if (!order || order.attemptId !== attemptId || order.cancelledAt !== null) return;
  const detail = { order: order.number, attemptId, how: kind };
  await parts.store.openCase(parts.database, {
    kind: "authorization-lost",
    subject: order.id,
    detail,
    now: parts.clock.now(),
  });
}
