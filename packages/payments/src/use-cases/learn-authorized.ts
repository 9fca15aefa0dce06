import type { Attempt } from "../attempt/attempt.ts";
import { type Context, providerNamed, there } from "./context.ts";
import { reload, settle } from "./settle.ts";

/** After a capture or void whose answer was lost: reads what became of an authorised attempt. */
export async function learnAuthorized(context: Context, attempt: Attempt, cause: string): Promise<Attempt> {
  if (attempt.providerReference === null) return attempt;
  const call = await providerNamed(context, attempt.provider).retrieve(there(attempt));
  return call.kind === "answered" ? settle(context, attempt, call.answer, cause) : reload(context, attempt);
}
