import { isGreaterThan } from "@evertill/money";
import type { RefundCommand, RefundResult } from "../payments.ts";
import { type Context, providerNamed, there } from "./context.ts";

/** Gives back part or all of what was captured, once per `refundId`. */
export async function refund(context: Context, command: RefundCommand): Promise<RefundResult> {
  const { store } = context;
  const attempt = await store.findLive(command.reference);
  if (attempt?.state !== "captured" || attempt.providerReference === null) {
    return refused("not_captured", "Nothing of this payment was captured, so nothing can be refunded.");
  }
  if (command.amount.amountMinor <= 0 || isGreaterThan(command.amount, attempt.captured)) {
    return refused("amount_out_of_range", "A refund is more than zero and at most what was captured.");
  }
  const { key, result } = await store.openOperation(attempt, `refund:${command.refundId}`, command.amount);
  if (result === "done") return { kind: "refunded", amount: command.amount };
  const call = await providerNamed(context, attempt.provider).refund({
    ...there(attempt),
    key,
    amount: command.amount,
    reason: command.reason,
  });
  if (call.kind === "refused") {
    await store.closeOperation(key, "refused", call.operatorMessage);
    return refused(call.code, call.operatorMessage);
  }
  if (call.kind !== "answered") return { kind: "unknown", operatorMessage: call.operatorMessage };
  const { answer } = call;
  await store.closeOperation(key, answer.kind === "failed" ? "refused" : "done", answer.kind);
  return answer.kind === "failed"
    ? refused(answer.code, answer.operatorMessage)
    : { kind: "refunded", amount: answer.amount };
}

function refused(code: string, operatorMessage: string): RefundResult {
  return { kind: "refused", code, operatorMessage };
}
