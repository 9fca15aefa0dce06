import { releaseStock } from "@evertill/inventory";
import type { AttemptNote, Checkout } from "../domain/checkout.ts";
import type { Workings } from "../till.ts";
import { answerByMail } from "./answer-by-mail.ts";

/**
 * Lets goods and codes go and opens a checkout again. Only for a try of which it is certain that it took no money and never
 * will: `isThatTry` judges the note under the lock, so that a newer try keeps what it reserved.
 */
export function reopen(
  parts: Workings,
  reference: string,
  { isThatTry, declined }: { isThatTry: (note: AttemptNote | null) => boolean; declined: string | null },
): Promise<Checkout | null> {
  return parts.database.transaction(async (tx) => {
    const checkout = await parts.store.lockCheckout(tx, reference);
    if (checkout?.state !== "completing" || !isThatTry(checkout.document.attempt)) return checkout;
    await releaseStock(tx, checkout.id);
    await parts.store.releaseDiscounts(tx, checkout.id);
    await answerByMail(parts, tx, checkout, declined);
    const attempt: AttemptNote | null = declined === null ? null : { kind: "declined", message: declined };
    return parts.store.moveCheckout(tx, checkout, {
      state: "open",
      claimedUntil: null,
      document: { ...checkout.document, attempt },
      now: parts.clock.now(),
    });
  });
}
