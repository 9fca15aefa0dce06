import type { HttpBindings } from "@hono/node-server";
import { Hono } from "hono";
import { z } from "zod";
import { raiseDispute } from "../disputes/raise-dispute.ts";
import type { AdyenAccount } from "./adyen-account.ts";

/**
 * What tests believe: `GET /sandbox/ledger` says for each checkout (the payments' merchantOrderReference) how much money
 * was really held and taken, whoever thinks what, in Adyen's minor units. `live` counts the payments that are held or
 * taken now. `POST /sandbox/chargebacks` lets the shopper's bank take the money of a payment back.
 */
export function ledgerRoutes(account: AdyenAccount): Hono<{ Bindings: HttpBindings }> {
  const { payments, sandbox } = account;
  return new Hono<{ Bindings: HttpBindings }>()
    .get("/sandbox/ledger", (context) => {
      const rows = new Map<string, Row>();
      for (const payment of payments.all()) {
        if (payment.status !== "authorised" && payment.status !== "cancelled") continue;
        const checkout = payment.merchantOrderReference ?? payment.merchantReference;
        const row = rows.get(checkout) ?? { checkout, authorized: 0, captured: 0, refunded: 0, live: 0 };
        const { amount, capturedValue, refundedValue, status } = payment;
        const kept = capturedValue > 0 ? capturedValue - refundedValue : amount.value;
        rows.set(checkout, {
          checkout,
          authorized: row.authorized + amount.value,
          captured: row.captured + capturedValue,
          refunded: row.refunded + refundedValue,
          live: row.live + (status === "authorised" && kept > 0 ? 1 : 0),
        });
      }
      return context.json([...rows.values()]);
    })
    .post("/sandbox/chargebacks", async (context) => {
      const body = chargeback.safeParse(await context.req.json().catch(() => undefined));
      const payment = payments.get(body.data?.paymentPspReference ?? "");
      if (!payment || payment.capturedValue === 0) {
        return context.json({ error: "Name a captured payment by its paymentPspReference" }, 422);
      }
      const dispute = raiseDispute(sandbox, "adyen", payment.id);
      await sandbox.store.save();
      return dispute
        ? context.json({ pspReference: dispute.id }, 201)
        : context.json({ error: "This payment is disputed already, or nothing is left of it" }, 422);
    });
}

const chargeback = z.object({ paymentPspReference: z.string() });

type Row = {
  readonly checkout: string;
  readonly authorized: number;
  readonly captured: number;
  readonly refunded: number;
  readonly live: number;
};
