import type { ActionEnd } from "../../../browser/payment-fields.ts";

/**
 * What the address says to which PayPal's own page led the shopper back: `token` and `PayerID` when the order was approved,
 * our own mark (see `cancelUrl` of the order) when not. Null: the shopper does not come from there. Only PayPal's word
 * about the order is believed afterwards, never this.
 *
 * @param search the query of the page's address, with or without its question mark.
 */
export function paypalReturn(search: string): ActionEnd | null {
  const query = new URLSearchParams(search);
  if (query.get("paypal") === "canceled") return { kind: "abandoned" };
  const orderId = query.get("token");
  if (orderId === null || !query.has("PayerID")) return null;
  return { kind: "finished", result: { provider: "paypal", orderId } };
}
