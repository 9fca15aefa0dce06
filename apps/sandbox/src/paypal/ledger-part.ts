import type { HttpBindings } from "@hono/node-server";
import { Hono } from "hono";
import type { PayPalAccount } from "./paypal-account.ts";

/**
 * What tests believe: `GET /sandbox/ledger` says for each checkout (the authorisation's `custom_id`) how much money was
 * really held and taken, whoever thinks what. `live` counts the payments that are held or taken now.
 */
export function ledgerRoutes({ authorizations, captures }: PayPalAccount): Hono<{ Bindings: HttpBindings }> {
  return new Hono<{ Bindings: HttpBindings }>().get("/sandbox/ledger", (context) => {
    const rows = new Map<
      string,
      { checkout: string; authorized: number; captured: number; refunded: number; live: number }
    >();
    for (const { orderId, customId, amount, status, parent } of authorizations.all()) {
      if (parent !== null) continue;
      const checkout = customId ?? "";
      const row = rows.get(checkout) ?? { checkout, authorized: 0, captured: 0, refunded: 0, live: 0 };
      const taken = captures.all().filter((capture) => capture.orderId === orderId);
      const captured = sum(taken.map((capture) => capture.amount.minor));
      const refunded = sum(taken.map((capture) => capture.refundedMinor));
      const held = status === "VOIDED" ? 0 : Math.max(amount.minor - captured, 0);
      rows.set(checkout, {
        checkout,
        authorized: row.authorized + amount.minor,
        captured: row.captured + captured,
        refunded: row.refunded + refunded,
        live: row.live + ((status === "CREATED" ? held : captured - refunded) > 0 ? 1 : 0),
      });
    }
    return context.json([...rows.values()]);
  });
}

function sum(amounts: readonly number[]): number {
  return amounts.reduce((total, amount) => total + amount, 0);
}
