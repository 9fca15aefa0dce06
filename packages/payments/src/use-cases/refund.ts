import { isGreaterThan } from "@evertill/money";
import type { RefundCommand, RefundResult } from "../payments.ts";
import type { Call, RefundFacts, RefundThere } from "../provider.ts";
import type { Refund } from "../refund/refund.ts";
import { ageMs, type Context, providerNamed, there } from "./context.ts";
import { refuse, settleRefund } from "./settle-refund.ts";

/** Stores the refund, then asks for it; asked again with the same id, finds out what came of it. */
export async function refund(context: Context, command: RefundCommand): Promise<RefundResult> {
  const begun = await context.refunds.begin(command);
  switch (begun.kind) {
    case "begun":
      return ask(context, begun.refund);
    case "again":
      return pursueRefund(context, begun.refund);
    case "other-data":
      return refused("refund_id_reused", "This refund was asked for before, with another amount or payment.");
    case "not-captured":
      return refused("not_captured", "Nothing of this payment was captured, so nothing can be refunded.");
    case "out-of-range":
      return refused("amount_out_of_range", whyOutOfRange(command, begun.left));
  }
}

function whyOutOfRange({ amount }: RefundCommand, left: RefundCommand["amount"]): string {
  if (amount.currency !== left.currency) return `The payment is in ${left.currency}, not ${amount.currency}.`;
  return isGreaterThan(amount, left)
    ? `A refund is at most what was captured and not asked back yet: ${left.amountMinor} minor units of ${left.currency}.`
    : "A refund is more than zero.";
}

/** How long the provider that remembers keys for the shortest, of those that cannot be read, does so: Adyen, seven days. */
const keyKnownMs = 6 * 86_400_000;

/**
 * Learns what came of a refund, and asks again under its key only where the provider says that nothing arrived, or, where it
 * cannot be read, gives the first answer to that key again. Safe to repeat, and to do in two processes at once.
 */
export async function pursueRefund(context: Context, refund: Refund): Promise<RefundResult> {
  if (refund.state === "refunded" || refund.state === "refused") return resultOf(refund);
  const place = await placeOf(context, refund);
  const reading = await providerNamed(context, place.provider).findRefund(place.there);
  if (reading.kind === "unreadable") {
    const mayAsk = refund.state !== "pending" && ageMs(context, refund.requestedAt) < keyKnownMs;
    return mayAsk ? ask(context, refund) : resultOf(refund);
  }
  if (reading.kind !== "answered") return { kind: "unknown", operatorMessage: reading.operatorMessage };
  const { answer } = reading;
  if (answer.kind !== "absent") return resultOf(await settleRefund(context, refund, answer, "read"));
  return refund.state === "pending" ? resultOf(refund) : ask(context, refund);
}

async function ask(context: Context, refund: Refund): Promise<RefundResult> {
  const { store, log } = context;
  const { attempt, provider, there: known } = await placeOf(context, refund);
  const { key } = await store.openOperation(attempt, `refund:${refund.id}`, refund.amount);
  const call = await providerNamed(context, provider).refund({ ...known, key, reason: refund.reason });
  if (call.kind === "answered") {
    await store.closeOperation(key, "done", call.answer.kind);
    return resultOf(await settleRefund(context, refund, call.answer, "refund"));
  }
  if (call.kind === "refused" && !passes(call)) {
    await store.closeOperation(key, "refused", call.operatorMessage);
    return resultOf(await refuse(context, refund, call, "refund"));
  }
  log.warn({ refundId: refund.id, call }, "what came of a refund is not learnt");
  const wasSent = call.kind === "unknown" || call.kind === "in-progress";
  if (wasSent && refund.state === "requested") {
    await context.refunds.move(refund, { state: "unknown" }, call.kind, null);
  }
  return { kind: "unknown", operatorMessage: call.operatorMessage };
}

/** Refused for now, and not this refund as such. */
function passes({ code }: Call<RefundFacts> & { readonly kind: "refused" }): boolean {
  return code === "rate_limit";
}

async function placeOf(context: Context, { id: refundId, attemptId, amount }: Refund) {
  const attempt = await context.store.find(attemptId);
  if (!attempt) throw new Error(`Payment attempt ${attemptId} of refund ${refundId} has vanished`);
  const known: RefundThere = { ...there(attempt), refundId, amount };
  return { attempt, provider: attempt.provider, there: known };
}

function resultOf({ state, amount, refusal }: Refund): RefundResult {
  switch (state) {
    case "refunded":
    case "pending":
      return { kind: state, amount };
    case "refused":
      return refused(refusal?.code ?? "refused", refusal?.operatorMessage ?? "The provider refused.");
    case "requested":
    case "unknown":
      return { kind: "unknown", operatorMessage: "What came of the refund is not learnt yet." };
  }
}

function refused(code: string, operatorMessage: string): RefundResult {
  return { kind: "refused", code, operatorMessage };
}
