import { minorOf } from "../adyen/amounts.ts";
import { adyenKinds, type PaymentDocument } from "../adyen/model.ts";
import type { AdyenDeliveryDocument } from "../adyen/webhooks/notifications.ts";
import type { Store } from "../store/store.ts";
import type { ShownDelivery, ShownPayment } from "./lists.ts";

const shownMax = 100;

/** The newest payments at Adyen, with what came of each. */
export function shownAdyenPayments(store: Store): ShownPayment[] {
  return store
    .collection<PaymentDocument>(adyenKinds.payment)
    .all()
    .slice(-shownMax)
    .toReversed()
    .map((payment) => ({
      id: payment.id,
      provider: "Adyen",
      createdAt: payment.createdAt,
      amountMinor: minorOf(payment.amount),
      currency: payment.amount.currency,
      status: statusOf(payment),
      card: `${payment.card.brand} ${payment.card.last4}`,
      note: payment.refusal?.reason ?? "",
    }));
}

function statusOf({ status, capturedValue, refundedValue }: PaymentDocument): string {
  if (refundedValue > 0) return "refunded";
  return capturedValue > 0 ? "captured" : status;
}

export function shownAdyenWebhooks(store: Store): ShownDelivery[] {
  return store
    .collection<AdyenDeliveryDocument>(adyenKinds.delivery)
    .all()
    .map(({ id, eventCode, notifications, uri, triggeredAt, state, attempts }) => ({
      id,
      topic: `adyen ${eventCode}${notifications.length > 1 ? ` +${notifications.length - 1}` : ""}`,
      uri,
      triggeredAt,
      state,
      attempts,
    }));
}
