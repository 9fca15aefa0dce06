import { expect, test } from "vitest";
import { amount, attempt } from "../attempt/testing/some-attempt.ts";
import type { CardSummary } from "../outcome.ts";
import { stepEntry } from "./step-words.ts";

const visa: CardSummary = { brand: "visa", last4: "3184", issuerCountry: "DE" };

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
  const record = {
    attempt: paid,
    steps: [],
    operations: [],
    authentications: [],
    webhooks: [],
    reversal: null,
  };
  const step = { from: "sent", to: "authorized", cause: "pay", at: new Date(0) } as const;
  expect(stepEntry(record, step, () => "").because).toContain(words);
});
