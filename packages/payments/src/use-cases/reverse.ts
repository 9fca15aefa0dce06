import type { Attempt } from "../attempt/attempt.ts";
import type { Facts } from "../provider.ts";
import { type Context, providerNamed, there } from "./context.ts";
import { cancel } from "./fence.ts";

/**
 * Gives back what an attempt took after it had ended here: a cancel, or a refund when it was captured. Safe to repeat.
 * What is not proven to have gone back stays listed, and the sweep comes again. One alert per attempt.
 */
export async function reverse(
  context: Context,
  attempt: Attempt,
  facts: Facts,
  cause: string,
): Promise<void> {
  const { store, log } = context;
  const { id: attemptId, reference, state } = attempt;
  await store.requestReversal(attempt);
  await store.openTask({
    kind: "late-success-reversed",
    subject: attemptId,
    summary: "A provider reported money on an attempt that had ended; it is given back.",
    details: { reference, state, facts: facts.kind },
  });
  const problem = await giveBack(context, attempt, facts);
  if (problem === null) await store.markReversed(attempt);
  const details = { attemptId, reference, state, facts: facts.kind, cause, problem };
  if (problem === null) log.warn(details, "late success was reversed");
  else log.error(details, "late success is not reversed yet");
}

/** Null when it is proven that nothing is left there, else what stands in the way. */
async function giveBack(context: Context, attempt: Attempt, facts: Facts): Promise<string | null> {
  if (facts.kind === "captured") return refundWhole(context, attempt, facts);
  const call = await cancel(context, attempt, "cancel:late-success");
  if (call.kind !== "answered") return call.operatorMessage;
  if (call.answer.kind === "captured") return refundWhole(context, attempt, call.answer);
  return call.answer.kind === "canceled" ? null : call.answer.kind;
}

async function refundWhole(
  context: Context,
  attempt: Attempt,
  { amount }: Facts & { readonly kind: "captured" },
): Promise<string | null> {
  const { store } = context;
  if (attempt.providerReference === null) return "the attempt is unknown at its provider";
  const { key, result } = await store.openOperation(attempt, "refund:late-success", amount);
  if (result === "done") return null;
  const provider = providerNamed(context, attempt.provider);
  // Of an attempt that had ended, so it stands in no order's books and is known there by the attempt's own id.
  const request = { ...there(attempt), key, amount, reason: "duplicate", refundId: attempt.id };
  const call = await provider.refund(request);
  if (call.kind !== "answered") return call.operatorMessage;
  const failed = call.answer.kind === "failed";
  await store.closeOperation(key, failed ? "refused" : "done", call.answer.kind);
  return failed ? "the refund failed" : null;
}
