import { type OrderDocument, paypalKinds } from "../paypal/model.ts";
import type { PayPalDeliveryDocument } from "../paypal/webhooks/events.ts";
import type { Store } from "../store/store.ts";
import type { ShownDelivery, ShownPayment } from "./lists.ts";

const shownMax = 100;

/** The newest orders at PayPal, with what the payer chose to pay with. */
export function shownPayPalPayments(store: Store): ShownPayment[] {
  return store
    .collection<OrderDocument>(paypalKinds.order)
    .all()
    .slice(-shownMax)
    .toReversed()
    .map(({ id, createdAt, amount, status, intent, approval }) => ({
      id,
      provider: "PayPal",
      createdAt,
      amountMinor: amount.minor,
      currency: amount.currency,
      status,
      card: approval ? `wallet, ${approval.funding}` : "",
      note: intent === "CAPTURE" ? "closed by its intent" : "",
    }));
}

export function shownPayPalWebhooks(store: Store): ShownDelivery[] {
  return store
    .collection<PayPalDeliveryDocument>(paypalKinds.webhookDelivery)
    .all()
    .map(({ id, type, uri, triggeredAt, state, attempts }) => ({
      id,
      topic: `paypal ${type}`,
      uri,
      triggeredAt,
      state,
      attempts,
    }));
}
