import type { Attempt } from "../attempt/attempt.ts";
import { ageMs, askingMs, type Context, providerNamed } from "./context.ts";
import { announce } from "./announce.ts";
import { settle } from "./settle.ts";

/** Reads at the provider where an open attempt stands, and settles it; what is settled is only announced again. */
export async function learn(context: Context, attempt: Attempt, cause: string): Promise<Attempt> {
  const open = ["sent", "requires_action", "unknown"].includes(attempt.state);
  // Somebody is asking this very moment: their answer comes sooner than a second question.
  const asking = attempt.state === "sent" && ageMs(context, attempt.since) < askingMs;
  if (!open || asking || attempt.providerReference === null) {
    await announce(context, attempt.reference);
    return attempt;
  }
  const call = await providerNamed(context, attempt.provider).retrieve(attempt.providerReference);
  if (call.kind === "answered") return settle(context, attempt, call.answer, cause);
  context.log.warn({ attemptId: attempt.id, call }, "an attempt could not be read at its provider");
  return attempt;
}
