import { randomBytes, randomUUID } from "node:crypto";
import type { Transaction } from "@evertill/database";
import { placeStock } from "@evertill/inventory";
import type { Checkout } from "../domain/checkout.ts";
import { orderPlaced } from "../domain/ledger.ts";
import type { OrderDocument, StoredOrder } from "../domain/order.ts";
import { type CaptureJob, type OrderJob, queues, type RetireCartJob, type VoidJob } from "../queues.ts";
import type { AuthorizedPayment, FinalizeResult, Workings } from "../till.ts";

/**
 * Places the order: number, ledger, goods, outbox and jobs in one transaction, once per checkout, however many ask and in whatever
 * order. `payment` is null when nothing was to be paid.
 */
export function finalizePayment(
  parts: Workings,
  reference: string,
  payment: AuthorizedPayment | null,
): Promise<FinalizeResult> {
  return parts.database.transaction(async (tx) => {
    const checkout = await parts.store.lockCheckout(tx, reference);
    if (!checkout) return { kind: "not-found" };
    const order =
      checkout.state === "completed" ? await parts.store.findOrderByCheckout(tx, checkout.id) : null;
    if (order) return again(parts, tx, order, payment);
    if (checkout.state !== "completing") return refuse(parts, tx, checkout, "closed", payment);
    if (!isAmountAgreed(checkout, payment)) return refuse(parts, tx, checkout, "amount", payment);
    return place(parts, tx, checkout, payment);
  });
}

function isAmountAgreed({ document }: Checkout, payment: AuthorizedPayment | null): boolean {
  const agreed = document.quote?.price.total;
  if (!agreed) return false;
  if (!payment) return agreed.amountMinor === 0;
  return payment.amount.amountMinor === agreed.amountMinor && payment.amount.currency === agreed.currency;
}

async function again(
  parts: Workings,
  tx: Transaction,
  order: StoredOrder,
  payment: AuthorizedPayment | null,
): Promise<FinalizeResult> {
  if (payment && payment.attemptId !== order.attemptId) {
    const detail = { order: order.number, attemptId: payment.attemptId, placedWith: order.attemptId };
    await parts.store.openCase(tx, {
      kind: "second-authorization",
      subject: order.id,
      detail,
      now: parts.clock.now(),
    });
    return { kind: "not-wanted", reason: "other-attempt" };
  }
  return {
    kind: "placed",
    orderId: order.id,
    orderToken: order.token,
    orderNumber: order.number,
    again: true,
  };
}

async function refuse(
  parts: Workings,
  tx: Transaction,
  checkout: Checkout,
  reason: "amount" | "closed",
  payment: AuthorizedPayment | null,
): Promise<FinalizeResult> {
  const detail = {
    reason,
    state: checkout.state,
    payment,
    agreed: checkout.document.quote?.price.total ?? null,
  };
  await parts.store.openCase(tx, {
    kind: "unwanted-authorization",
    subject: checkout.id,
    detail,
    now: parts.clock.now(),
  });
  const job: VoidJob = { reference: checkout.id };
  await parts.jobs.send(queues.voidPayment, job, { tx, key: checkout.id });
  return { kind: "not-wanted", reason };
}

async function place(
  parts: Workings,
  tx: Transaction,
  checkout: Checkout,
  payment: AuthorizedPayment | null,
): Promise<FinalizeResult> {
  const now = parts.clock.now();
  const document = orderDocument(checkout, payment);
  const order = {
    id: randomUUID(),
    token: randomBytes(24).toString("base64url"),
    checkoutId: checkout.id,
    locale: checkout.locale,
    placedAt: now,
    document,
  };
  const booking = orderPlaced(order.id, document.price);
  const number = await parts.store.placeOrder(tx, { checkout, order, booking });
  await sendJobs(parts, tx, { orderId: order.id, checkout, isPaid: payment !== null });
  // Last, because every other order of the same goods waits from here until the commit.
  const missing = await placeStock(tx, { holder: checkout.id, lines: document.cart.lines, at: now });
  if (missing.length > 0) {
    await parts.store.openCase(tx, {
      kind: "paid-unallocated",
      subject: order.id,
      detail: { number, missing },
      now,
    });
  }
  return { kind: "placed", orderId: order.id, orderToken: order.token, orderNumber: number, again: false };
}

/** The order is what the quote said, not what the cart may have become since. */
function orderDocument({ document }: Checkout, payment: AuthorizedPayment | null): OrderDocument {
  const { quote, contact, country, deliveryAddress, billingAddress, tracking } = document;
  if (!quote || !contact) throw new Error("A checkout is completed with a quote and a contact");
  return {
    country,
    cart: quote.cart,
    price: quote.price,
    contact,
    deliveryAddress,
    billingAddress,
    payment: payment && {
      attemptId: payment.attemptId,
      provider: payment.provider,
      card: payment.card,
    },
    tracking,
  };
}

async function sendJobs(
  { jobs }: Workings,
  tx: Transaction,
  { orderId, checkout, isPaid }: { orderId: string; checkout: Checkout; isPaid: boolean },
): Promise<void> {
  const job: OrderJob = { orderId };
  const capture: CaptureJob = { orderId, reference: checkout.id };
  const retire: RetireCartJob = { cartId: checkout.cartId, orderId, locale: checkout.locale };
  const wanted = [
    { queue: queues.exportOrder, data: job },
    ...(isPaid ? [{ queue: queues.capturePayment, data: capture }] : []),
    { queue: queues.confirmOrder, data: job },
    { queue: queues.retireCart, data: retire },
    { queue: queues.recordPurchase, data: job },
  ];
  await jobs.sendAll(
    wanted.map((each) => ({ ...each, key: orderId })),
    { tx },
  );
}
