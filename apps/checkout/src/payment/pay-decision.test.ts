import { currency, money } from "@evertill/money";
import { expect, test } from "vitest";
import { decide, pendingDecision } from "./pay-decision.ts";

const request = {
  quoteId: "quote-1",
  total: money(12_900, currency("GBP")),
  instrument: { provider: "stripe" as const, confirmationToken: "ctoken_1" },
};
const noon = new Date("2026-11-21T12:00:00Z");
let seed = 0;
const random = () => new Uint8Array(16).fill((seed += 1));

function memory(): Pick<Storage, "getItem" | "setItem" | "removeItem"> {
  const kept = new Map<string, string>();
  return {
    getItem: (name) => kept.get(name) ?? null,
    setItem: (name, value) => void kept.set(name, value),
    removeItem: (name) => void kept.delete(name),
  };
}

test("each decision has a key of its own", () => {
  expect(decide(request, noon, random).key).not.toBe(decide(request, noon, random).key);
  expect(decide(request, noon, random).key).toMatch(/^[\w.:-]{16,128}$/);
});

test("a decision without an answer survives a reload with the same key and the same body", () => {
  const storage = memory();
  const decision = decide(request, noon, random);
  pendingDecision("token-1", storage).keep(decision);
  expect(pendingDecision("token-1", storage).recall(noon)).toEqual(decision);
});

test("an answered decision is forgotten", () => {
  const pending = pendingDecision("token-1", memory());
  pending.keep(decide(request, noon, random));
  pending.settle();
  expect(pending.recall(noon)).toBeNull();
});

test("a decision is of one checkout, and not for ever", () => {
  const storage = memory();
  pendingDecision("token-1", storage).keep(decide(request, noon, random));
  expect(pendingDecision("token-2", storage).recall(noon)).toBeNull();
  expect(pendingDecision("token-1", storage).recall(new Date("2026-11-21T12:16:00Z"))).toBeNull();
});

test("what someone else wrote under its name is no decision", () => {
  const storage = memory();
  storage.setItem("evertill.pay.token-1", '{"key": 1');
  expect(pendingDecision("token-1", storage).recall(noon)).toBeNull();
  storage.setItem("evertill.pay.token-1", '{"key": 1}');
  expect(pendingDecision("token-1", storage).recall(noon)).toBeNull();
});
