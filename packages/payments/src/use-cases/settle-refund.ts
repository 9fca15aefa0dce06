import type { Attempt } from "../attempt/attempt.ts";
import type { PaymentNews } from "../payments.ts";
import type { RefundFacts } from "../provider.ts";
import { mayRefundGo, type Refund, type RefundRefusal, type RefundStep } from "../refund/refund.ts";
import { announce } from "./announce.ts";
import type { Context } from "./context.ts";

/**
 * Applies what a provider said to a refund: where its answer, the sweep and webhooks all end. What comes late or twice
 * changes nothing. Returns the refund as it then stands; the listener has been told.
 */
export async function settleRefund(
  context: Context,
  refund: Refund,
  facts: RefundFacts,
  cause: string,
): Promise<Refund> {
  const { refundReference: providerReference } = facts;
  if (facts.kind === "failed") return refuse(context, refund, facts, cause, providerReference);
  return advance(context, refund, { state: facts.kind, providerReference }, cause);
}

/** Nothing is given back, or it came back: a person decides what the shopper gets instead. */
export async function refuse(
  context: Context,
  refund: Refund,
  { code, operatorMessage }: RefundRefusal,
  cause: string,
  providerReference?: string,
): Promise<Refund> {
  const refusal = { code, operatorMessage };
  const after = await advance(context, refund, { state: "refused", providerReference, refusal }, cause);
  if (after.state !== "refused") return after;
  await context.store.openTask({
    kind: "refund-refused",
    subject: refund.id,
    summary:
      refund.state === "refunded"
        ? "A refund came back from the shopper's bank: the shopper has not got the money."
        : "A refund was refused by its provider: nothing was given back.",
    details: {
      reference: refund.reference,
      attemptId: refund.attemptId,
      amount: refund.amount,
      code,
      operatorMessage,
    },
  });
  return after;
}

/** Where another process moved it meanwhile, what was learnt still holds, and is tried again from there. */
async function advance(context: Context, refund: Refund, to: RefundStep, cause: string): Promise<Refund> {
  const { refunds, store, log } = context;
  const attempt = await store.find(refund.attemptId);
  if (!attempt) throw new Error(`Payment attempt ${refund.attemptId} has vanished`);
  let current = refund;
  while (mayRefundGo(current.state, to.state)) {
    const moved = await refunds.move(current, to, cause, newsOf(current, to, attempt));
    if (moved) log.info({ refundId: refund.id, from: current.state, to: to.state, cause }, "refund");
    current = moved ?? (await refunds.find(refund.id)) ?? current;
  }
  await announce(context, refund.reference);
  return current;
}

function newsOf(refund: Refund, to: RefundStep, { provider }: Attempt): PaymentNews | null {
  const { id: refundId, reference, attemptId, amount } = refund;
  const about = { reference, attemptId, provider, refundId, amount };
  if (to.state === "refunded") return { kind: "refunded", ...about };
  return to.state === "refused" && refund.state === "refunded" ? { kind: "refund-returned", ...about } : null;
}
