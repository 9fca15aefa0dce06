import fc from "fast-check";
import { expect, test } from "vitest";
import type { Facts } from "../provider.ts";
import type { AttemptState, FenceReason, StateName } from "./attempt.ts";
import { fencedDecline, lapsedDecline, nextStep } from "./next-step.ts";
import { amount, attempt } from "./testing/some-attempt.ts";
import { mayGo } from "./transitions.ts";

const states: AttemptState[] = [
  { state: "created" },
  { state: "sent" },
  { state: "requires_action", action: { provider: "stripe", clientSecret: "s" } },
  { state: "unknown" },
  { state: "authorized", authorized: amount, card: null },
  { state: "captured", authorized: amount, captured: amount, card: null },
  { state: "declined", decline: fencedDecline },
  { state: "voided", authorized: null },
  { state: "expired", authorized: null },
];
const facts: Facts[] = [
  { kind: "open" },
  { kind: "processing" },
  { kind: "approved" },
  { kind: "requires-action", action: { provider: "stripe", clientSecret: "s" } },
  { kind: "authorized", amount, card: null },
  { kind: "captured", amount, card: null },
  { kind: "declined", decline: fencedDecline },
  { kind: "canceled" },
];

test("whatever the provider says, an attempt only goes where the table allows", () => {
  for (const state of states) {
    for (const fact of facts) {
      const step = nextStep(attempt(state), fact);
      const allowed = step.kind !== "go" || mayGo(state.state, step.to.state);
      expect(allowed, `${state.state} ${fact.kind}`).toBe(true);
    }
  }
});

test("facts in any order, repeated, end in a state that says the same", () => {
  fc.assert(
    fc.property(fc.constantFrom(...states), fc.array(fc.constantFrom(...facts)), (start, heard) => {
      let now = attempt(start);
      for (const fact of heard) {
        for (let steps = 0; ; steps += 1) {
          expect(steps).toBeLessThan(5);
          const step = nextStep(now, fact);
          if (step.kind !== "go") break;
          now = attempt(step.to);
        }
        expect(nextStep(now, fact).kind).not.toBe("go");
      }
    }),
  );
});

test("a success on an attempt that ended is reversed, never believed", () => {
  for (const state of states.filter(({ state }) => ["declined", "voided", "expired"].includes(state))) {
    expect(nextStep(attempt(state), { kind: "authorized", amount, card: null })).toEqual({ kind: "reverse" });
    expect(nextStep(attempt(state), { kind: "captured", amount, card: null })).toEqual({ kind: "reverse" });
    expect(nextStep(attempt(state), { kind: "canceled" })).toEqual({ kind: "stay" });
  }
});

test("silence is not a refusal: an unknown attempt that the provider still works on stays unknown", () => {
  expect(nextStep(attempt({ state: "unknown" }), { kind: "processing" })).toEqual({ kind: "stay" });
  expect(nextStep(attempt({ state: "unknown" }), { kind: "open" })).toEqual({ kind: "stay" });
});

/** What each fact makes of each state, in the order of {@link facts}: a state to go to, "stay" or "reverse". */
const table: Readonly<Record<StateName, string>> = {
  created: "stay sent sent sent sent sent declined voided",
  sent: "stay stay stay requires_action authorized authorized declined expired",
  requires_action: "unknown unknown stay stay authorized authorized declined expired",
  unknown: "stay stay stay requires_action authorized authorized declined expired",
  authorized: "stay stay stay stay stay captured stay expired",
  captured: "stay stay stay stay stay stay stay stay",
  declined: "stay reverse stay reverse reverse reverse stay stay",
  voided: "stay reverse stay reverse reverse reverse stay stay",
  expired: "stay reverse stay reverse reverse reverse stay stay",
};

test.each(states)(
  "what the provider says of an attempt that is $state leads where the table says",
  (state) => {
    const led = facts.map((fact) => {
      const step = nextStep(attempt(state), fact);
      return step.kind === "go" ? step.to.state : step.kind;
    });
    expect(led.join(" ")).toBe(table[state.state]);
  },
);

test("a transition carries all that the provider said", () => {
  const card = { brand: "visa", last4: "4242" };
  const action = { provider: "stripe", clientSecret: "s" } as const;
  const [created, sent] = [attempt({ state: "created" }), attempt({ state: "sent" })];
  const authorized = attempt({ state: "authorized", authorized: amount, card });
  const less = { ...amount, amountMinor: 4000 };
  expect(nextStep(sent, { kind: "requires-action", action })).toEqual({
    kind: "go",
    to: { state: "requires_action", action },
  });
  expect(nextStep(sent, { kind: "authorized", amount, card })).toEqual({
    kind: "go",
    to: { state: "authorized", authorized: amount, card },
  });
  expect(nextStep(authorized, { kind: "captured", amount: less, card: null })).toEqual({
    kind: "go",
    to: { state: "captured", authorized: amount, captured: less, card },
  });
  for (const asked of [created, sent])
    expect(nextStep(asked, { kind: "declined", decline: lapsedDecline })).toEqual({
      kind: "go",
      to: { state: "declined", decline: lapsedDecline },
    });
  expect(nextStep(authorized, { kind: "canceled" })).toEqual({
    kind: "go",
    to: { state: "expired", authorized: amount },
  });
  expect(nextStep(sent, { kind: "canceled" })).toEqual({
    kind: "go",
    to: { state: "expired", authorized: null },
  });
});

test.each<[FenceReason | null, StateName]>([
  [null, "expired"],
  ["lapsed", "expired"],
  ["superseded", "voided"],
  ["abandoned", "voided"],
  ["unable", "voided"],
])("an attempt that was fenced as %s and is found cancelled is %s", (fenceReason, expected) => {
  for (const state of ["sent", "unknown"] as const)
    expect(nextStep(attempt({ state }, { fenceReason }), { kind: "canceled" })).toMatchObject({
      to: { state: expected },
    });
  expect(nextStep(attempt({ state: "created" }, { fenceReason }), { kind: "canceled" })).toMatchObject({
    to: { state: "voided" },
  });
});

test("whoever reads that an attempt was fenced or lapsed reads that nothing was charged and may try again", () => {
  expect(fencedDecline).toEqual({
    class: "transient",
    code: "fenced",
    mayRetry: true,
    shopperMessage: "try-again-later",
    operatorMessage: "The attempt was cancelled before it took money.",
  });
  expect(lapsedDecline).toEqual({
    class: "authentication-failed",
    code: "lapsed",
    mayRetry: true,
    shopperMessage: "authentication-not-completed",
    operatorMessage: "The challenge was not answered in time, and the attempt was cancelled.",
  });
});
