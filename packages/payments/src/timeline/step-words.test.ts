import { expect, test } from "vitest";
import { amount, attempt } from "../attempt/testing/some-attempt.ts";
import type { Attempt } from "../attempt/attempt.ts";
import type { CardSummary, Decline } from "../outcome.ts";
import { wasRequested } from "./operation-words.ts";
import type { AttemptRecord } from "./payment-record.ts";
import { stepEntry } from "./step-words.ts";

const visa: CardSummary = { brand: "visa", last4: "3184", issuerCountry: "DE" };

function recordOf(of: Attempt): AttemptRecord {
  return { attempt: of, steps: [], operations: [], authentications: [], webhooks: [], reversal: null };
}

test.each([
  ["a typed card", visa, "Card: visa ending in 3184, issued in DE."],
  [
    "Google Pay",
    { ...visa, wallet: { name: "google-pay", authenticates: true } },
    "Google Pay: visa ending in 3184, issued in DE.",
  ],
  [
    "Apple Pay",
    { ...visa, wallet: { name: "apple-pay", authenticates: true } },
    "Apple Pay: visa ending in 3184, issued in DE.",
  ],
] as const)("%s is named with brand and last four where it was authorised", (_what, card, words) => {
  const paid = attempt({ state: "authorized", authorized: amount, card });
  const step = { from: "sent", to: "authorized", cause: "pay", at: new Date(0) } as const;
  expect(stepEntry(recordOf(paid), step, () => "").because).toContain(words);
});

test("an attempt that is ended before its money was asked for is not said to have an unknown answer", () => {
  const held = { ...attempt({ state: "unknown" }), fenceReason: "superseded" } as const;
  const step = { from: "requires_action", to: "unknown", cause: "fence", at: new Date(0) } as const;
  const told = stepEntry(recordOf(held), step, () => "");
  expect(told.sentence).toBe("The attempt is being ended. Stripe had not been asked to take the money yet.");
  expect(told.because).toContain("The shopper tried again");
  const lost = stepEntry(recordOf(held), { ...step, from: "sent", cause: "unknown" }, () => "");
  expect(lost.sentence).toContain("may or may not have been taken");
});

test.each([
  [true, "another provider may take it. The shopper is shown its fields, without a word of failure."],
  [false, "nobody else is asked, and the shopper may try the same card here again. The shopper read “try"],
] as const)("a no that may go elsewhere, and does: %s, is told so", (goesElsewhere, words) => {
  const decline: Decline = {
    class: "transient",
    code: "processing_error",
    mayRetry: true,
    mayGoElsewhere: true,
    goesElsewhere,
    shopperMessage: "try-again-later",
    operatorMessage: "The processor failed.",
  };
  const step = { from: "sent", to: "declined", cause: "pay", at: new Date(0) } as const;
  expect(stepEntry(recordOf(attempt({ state: "declined", decline })), step, () => "").because).toContain(
    words,
  );
});

test("a payment that is known by our own id was begun without a request", () => {
  const create = { operation: "create" };
  expect(wasRequested({ id: "a", providerReference: "a" }, create)).toBe(false);
  expect(wasRequested({ id: "a", providerReference: "pi_1" }, create)).toBe(true);
  expect(wasRequested({ id: "a", providerReference: null }, create)).toBe(true);
  expect(wasRequested({ id: "a", providerReference: "a" }, { operation: "confirm" })).toBe(true);
});
