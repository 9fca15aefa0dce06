import type { ActionResult } from "@evertill/payments";
import type { PayResult } from "../api/contract.ts";
import type { Checkout } from "../domain/checkout.ts";
import type { ContinueResult, Workings } from "../till.ts";
import { methodWanted } from "./await-another-method.ts";
import { attemptIdOf, isAtWork } from "./place-order.ts";
import { settleOutcome } from "./settle-outcome.ts";
import { viewOf } from "./view.ts";

/** Learns how the payment stands: after a challenge, with what came of it, after a reload, or because the outcome was not known. */
export async function continuePayment(
  parts: Workings,
  token: string,
  result: ActionResult | null,
): Promise<ContinueResult> {
  const checkout = await parts.store.findCheckoutByToken(parts.database, token);
  if (!checkout) return { kind: "not-found" };
  if (checkout.state === "completing") {
    return { kind: "answered", result: await learn(parts, checkout, result) };
  }
  return notUnderWay(parts, checkout);
}

/** What there is to say of a checkout on which no payment is under way. */
export async function notUnderWay(parts: Workings, checkout: Checkout): Promise<ContinueResult> {
  const order = await parts.store.findOrderByCheckout(parts.database, checkout.id);
  if (order) {
    return { kind: "answered", result: { kind: "paid", orderToken: order.token, orderNumber: order.number } };
  }
  const { attempt } = checkout.document;
  const view = viewOf(checkout, null);
  if (attempt?.kind !== "declined") return { kind: "not-started", checkout: view };
  return { kind: "answered", result: { kind: "declined", message: attempt.message, checkout: view } };
}

async function learn(parts: Workings, checkout: Checkout, result: ActionResult | null): Promise<PayResult> {
  const note = checkout.document.attempt;
  const confirming = { kind: "confirming", attemptId: attemptIdOf(checkout) } as const;
  if (!note || note.kind === "declined") return confirming;
  const wanted = methodWanted(checkout);
  if (wanted) return wanted;
  const outcome = await parts.payments.continuePayment(checkout.id, result);
  if (!outcome) return confirming;
  // While another request is paying, what is known may be of an earlier try: only money that was authorised is acted upon.
  if (isAtWork(parts, checkout) && outcome.kind !== "authorized") return confirming;
  return settleOutcome(parts, { checkout, tryId: note.tryId }, outcome);
}
