import type { Attempt, FenceReason } from "../attempt/attempt.ts";
import { isLive } from "../attempt/transitions.ts";
import type { Cancel } from "../key.ts";
import type { Call, Facts } from "../provider.ts";
import { announce } from "./announce.ts";
import { type Context, providerNamed, there } from "./context.ts";
import { learnAuthorized } from "./learn-authorized.ts";
import { advance, settle } from "./settle.ts";

/**
 * Makes sure an attempt takes no money any more. Returns it as it then stands: in a final state when that is proven,
 * `captured` when it was too late, and anything else when the provider left it unproven. An attempt that has left the
 * state it was judged in is not touched (`fenceReason` is null then), unless it was abandoned.
 */
export async function fence(context: Context, attempt: Attempt, reason: FenceReason): Promise<Attempt> {
  if (!isLive(attempt) || attempt.state === "captured") return attempt;
  const { store } = context;
  const marked = await store.requestFence(attempt, reason);
  if (!isLive(marked) || marked.state === "captured") return marked;
  // It went on meanwhile. What is abandoned stays unwanted; else it may be just what was waited for.
  if (marked.fenceReason === null) return reason === "abandoned" ? fence(context, marked, reason) : marked;
  if (marked.state === "created") {
    // Whoever was preparing it can no longer move it to `sent`, and so will not ask for the money.
    const voided = await advance(context, marked, { state: "voided", authorized: null }, reason);
    if (voided.state !== "voided") return fence(context, voided, reason);
    if (voided.providerReference !== null) await cancel(context, voided);
    await announce(context, voided.reference);
    return voided;
  }
  const held = await holdBack(context, marked);
  const call = await cancel(context, held);
  if (call.kind === "answered") return settle(context, held, call.answer, reason);
  return learnAuthorized(context, held, reason);
}

/** Where money is asked for only after the action, by us: takes the attempt out of the state in which that may begin. */
async function holdBack(context: Context, attempt: Attempt): Promise<Attempt> {
  const waits = providerNamed(context, attempt.provider).continueAction !== null;
  return attempt.state === "requires_action" && waits
    ? advance(context, attempt, { state: "unknown" }, "fence")
    : attempt;
}

/** Closes what a decline left open at the provider, where a browser could still try another card on it. What is not proven closed is listed for the sweep. */
export async function closeDeclined(context: Context, attempt: Attempt): Promise<void> {
  const { store, log } = context;
  if (attempt.providerReference === null) return;
  if (!providerNamed(context, attempt.provider).declinedStaysOpen) return;
  const call = await cancel(context, attempt);
  if (call.kind !== "answered" || call.answer.kind === "processing") {
    log.warn({ attemptId: attempt.id, call: call.kind }, "a declined attempt stays open there for now");
    return store.requestReversal(attempt);
  }
  if (call.answer.kind === "canceled") return store.markReversed(attempt);
  await settle(context, attempt, call.answer, "late-success");
}

/** One cancel at the provider, its key stored before. */
export async function cancel(
  context: Context,
  attempt: Attempt,
  operation: Cancel = "cancel",
): Promise<Call<Facts>> {
  const { store } = context;
  const known = there(attempt);
  const askedWith = {
    authorize: await store.newestKey(attempt, "confirm"),
    continueAction: await store.newestKey(attempt, "continue"),
  };
  const { key, startedAt } = await store.openOperation(attempt, operation, null);
  const call = await providerNamed(context, attempt.provider).fence({ ...known, key, askedWith });
  // An answer ends it: a cancel asked later is a new decision, and must not be answered from the provider's memory. One
  // that was only taken note of goes on, until a webhook ends it.
  const awaited = call.kind === "answered" && call.answer.kind === "processing";
  if ((call.kind === "answered" && !awaited) || call.kind === "refused") {
    await store.closeOperation(key, "finished", describe(call));
  }
  return dated(call, startedAt);
}

/** A cancel that was taken note of is kept with when it was asked for: what its webhook says was true no sooner. */
function dated(call: Call<Facts>, askedAt: Date): Call<Facts> {
  const cancel = call.kind === "answered" ? call.answer.details?.["cancel"] : undefined;
  if (call.kind !== "answered" || cancel === undefined) return call;
  const details = { ...call.answer.details, cancel: `${cancel} ${askedAt.toISOString()}` };
  return { ...call, answer: { ...call.answer, details } };
}

function describe(call: Call<Facts>): string {
  return call.kind === "answered" ? call.answer.kind : call.operatorMessage;
}
