import type { Attempt } from "../attempt/attempt.ts";
import type { EndedOperation } from "../attempt-store.ts";
import type { CaptureResult } from "../payments.ts";
import type { Facts } from "../provider.ts";
import { type Context, providerNamed, there } from "./context.ts";
import { learnAuthorized } from "./learn-authorized.ts";
import { settle } from "./settle.ts";

/** Takes what was authorised, once: the key stays the same until the provider provably refused. */
export async function capture(context: Context, reference: string): Promise<CaptureResult> {
  const attempt = await context.store.findLive(reference);
  if (attempt?.state === "captured") return { kind: "captured", amount: attempt.captured };
  if (attempt?.state !== "authorized" || attempt.providerReference === null || attempt.fenceReason) {
    return { kind: "nothing-to-capture" };
  }
  const { store } = context;
  const amount = attempt.authorized;
  const { key } = await store.openOperation(attempt, "capture", amount);
  const request = { ...there(attempt), key, amount };
  const call = await providerNamed(context, attempt.provider).capture(request);
  const awaited = call.kind === "answered" && call.answer.kind === "processing";
  if (call.kind === "refused") await store.closeOperation(key, "refused", call.operatorMessage);
  const after =
    call.kind === "answered"
      ? await settle(context, attempt, call.answer, "capture", awaited ? undefined : endOf(key, call.answer))
      : await learnAuthorized(context, attempt, "capture");
  if (after.state === "captured") return { kind: "captured", amount: after.captured };
  switch (call.kind) {
    case "answered":
      if (awaited) return { kind: "unknown", operatorMessage: "The provider took note and tells later." };
      return refused(context, after, "not_captured", `The provider answered ${call.answer.kind}.`);
    case "refused":
      return refused(context, after, call.code, call.operatorMessage);
    case "in-progress":
    case "unknown":
      return { kind: "unknown", operatorMessage: call.operatorMessage };
    case "not-sent":
      return { kind: "unreachable", operatorMessage: call.operatorMessage };
  }
}

function endOf(key: string, { kind }: Facts): EndedOperation {
  return { key, result: kind === "captured" ? "done" : "refused", detail: null };
}

async function refused(
  { store, log }: Context,
  { id, reference }: Attempt,
  code: string,
  operatorMessage: string,
): Promise<CaptureResult> {
  log.error({ attemptId: id, reference, code, operatorMessage }, "capture was refused");
  await store.openTask({
    kind: "capture-refused",
    subject: reference,
    summary: "An order was placed, and its payment could not be captured.",
    details: { attemptId: id, code, operatorMessage },
  });
  return { kind: "refused", code, operatorMessage };
}
