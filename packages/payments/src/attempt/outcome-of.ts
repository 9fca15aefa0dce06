import type { PaymentOutcome } from "../outcome.ts";
import type { Attempt } from "./attempt.ts";
import { fencedDecline, lapsedDecline } from "./next-step.ts";
import { isSentElsewhere } from "./sent-elsewhere.ts";

/** What an attempt has come to, in the words of whoever asked for the money. */
export function outcomeOf(attempt: Attempt): PaymentOutcome {
  const attemptId = attempt.id;
  switch (attempt.state) {
    case "created":
    case "sent":
    case "unknown":
      return { kind: "unknown", attemptId };
    case "requires_action":
      return { kind: "requires-action", attemptId, action: attempt.action };
    case "authorized":
      // Told to take no money, and did: it is on its way back.
      if (attempt.fenceReason !== null) return { kind: "unknown", attemptId };
      return { kind: "authorized", attemptId, amount: attempt.authorized, card: attempt.card };
    case "captured":
      return { kind: "authorized", attemptId, amount: attempt.authorized, card: attempt.card };
    case "declined":
      if (isSentElsewhere(attempt.decline)) {
        return { kind: "another-method-wanted", attemptId, provider: attempt.provider };
      }
      return { kind: "declined", attemptId, decline: attempt.decline };
    case "voided":
      if (attempt.fenceReason === "unable") {
        return { kind: "another-method-wanted", attemptId, provider: attempt.provider };
      }
      return { kind: "declined", attemptId, decline: fencedDecline };
    case "expired":
      return { kind: "declined", attemptId, decline: lapsedDecline };
  }
}
