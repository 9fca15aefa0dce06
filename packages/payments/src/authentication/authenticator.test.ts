import { expect, test } from "vitest";
import { attempt } from "../attempt/testing/some-attempt.ts";
import { defaultRiskPolicy } from "../risk/score-risk.ts";
import type { Try, TryStore } from "../risk/try-store.ts";
import { createAuthenticator, type Known } from "./authenticator.ts";
import { defaultAuthenticationPolicy } from "./decision.ts";
import type { DecisionStore, StoredDecision } from "./decision-store.ts";
import { at, eur } from "./testing/some-input.ts";

const settings = {
  acquirers: {
    adyen: { country: "NL", fraudBand: { limit: eur(100_00), validUntil: new Date("2026-12-31") } },
    stripe: { country: "IE", fraudBand: null },
  },
  policy: defaultAuthenticationPolicy,
  riskPolicy: defaultRiskPolicy,
  rates: null,
};
const somewhere: Known = { delivery: null, billing: null, email: "ada@example.com", card: null };
const quiet = {
  attemptsWithCard: null,
  attemptsFromAddress: 0,
  attemptsWithEmail: 0,
  declinesFromAddress: 0,
  cardsFromAddress: 0,
};
const nobodyElse: TryStore = { note: async () => quiet, forget: async () => undefined };

/** Keeps the first decision of each attempt and occasion, as the database does. */
function remembering(): DecisionStore & { readonly kept: Map<string, StoredDecision> } {
  const kept = new Map<string, StoredDecision>();
  return {
    kept,
    keep: async ({ attemptId, afterSoftDecline, ...taken }) => {
      const key = `${attemptId} ${afterSoftDecline}`;
      kept.set(key, kept.get(key) ?? taken);
      return kept.get(key) ?? taken;
    },
  };
}

test("a payment within the acquirer's fraud band is exempt at Adyen, and challenged once the issuer wants it", async () => {
  const store = remembering();
  const decide = createAuthenticator(settings, { decisions: store, tries: nobodyElse }, { now: () => at });
  const asked = attempt({ state: "sent" }, { provider: "adyen" });
  expect(await decide(asked, somewhere, false)).toEqual({
    ask: "none",
    exemption: "transaction-risk-analysis",
  });
  expect(await decide(asked, somewhere, true)).toEqual({ ask: "challenge", exemption: null });
  expect([...store.kept.keys()]).toEqual(["a false", "a true"]);
});

test("a request that is repeated asks for what it asked before, even when the band ran out meanwhile", async () => {
  const store = remembering();
  let now = at;
  const decide = createAuthenticator(settings, { decisions: store, tries: nobodyElse }, { now: () => now });
  const asked = attempt({ state: "sent" }, { provider: "adyen" });
  const first = await decide(asked, somewhere, false);
  now = new Date("2027-06-01");
  expect(await decide(asked, somewhere, false)).toEqual(first);
});

test("a provider that acquires nothing for us decides by itself, except that a soft decline wants a challenge", async () => {
  const store = remembering();
  const decide = createAuthenticator(settings, { decisions: store, tries: nobodyElse }, { now: () => at });
  const wallet = attempt({ state: "sent" }, { provider: "paypal" });
  expect(await decide(wallet, somewhere, false)).toEqual({ ask: "automatic", exemption: null });
  expect(await decide(wallet, somewhere, true)).toEqual({ ask: "challenge", exemption: null });
  expect(store.kept.size).toBe(0);
});

test.each([
  ["1 Main Street", "10117", "DE", 0],
  ["2 Main Street", "10117", "DE", 5],
  ["1 Main Street", "10118", "DE", 5],
  ["1 Main Street", "10117", "FR", 15],
  ["2 Main Street", "75001", "FR", 20],
])(
  "a parcel to %s, %s, %s and a bill to 1 Main Street, 10117, DE: %i points",
  async (line1, postcode, country, score) => {
    const store = remembering();
    const decide = createAuthenticator(settings, { decisions: store, tries: nobodyElse }, { now: () => at });
    const billing = { name: "Ada", line1: "1 Main Street", city: "Berlin", postcode: "10117", country: "DE" };
    const delivery = { ...billing, line1, postcode, country };
    await decide(attempt({ state: "sent" }), { ...somewhere, delivery, billing }, false);
    expect(store.kept.get("a false")?.risk.score).toBe(score);
  },
);

test("tries that come fast are noted by mail, network and card, and put a challenge before the next one", async () => {
  const store = remembering();
  const noted: Try[] = [];
  const fast = { ...quiet, attemptsWithCard: 3, declinesFromAddress: 5, attemptsWithEmail: 5 };
  const tries: TryStore = { ...nobodyElse, note: async (tried) => (noted.push(tried), fast) };
  const decide = createAuthenticator(settings, { decisions: store, tries }, { now: () => at });
  const card = { brand: "visa", last4: "4242", expiry: "2030-03", issuerCountry: "DE" };
  const known = { ...somewhere, card, shopper: { ip: "203.0.113.7" } };
  expect(await decide(attempt({ state: "sent" }), known, false)).toMatchObject({ ask: "challenge" });
  expect(noted).toEqual([
    {
      attemptId: "a",
      email: "ada@example.com",
      networkAddress: "203.0.113.7",
      cardKey: "visa::4242:2030-03",
    },
  ]);
  const { risk, decision } = store.kept.get("a false") ?? {};
  expect(risk?.contributions.map(({ signal }) => signal)).toEqual([
    "card-velocity",
    "email-velocity",
    "declines-from-address",
  ]);
  expect(decision?.rules).toContain("risk.challenge");
});

test("a card whose issuer is known to be elsewhere is out of scope, and billed elsewhere it says so", async () => {
  const store = remembering();
  const decide = createAuthenticator(settings, { decisions: store, tries: nobodyElse }, { now: () => at });
  const card = { brand: "visa", last4: "4242", issuerCountry: "US" };
  const billing = { name: "Ada", line1: "1 Main Street", city: "Berlin", country: "DE" };
  await decide(attempt({ state: "sent" }), { ...somewhere, billing, card }, false);
  expect(store.kept.get("a false")).toMatchObject({
    decision: { scope: "one-leg-out" },
    risk: { contributions: [{ signal: "issuer-elsewhere" }] },
  });
});
