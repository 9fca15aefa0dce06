import type { ProviderName } from "@evertill/payments";
import type { PayResult } from "../api/contract.ts";
import type { AttemptNote, Checkout } from "../domain/checkout.ts";
import type { Workings } from "../till.ts";
import { answerByMail } from "./answer-by-mail.ts";
import { viewOf } from "./view.ts";

/** How long goods and codes stay claimed for a shopper whose provider could not; then the sweep lets them go. */
export const anotherMethodLifetimeMs = 15 * 60_000;

/**
 * Keeps everything for the next try at another provider. Only for a try of which it is certain that it took no money and never
 * will: `isThatTry` judges the note under the lock. Returns the checkout as it then stands.
 */
export function awaitAnotherMethod(
  parts: Workings,
  reference: string,
  { isThatTry, provider }: { isThatTry: (note: AttemptNote) => boolean; provider: ProviderName },
): Promise<Checkout | null> {
  return parts.database.transaction(async (tx) => {
    const checkout = await parts.store.lockCheckout(tx, reference);
    const note = checkout?.document.attempt;
    if (checkout?.state !== "completing" || !note || note.kind === "declined" || !isThatTry(note)) {
      return checkout;
    }
    await answerByMail(parts, tx, checkout, null);
    const now = parts.clock.now();
    const attempt: AttemptNote = { kind: "method-wanted", tryId: note.tryId, provider };
    return parts.store.noteAttempt(tx, checkout, {
      document: { ...checkout.document, attempt },
      claimedUntil: new Date(now.getTime() + anotherMethodLifetimeMs),
      now,
    });
  });
}

/** What a shopper is told of such a checkout; null where it is none. */
export function methodWanted(
  checkout: Checkout,
): Extract<PayResult, { kind: "another-method-wanted" }> | null {
  const { state, document } = checkout;
  if (state !== "completing" || document.attempt?.kind !== "method-wanted") return null;
  const { provider } = document.attempt;
  return { kind: "another-method-wanted", provider, checkout: viewOf(checkout, null) };
}
