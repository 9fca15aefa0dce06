import type { Store } from "../store/store.ts";
import {
  type ChargeDocument,
  type PaymentIntentDocument,
  type PaymentMethodDocument,
  stripeKinds,
} from "../stripe/model.ts";
import { walletTitles } from "../stripe/wallet-titles.ts";
import type { StripeDeliveryDocument } from "../stripe/webhooks/events.ts";
import type { ShownDelivery, ShownPayment } from "./lists.ts";

const shownMax = 100;

/** The newest payments at Stripe, with the card that was tried last and what came of it. */
export function shownStripePayments(store: Store): ShownPayment[] {
  const methods = store.collection<PaymentMethodDocument>(stripeKinds.paymentMethod);
  const charges = store.collection<ChargeDocument>(stripeKinds.charge);
  return store
    .collection<PaymentIntentDocument>(stripeKinds.paymentIntent)
    .all()
    .slice(-shownMax)
    .toReversed()
    .map((intent) => {
      const charge = charges.get(intent.latestCharge ?? "");
      const method = methods.get(intent.paymentMethod ?? charge?.paymentMethod ?? "");
      return {
        id: intent.id,
        provider: "Stripe",
        createdAt: new Date(intent.created * 1_000).toISOString(),
        amountMinor: intent.amount,
        currency: intent.currency,
        status: intent.status,
        card: method ? cardWords(method) : "",
        note: intent.lastError?.declineCode ?? intent.lastError?.code ?? charge?.outcome.sellerMessage ?? "",
      };
    });
}

function cardWords({ card: { brand, last4, wallet } }: PaymentMethodDocument): string {
  return wallet === undefined ? `${brand} ${last4}` : `${brand} ${last4} by ${walletTitles[wallet]}`;
}

export function shownStripeWebhooks(store: Store): ShownDelivery[] {
  return store
    .collection<StripeDeliveryDocument>(stripeKinds.webhookDelivery)
    .all()
    .map(({ id, type, uri, triggeredAt, state, attempts }) => ({
      id,
      topic: `stripe ${type}`,
      uri,
      triggeredAt,
      state,
      attempts,
    }));
}
