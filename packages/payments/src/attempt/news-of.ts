import type { PaymentNews } from "../payments.ts";
import type { Attempt, AttemptState } from "./attempt.ts";
import { fencedDecline, lapsedDecline } from "./next-step.ts";
import { isSentElsewhere } from "./sent-elsewhere.ts";

/** What the listener must hear of a transition; null when it changes nothing outside. */
export function newsOf(attempt: Attempt, to: AttemptState): PaymentNews | null {
  const { id: attemptId, reference, provider } = attempt;
  const common = { reference, attemptId };
  switch (to.state) {
    case "authorized":
      // Told to take no money, and did: it goes back, and nobody may build on it.
      if (attempt.fenceReason !== null) return null;
      return { kind: "authorized", ...common, provider, amount: to.authorized, card: to.card };
    case "captured":
      return { kind: "captured", ...common, amount: to.captured };
    case "declined":
      if (isSentElsewhere(to.decline)) return { kind: "another-method-wanted", ...common, provider };
      return { kind: "declined", ...common, decline: to.decline };
    case "voided":
      if (to.authorized === null && attempt.fenceReason === "unable") {
        return { kind: "another-method-wanted", ...common, provider };
      }
      return to.authorized === null
        ? { kind: "declined", ...common, decline: fencedDecline }
        : { kind: "voided", ...common, amount: to.authorized };
    case "expired":
      return to.authorized === null
        ? { kind: "declined", ...common, decline: lapsedDecline }
        : { kind: "expired", ...common, amount: to.authorized };
    case "created":
    case "sent":
    case "requires_action":
    case "unknown":
      return null;
  }
}
