import type { Attempt } from "../attempt/attempt.ts";
import { ageMs, askingMs, type Context, providerNamed, there } from "./context.ts";
import { announce } from "./announce.ts";
import { proceed } from "./proceed.ts";
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
  const reading = await providerNamed(context, attempt.provider).retrieve(there(attempt));
  if (reading.kind === "answered") {
    const after = await settle(context, attempt, reading.answer, cause);
    return reading.answer.kind === "approved" ? proceed(context, after, null) : after;
  }
  if (reading.kind !== "unreadable") {
    context.log.warn({ attemptId: attempt.id, reading }, "an attempt could not be read at its provider");
  }
  return attempt;
}
