import { createHmac } from "node:crypto";
import type { SandboxContext } from "../../context.ts";
import type { Delivery } from "../../webhooks/delivery.ts";
import { queue, type Sending } from "../../webhooks/sending.ts";
import type { AdyenAccount } from "../adyen-account.ts";
import { adyenKinds, type Amount, type PaymentDocument } from "../model.ts";
import { book } from "../reports/journal.ts";

/** One thing that happened, as Adyen tells it. */
export type NotificationDocument = {
  readonly id: string;
  readonly eventCode: string;
  readonly eventDate: string;
  readonly pspReference: string;
  readonly originalReference: string | null;
  readonly merchantAccountCode: string;
  readonly merchantReference: string;
  readonly amount: Amount;
  readonly success: boolean;
  readonly reason: string;
  readonly paymentMethod: string;
  readonly additionalData: Readonly<Record<string, string>>;
};

/** A batch on its way to our worker. */
export type AdyenDeliveryDocument = Delivery & {
  readonly notifications: readonly string[];
  /** Of the first in it. */
  readonly eventCode: string;
  /** It was sent at least once, so nothing may be added. */
  readonly sealed: boolean;
};

/** How many a batch holds at most. */
const batchMax = 6;

/** Adyen repeats within minutes three times, then for days (docs.adyen.com, "Webhooks: delivery"); answered within 10 s. */
export const adyenSending: Sending<AdyenDeliveryDocument> = {
  kind: adyenKinds.delivery,
  target: "adyen-webhooks",
  answerWithinMs: 10_000,
  repeatAfterSeconds: [5, 10, 30, 120, 300, 900, 1_800, 3_600, 7_200, 14_400, 28_800],
  compose: ({ store, env }, delivery) => {
    store.collection<AdyenDeliveryDocument>(adyenKinds.delivery).put({ ...delivery, sealed: true });
    const kept = store.collection<NotificationDocument>(adyenKinds.notification);
    const items = delivery.notifications.flatMap((id) => kept.get(id) ?? []);
    const notificationItems = items.map((item) => ({
      NotificationRequestItem: signedItem(item, env.ADYEN_HMAC_KEY),
    }));
    return {
      body: JSON.stringify({ live: "false", notificationItems }),
      headers: { "content-type": "application/json; charset=utf-8", "user-agent": "Adyen HttpClient 1.0" },
    };
  },
  forget: ({ store }, { notifications }) => {
    for (const id of notifications)
      store.collection<NotificationDocument>(adyenKinds.notification).delete(id);
  },
};

/** Books and tells what happened, in the same save as the change; what happens together is sent together. */
export function notify(
  { sandbox, merchantAccount }: AdyenAccount,
  {
    payment,
    ...event
  }: {
    readonly eventCode: string;
    readonly payment: PaymentDocument | null;
    readonly merchantReference?: string;
    readonly pspReference: string;
    readonly originalReference?: string;
    readonly success: boolean;
    readonly amount: Amount;
    readonly reason: string;
    readonly additionalData?: Readonly<Record<string, string>>;
  },
): void {
  const { store, now } = sandbox;
  const notification = store.collection<NotificationDocument>(adyenKinds.notification).put({
    id: `adyen_notification_${store.next("adyen-notification")}`,
    eventCode: event.eventCode,
    eventDate: now().toISOString(),
    pspReference: event.pspReference,
    originalReference: event.originalReference ?? null,
    merchantAccountCode: merchantAccount,
    merchantReference: event.merchantReference ?? payment?.merchantReference ?? "",
    amount: event.amount,
    success: event.success,
    reason: event.reason,
    paymentMethod: payment?.card.brand ?? "",
    additionalData: {
      ...(payment && { cardSummary: payment.card.last4, paymentMethodVariant: payment.card.brand }),
      ...(payment?.wish.scaExemption && { scaExemptionRequested: payment.wish.scaExemption }),
      ...event.additionalData,
    },
  });
  if (payment) book(sandbox, payment, notification);
  if (joinBatch(sandbox, notification)) return;
  queue(sandbox, adyenSending, event.eventCode, () => ({
    id: `adyen_delivery_${store.next("adyen-webhook-delivery")}`,
    uri: sandbox.env.SANDBOX_ADYEN_WEBHOOK_URL,
    notifications: [notification.id],
    eventCode: event.eventCode,
    sealed: false,
  }));
}

/** Adds it to a batch that is about to leave; a door with a fault sends each alone, so that the fault meets it. */
function joinBatch({ store, now, faults }: SandboxContext, notification: NotificationDocument): boolean {
  if (faults.all().some(({ target }) => target === "adyen-webhooks")) return false;
  const deliveries = store.collection<AdyenDeliveryDocument>(adyenKinds.delivery);
  const batch = deliveries
    .all()
    .find(
      ({ state, sealed, attempts, notifications, dueAt }) =>
        state === "waiting" &&
        !sealed &&
        attempts.length === 0 &&
        notifications.length < batchMax &&
        Date.parse(dueAt) <= now().getTime(),
    );
  if (!batch) return false;
  deliveries.put({ ...batch, notifications: [...batch.notifications, notification.id] });
  return true;
}

/** What is signed is listed in "Verify HMAC signatures"; neither reason, method nor additional data are. */
function signedItem(item: NotificationDocument, hmacKey: string): object {
  const { id: _, success, originalReference, additionalData, ...rest } = item;
  const { pspReference, merchantAccountCode, merchantReference, amount, eventCode } = rest;
  const signed = [
    pspReference,
    originalReference ?? "",
    merchantAccountCode,
    merchantReference,
    amount.value,
    amount.currency,
    eventCode,
    success,
  ].join(":");
  const hmacSignature = createHmac("sha256", Buffer.from(hmacKey, "hex")).update(signed).digest("base64");
  return {
    ...rest,
    ...(originalReference !== null && { originalReference }),
    success: String(success),
    ...(eventCode === "AUTHORISATION" && success ? { operations: ["CANCEL", "CAPTURE", "REFUND"] } : {}),
    additionalData: { ...additionalData, hmacSignature },
  };
}
