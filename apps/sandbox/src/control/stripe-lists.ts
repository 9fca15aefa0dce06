import type { Store } from "../store/store.ts";
import type { ShownDelivery, ShownPayment } from "./lists.ts";

export function shownStripePayments(_store: Store): ShownPayment[] {
  return [];
}
export function shownStripeWebhooks(_store: Store): ShownDelivery[] {
  return [];
}
