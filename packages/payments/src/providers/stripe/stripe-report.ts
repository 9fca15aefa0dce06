import { currency } from "@evertill/money";
import type { Stripe } from "stripe";
import type { Movement, ProviderReport } from "../../provider-report.ts";
import { fromStripeAmount } from "./amounts.ts";
import { callStripe } from "./call.ts";
import { refundIdName } from "./refund-id.ts";
import { createStripeClient, type StripeSettings } from "./stripe-client.ts";

/** For the whole list, page by page; nobody waits for it. */
const listMs = 60_000;
const pageMs = 10_000;

/** Stripe's balance transactions: what it put on our balance and took from it, before fees. */
export function createStripeReport(settings: StripeSettings): ProviderReport {
  const stripe = createStripeClient({ ...settings, timeoutMs: settings.timeoutMs ?? pageMs });
  return {
    name: "stripe",
    movements: ({ from, until }) =>
      callStripe("the list of balance transactions", listMs, async () => {
        const created = { gte: secondsOf(from), lt: secondsOf(until) };
        const found: Movement[] = [];
        const list = stripe.balanceTransactions.list({ created, limit: 100, expand: ["data.source"] });
        for await (const transaction of list) {
          const movement = movementOf(transaction);
          if (movement) found.push(movement);
        }
        return found;
      }),
  };
}

/** Null for what moves nothing between a shopper and us: payouts, fees, transfers. */
function movementOf({ amount, currency: code, created, source }: Stripe.BalanceTransaction): Movement | null {
  if (typeof source !== "object" || source === null) return null;
  const moved = {
    amount: fromStripeAmount(Math.abs(amount), currency(code.toUpperCase())),
    at: new Date(created * 1_000),
  };
  if (source.object === "charge") {
    return { kind: "captured", reference: source.metadata["attempt_id"] ?? source.id, ...moved };
  }
  if (source.object === "refund") {
    const reference = source.metadata?.[refundIdName] ?? source.id;
    return { kind: amount < 0 ? "refunded" : "refund-returned", reference, ...moved };
  }
  if (source.object !== "dispute") return null;
  return { kind: amount < 0 ? "dispute-withdrawn" : "dispute-returned", reference: source.id, ...moved };
}

function secondsOf(at: Date): number {
  return Math.floor(at.getTime() / 1_000);
}
