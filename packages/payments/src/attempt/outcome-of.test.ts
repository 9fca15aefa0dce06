import { expect, test } from "vitest";
import type { AttemptState, FenceReason } from "./attempt.ts";
import { newsOf } from "./news-of.ts";
import { fencedDecline, lapsedDecline } from "./next-step.ts";
import { outcomeOf } from "./outcome-of.ts";
import { amount, attempt } from "./testing/some-attempt.ts";

const card = { brand: "visa", last4: "4242" };
const action = { provider: "stripe", clientSecret: "s" } as const;
const decline = { ...lapsedDecline, class: "generic" } as const;
const unable = { ...lapsedDecline, class: "provider-unable" } as const;

const unknown = { kind: "unknown" };
const declined = (reason: object) => ({ kind: "declined", decline: reason });
const anotherMethod = { kind: "another-method-wanted", provider: "stripe" };
const authorized = { kind: "authorized", amount, card };

type Case = readonly [AttemptState, FenceReason | null, outcome: object, news: object | null];
const cases: readonly Case[] = [
  [{ state: "created" }, null, unknown, null],
  [{ state: "sent" }, null, unknown, null],
  [{ state: "unknown" }, null, unknown, null],
  [{ state: "requires_action", action }, null, { kind: "requires-action", action }, null],
  [
    { state: "authorized", authorized: amount, card },
    null,
    authorized,
    { ...authorized, provider: "stripe" },
  ],
  // Told to take no money, and did: it is on its way back, and nobody may build on it.
  [{ state: "authorized", authorized: amount, card }, "superseded", unknown, null],
  [
    { state: "captured", authorized: amount, captured: amount, card },
    null,
    authorized,
    { kind: "captured", amount },
  ],
  [{ state: "declined", decline }, null, declined(decline), declined(decline)],
  [{ state: "declined", decline: unable }, null, anotherMethod, anotherMethod],
  [{ state: "voided", authorized: null }, "superseded", declined(fencedDecline), declined(fencedDecline)],
  [{ state: "voided", authorized: null }, "unable", anotherMethod, anotherMethod],
  [{ state: "voided", authorized: amount }, "abandoned", declined(fencedDecline), { kind: "voided", amount }],
  [{ state: "voided", authorized: amount }, "unable", anotherMethod, { kind: "voided", amount }],
  [{ state: "expired", authorized: null }, "lapsed", declined(lapsedDecline), declined(lapsedDecline)],
  [{ state: "expired", authorized: amount }, null, declined(lapsedDecline), { kind: "expired", amount }],
];

test.each(cases)(
  "an attempt that is %o, fenced as %s, comes to one outcome and one piece of news",
  (state, fenceReason, outcome, news) => {
    expect(outcomeOf(attempt(state, { fenceReason }))).toEqual({ attemptId: "a", ...outcome });
    const heard = newsOf(attempt({ state: "sent" }, { fenceReason }), state);
    expect(heard).toEqual(news && { reference: "c", attemptId: "a", ...news });
  },
);

test("another method is wanted by the provider that was unable", () => {
  const state = { state: "declined", decline: unable } as const;
  expect(outcomeOf(attempt(state, { provider: "adyen" }))).toMatchObject({ provider: "adyen" });
  expect(newsOf(attempt({ state: "sent" }, { provider: "adyen" }), state)).toMatchObject({
    provider: "adyen",
  });
});
