import { expect, test } from "vitest";
import type { StateName } from "./attempt.ts";
import { isLive, liveStates, mayGo, transitions } from "./transitions.ts";

const states = Object.keys(transitions) as StateName[];

test("every state can be reached from created", () => {
  const reached = new Set<StateName>(["created"]);
  for (const state of reached) for (const next of transitions[state]) reached.add(next);
  expect([...reached].sort()).toEqual([...states].sort());
});

test("final states are final, and every other state leads on", () => {
  const final = states.filter((state) => transitions[state].length === 0);
  expect(final.sort()).toEqual(["captured", "declined", "expired", "voided"]);
});

test("only a captured attempt is both final and live: what ended without money never takes any", () => {
  const dead = states.filter((state) => !isLive({ state }));
  expect(dead.sort()).toEqual(["declined", "expired", "voided"]);
  for (const state of dead) for (const live of liveStates) expect(mayGo(state, live)).toBe(false);
});

test("an attempt is never captured before it was authorised", () => {
  expect(states.filter((state) => mayGo(state, "captured"))).toEqual(["authorized"]);
});
