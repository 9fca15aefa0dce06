import type { Decline } from "../outcome.ts";
import type { Facts } from "../provider.ts";
import type { Attempt, AttemptState } from "./attempt.ts";

/** What the provider's facts mean for an attempt: nothing, one transition, or money that must go back. */
export type NextStep =
  | { readonly kind: "stay" }
  | { readonly kind: "go"; readonly to: AttemptState }
  /** It ended here, yet can take money or has taken it there. */
  | { readonly kind: "reverse" };

const stay: NextStep = { kind: "stay" };

/** One step at a time: the caller repeats until it is told to stay. Facts that come late, twice or out of order change nothing. */
export function nextStep(attempt: Attempt, facts: Facts): NextStep {
  switch (attempt.state) {
    case "created":
      return whenCreated(attempt, facts);
    case "sent":
    case "requires_action":
    case "unknown":
      return whenAsked(attempt, facts);
    case "authorized":
      return whenAuthorized(attempt, facts);
    case "captured":
      return stay;
    case "declined":
    case "voided":
    case "expired":
      return takesMoney(facts) ? { kind: "reverse" } : stay;
  }
}

function whenCreated(attempt: Attempt, facts: Facts): NextStep {
  if (facts.kind === "canceled") return go(ended(attempt, null));
  if (facts.kind === "declined") return go(declined(facts));
  return facts.kind === "open" ? stay : go({ state: "sent" });
}

function whenAsked(attempt: Attempt, facts: Facts): NextStep {
  switch (facts.kind) {
    case "open":
    case "processing":
      return attempt.state === "requires_action" ? go({ state: "unknown" }) : stay;
    // Not a step of its own: whoever goes on says so first, so that of two only one does.
    case "approved":
      return stay;
    case "requires-action":
      return attempt.state === "requires_action"
        ? stay
        : go({ state: "requires_action", action: facts.action });
    case "authorized":
    case "captured":
      return go({ state: "authorized", authorized: facts.amount, card: facts.card });
    case "declined":
      return go(declined(facts));
    case "canceled":
      return go(ended(attempt, null));
  }
}

function whenAuthorized(attempt: Attempt & { readonly state: "authorized" }, facts: Facts): NextStep {
  if (facts.kind === "captured") {
    const { authorized, card } = attempt;
    return go({ state: "captured", authorized, captured: facts.amount, card });
  }
  return facts.kind === "canceled" ? go(ended(attempt, attempt.authorized)) : stay;
}

function declined({ decline, card }: Facts & { readonly kind: "declined" }): AttemptState {
  return { state: "declined", decline, ...(card && { card }) };
}

/** Cancelled because we said so is voided; by anyone else, or for want of an answer to a challenge, it lapsed. */
function ended(
  attempt: Attempt,
  authorized: (AttemptState & { readonly state: "authorized" })["authorized"] | null,
): AttemptState {
  const fenced = attempt.fenceReason !== null && attempt.fenceReason !== "lapsed";
  return fenced || attempt.state === "created"
    ? { state: "voided", authorized }
    : { state: "expired", authorized };
}

function takesMoney({ kind }: Facts): boolean {
  return kind === "authorized" || kind === "captured" || kind === "requires-action" || kind === "processing";
}

function go(to: AttemptState): NextStep {
  return { kind: "go", to };
}

/** What a shopper is told when an attempt was fenced: nothing was charged, and they may try again. */
export const fencedDecline: Decline = {
  class: "transient",
  code: "fenced",
  mayRetry: true,
  shopperMessage: "try-again-later",
  operatorMessage: "The attempt was cancelled before it took money.",
};

/** What a shopper is told when a challenge was left unanswered. */
export const lapsedDecline: Decline = {
  class: "authentication-failed",
  code: "lapsed",
  mayRetry: true,
  shopperMessage: "authentication-not-completed",
  operatorMessage: "The challenge was not answered in time, and the attempt was cancelled.",
};
