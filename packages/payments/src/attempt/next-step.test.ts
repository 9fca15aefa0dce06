import { currency, money } from "@evertill/money";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Facts } from "../provider.ts";
import type { Attempt, AttemptState } from "./attempt.ts";
import { fencedDecline, nextStep } from "./next-step.ts";
import { mayGo } from "./transitions.ts";

const amount = money(4900, currency("EUR"));
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

function attempt(state: AttemptState): Attempt {
  return {
    ...state,
    id: "a",
    paymentId: "p",
    reference: "c",
    number: 1,
    provider: "stripe",
    amount,
    providerReference: "pi_1",
    providerDetails: {},
    fenceReason: null,
    since: new Date(0),
    createdAt: new Date(0),
    reads: 0,
  };
}

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
