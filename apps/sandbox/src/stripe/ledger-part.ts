import type { HttpBindings } from "@hono/node-server";
import { Hono } from "hono";
import type { StripeAccount } from "./stripe-account.ts";

/**
 * What tests believe: `GET /sandbox/ledger` says for each checkout (the intents' metadata) how much money was really held
 * and taken, whoever thinks what. `live` counts the charges that are held or taken now.
 */
export function ledgerRoutes({ charges }: StripeAccount): Hono<{ Bindings: HttpBindings }> {
  return new Hono<{ Bindings: HttpBindings }>().get("/sandbox/ledger", (context) => {
    const rows = new Map<
      string,
      { checkout: string; authorized: number; captured: number; refunded: number; live: number }
    >();
    for (const { metadata, status, captured, amount, amountCaptured, amountRefunded } of charges.all()) {
      if (status !== "succeeded") continue;
      const checkout = metadata["checkout_id"] ?? "";
      const row = rows.get(checkout) ?? { checkout, authorized: 0, captured: 0, refunded: 0, live: 0 };
      const kept = captured ? amountCaptured - amountRefunded : amount - amountRefunded;
      rows.set(checkout, {
        checkout,
        authorized: row.authorized + amount,
        captured: row.captured + amountCaptured,
        // A cancelled hold is a refunded charge to Stripe, but nothing was taken that could be given back.
        refunded: row.refunded + (captured ? amountRefunded : 0),
        live: row.live + (kept > 0 ? 1 : 0),
      });
    }
    return context.json([...rows.values()]);
  });
}
