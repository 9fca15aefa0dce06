import type { PayResult } from "../api/contract.ts";
import type { Checkout } from "../domain/checkout.ts";
import type { ContinueResult, Workings } from "../till.ts";
import { notUnderWay } from "./continue-payment.ts";
import { leaveTry } from "./leave-try.ts";
import { attemptIdOf, isAtWork } from "./place-order.ts";
import { settleOutcome } from "./settle-outcome.ts";
import { viewOf } from "./view.ts";

/**
 * The shopper closed what was asked of them (a bank's question, a wallet's window) and wants to pay otherwise. The try is
 * fenced first; where that cannot be proven, or money was authorised all the same, that is the answer.
 */
export async function giveUp(parts: Workings, token: string): Promise<ContinueResult> {
  const checkout = await parts.store.findCheckoutByToken(parts.database, token);
  if (!checkout) return { kind: "not-found" };
  if (checkout.state !== "completing") {
    const before = await notUnderWay(parts, checkout);
    if (before.kind !== "not-started") return before;
    return { kind: "answered", result: { kind: "given-up", checkout: before.checkout } };
  }
  return { kind: "answered", result: await leave(parts, checkout) };
}

async function leave(parts: Workings, checkout: Checkout): Promise<PayResult> {
  const note = checkout.document.attempt;
  const confirming = { kind: "confirming", attemptId: attemptIdOf(checkout) } as const;
  if (!note || note.kind === "declined" || isAtWork(parts, checkout)) return confirming;
  const { tryId } = note;
  const outcome = await parts.payments.continuePayment(checkout.id);
  if (outcome !== null && outcome.kind !== "requires-action") {
    return settleOutcome(parts, { checkout, tryId }, outcome);
  }
  const open = await leaveTry(parts, checkout, tryId);
  return open ? { kind: "given-up", checkout: viewOf(open, null) } : confirming;
}
