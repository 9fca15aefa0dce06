import type { Attempt } from "../attempt/attempt.ts";
import type { ActionResult } from "../payment-method.ts";
import { type Context, providerNamed, there } from "./context.ts";
import { advance, reload, settle } from "./settle.ts";

/**
 * Goes on after an action at a provider that waits for us. Of two who try only one gets the attempt back to `sent`; a
 * process that died after that is followed by whoever finds the attempt still waiting there, with the same key.
 */
export async function proceed(
  context: Context,
  attempt: Attempt,
  result: ActionResult | null,
): Promise<Attempt> {
  const { store } = context;
  const { continueAction } = providerNamed(context, attempt.provider);
  if (!continueAction || attempt.fenceReason !== null) return attempt;
  if (!["requires_action", "sent", "unknown"].includes(attempt.state)) return attempt;
  // Begun before the move, so that whoever fences a sent attempt knows that money may be asked for.
  const { key } = await store.openOperation(attempt, "continue", attempt.amount);
  const sent =
    attempt.state === "requires_action"
      ? await store.move(attempt, { state: "sent" }, "continue", null)
      : attempt;
  if (!sent) return reload(context, attempt);
  const call = await continueAction({ ...there(sent), key, result, amount: sent.amount });
  await store.closeOperation(key, call.kind, call.kind === "answered" ? null : call.operatorMessage);
  if (call.kind === "answered") return settle(context, sent, call.answer, "continue");
  context.log.warn({ attemptId: attempt.id, call }, "going on after an action came to nothing known");
  // A refusal says that this request was not taken; whether an earlier one was, only reading or a fence proves.
  return sent.state === "sent" ? advance(context, sent, { state: "unknown" }, call.kind) : sent;
}
