import {
  type CaptureJob,
  type NotChargedJob,
  type OrderJob,
  queues,
  type RefundJob,
  type RetireCartJob,
  type VoidJob,
} from "@evertill/checkout";
import { applyShopEvent, takeOver } from "../shop-events/apply-shop-event.ts";
import { refreshLists } from "../freshness/refresh-lists.ts";
import { refreshPages } from "../freshness/refresh-pages.ts";
import { sweepShop } from "../freshness/sweep-shop.ts";
import type { RefreshJob } from "../freshness/tell-change.ts";
import { type EventJob, workerQueues } from "../queues.ts";
import { capturePayment } from "./capture-payment.ts";
import { confirmOrder } from "./confirm-order.ts";
import { confirmRefund } from "./confirm-refund.ts";
import { exportOrder } from "./export-order.ts";
import { exportRefund } from "./export-refund.ts";
import { markPaid } from "./mark-paid.ts";
import { type JobParts, NotYet } from "./parts.ts";
import { readDiscountLimits } from "./read-discount-limits.ts";
import { reconcileProviders } from "./reconcile-providers.ts";
import { recordPurchase } from "./record-purchase.ts";
import { refundPayment } from "./refund-payment.ts";
import { retireCart } from "./retire-cart.ts";
import { tellNotCharged } from "./tell-not-charged.ts";

/** Starts handling every queue. Each handler is safe to run twice. */
export async function registerJobs(parts: JobParts): Promise<void> {
  const { jobs, payments, afterRush: putOff } = parts;
  // A shop that is away for a night has its orders half a minute after it is back; after a day a person is told.
  const patient = { retryLimit: 2_880, retryDelaySeconds: 2, retryDelayMaxSeconds: 30 };
  // When many wait, looking for jobs costs more than doing them, and twenty are found as quickly as five. Not where the shop's
  // Admin API is asked, whose points are few: more askers at once only wait for each other there.
  const many = { ...patient, concurrency: 20 };
  // What every order brings and may follow a little later while the till is busy.
  const afterRush = { ...patient, putOff };
  const manyAfterRush = { ...many, putOff };
  await jobs.work<OrderJob>(queues.exportOrder, afterRush, ({ data }) => exportOrder(parts, data));
  await jobs.work<OrderJob>(queues.markPaid, afterRush, ({ data }) => markPaid(parts, data));
  await jobs.work<CaptureJob>(queues.capturePayment, manyAfterRush, ({ data }) =>
    capturePayment(parts, data),
  );
  await jobs.work<RefundJob>(queues.refundPayment, many, ({ data }) => refundPayment(parts, data));
  await jobs.work<RefundJob>(queues.exportRefund, patient, ({ data }) => exportRefund(parts, data));
  await jobs.work<RefundJob>(queues.confirmRefund, many, ({ data }) => confirmRefund(parts, data));
  await jobs.work<VoidJob>(queues.voidPayment, patient, ({ data }) => voidPayment(parts, data));
  await jobs.work<OrderJob>(queues.confirmOrder, manyAfterRush, ({ data }) => confirmOrder(parts, data));
  await jobs.work<NotChargedJob>(queues.tellNotCharged, many, ({ data }) => tellNotCharged(parts, data));
  await jobs.work<RetireCartJob>(queues.retireCart, manyAfterRush, ({ data }) => retireCart(parts, data));
  await jobs.work<OrderJob>(queues.recordPurchase, manyAfterRush, ({ data }) => recordPurchase(parts, data));
  await jobs.work<EventJob>(workerQueues.applyProviderEvent, many, ({ data }) =>
    payments.applyProviderEvent(data.eventId),
  );
  await jobs.work<EventJob>(workerQueues.applyShopEvent, patient, ({ data }) =>
    applyShopEvent(parts, data.eventId),
  );
  const { freshness } = parts;
  await jobs.work<RefreshJob>(
    workerQueues.refreshPages,
    // Each by itself: a product whose shop lags behind its webhook must not keep the price of another waiting.
    { ...patient, retryDelaySeconds: 1, concurrency: 4, together: false },
    ({ data }) => refreshPages(freshness, data),
  );
  await jobs.work(workerQueues.refreshLists, { ...patient, concurrency: 1 }, () => refreshLists(freshness));
  await jobs.schedule(workerQueues.sweepShop, "* * * * *", () => sweepShop(freshness, { isWhole: false }));
  await jobs.schedule(workerQueues.sweepWholeShop, "*/15 * * * *", () =>
    sweepShop(freshness, { isWhole: true }),
  );
  await jobs.schedule(workerQueues.reconcileInventory, "*/15 * * * *", () => reconcileInventory(parts));
  // At three in the morning the accounts of the day before are whole.
  await jobs.schedule(workerQueues.reconcileProviders, "0 3 * * *", () => reconcileProviders(parts));
  await jobs.schedule(workerQueues.readDiscountLimits, "*/5 * * * *", () => readDiscountLimits(parts));
}

async function voidPayment({ till }: JobParts, { reference }: VoidJob): Promise<void> {
  const result = await till.voidUnwanted(reference);
  if (result === "unknown")
    throw new NotYet(`Payment ${reference} is not given up yet`, "its provider is silent");
}

/** Compares our counts with the shop's, for webhooks that never came. */
export async function reconcileInventory({ database, levels, log }: JobParts): Promise<void> {
  const count = await takeOver(database, await levels.all());
  log.info({ variants: count }, "inventory reconciled");
}
