import type { Attempt } from "../attempt/attempt.ts";
import type { Cancel } from "../key.ts";
import type { Context } from "./context.ts";

/** What was asked for and taken note of has come to its end, so that the next one is a decision of its own, with a key of its own. */
export async function closeNewest(
  { store }: Context,
  attempt: Attempt,
  operation: Cancel | "capture",
  { result, detail }: { readonly result: "finished" | "refused"; readonly detail: string },
): Promise<void> {
  const key = await store.newestKey(attempt, operation);
  if (key !== null) await store.closeOperation(key, result, detail);
}

/** A cancel could not be done; which of those that were asked for is not told. */
export async function endCancels(context: Context, attempt: Attempt, detail: string): Promise<void> {
  for (const operation of ["cancel", "cancel:late-success"] as const)
    await closeNewest(context, attempt, operation, { result: "finished", detail });
}
