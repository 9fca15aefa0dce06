import { expect, test } from "vitest";
import { attempt } from "../attempt/testing/some-attempt.ts";
import { defaultRiskPolicy } from "../risk/score-risk.ts";
import type { Try, TryStore } from "../risk/try-store.ts";
import { createAuthenticator, type Known, type Memory } from "./authenticator.ts";
import type { CardPayment, CardPaymentStore } from "./card-payments.ts";
import { defaultAuthenticationPolicy } from "./decision.ts";
import type { DecisionStore, StoredDecision } from "./decision-store.ts";
import { at, eur, rates as someRates, sek } from "./testing/some-input.ts";

const settings = {
  acquirers: {
    adyen: { country: "NL", fraudBand: { limit: eur(100_00), validUntil: new Date("2026-12-31") } },
    stripe: { country: "IE", fraudBand: null },
  },
  policy: defaultAuthenticationPolicy,
  riskPolicy: defaultRiskPolicy,
  rates: async () => null,
};
const somewhere: Known = {
  delivery: null,
  billing: null,
  email: "ada@example.com",
  card: null,
  instrument: { provider: "stripe", confirmationToken: "ctoken_1" },
};
const quiet = {
  attemptsWithCard: null,
  attemptsFromAddress: 0,
  attemptsWithEmail: 0,
  declinesFromAddress: 0,
  cardsFromAddress: 0,
};
const nobodyElse: TryStore = { note: async () => quiet, forget: async () => undefined };

const newCard: CardPaymentStore = {
  note: async () => [],
  learn: async () => undefined,
  forget: async () => undefined,
};
const memory = (decisions: DecisionStore): Memory => ({
  decisions,
  tries: nobodyElse,
  cardPayments: newCard,
  usualBasket: async () => null,
});

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
  const decide = createAuthenticator(settings, memory(store), { now: () => at });
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
  const decide = createAuthenticator(settings, memory(store), { now: () => now });
  const asked = attempt({ state: "sent" }, { provider: "adyen" });
  const first = await decide(asked, somewhere, false);
  now = new Date("2027-06-01");
  expect(await decide(asked, somewhere, false)).toEqual(first);
});

test("a provider that acquires nothing for us decides by itself, except that a soft decline wants a challenge", async () => {
  const store = remembering();
  const decide = createAuthenticator(settings, memory(store), { now: () => at });
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
    const decide = createAuthenticator(settings, memory(store), { now: () => at });
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
  const decide = createAuthenticator(settings, { ...memory(store), tries }, { now: () => at });
  const card = { brand: "visa", last4: "4242", expiry: "2030-03", issuerCountry: "DE" };
  const known = { ...somewhere, card, shopper: { ip: "203.0.113.7", userAgent: "Firefox" } };
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
  const decide = createAuthenticator(settings, memory(store), { now: () => at });
  const card = { brand: "visa", last4: "4242", issuerCountry: "US" };
  const billing = { name: "Ada", line1: "1 Main Street", city: "Berlin", country: "DE" };
  await decide(attempt({ state: "sent" }), { ...somewhere, billing, card }, false);
  expect(store.kept.get("a false")).toMatchObject({
    decision: { scope: "one-leg-out" },
    risk: { contributions: [{ signal: "issuer-elsewhere" }] },
  });
});

/** What such cards were authorised for before, as the database tells it. */
function paid(...before: readonly CardPayment[]): CardPaymentStore & { readonly noted: unknown[] } {
  const noted: unknown[] = [];
  return { ...newCard, noted, note: async (...told) => (noted.push(told), before) };
}
const ownCard = { brand: "visa", bin: "424242", last4: "4242", expiry: "2030-03", issuerCountry: "NL" };
const withoutBand = { ...settings, acquirers: { adyen: { country: "NL", fraudBand: null } } };
const before = (amountMinor: number): CardPayment => ({
  cardKey: "visa:424242:4242:2030-03",
  amount: eur(amountMinor),
  at: new Date("2026-11-01"),
  challenged: false,
});
const twentyEuros = { ...attempt({ state: "sent" }, { provider: "adyen" }), amount: eur(20_00) };

test("the low-value exemption hangs on what this very card paid since its last authentication", async () => {
  const decideAfter = async (card: Known["card"], ...payments: readonly CardPayment[]) => {
    const store = remembering();
    const cardPayments = paid(...payments);
    const remembered = { ...memory(store), cardPayments };
    const decide = createAuthenticator(withoutBand, remembered, { now: () => at });
    const asked = await decide(twentyEuros, { ...somewhere, card }, false);
    return { asked, decision: store.kept.get("a false")?.decision, noted: cardPayments.noted };
  };
  const few = await decideAfter(ownCard, before(25_00), before(25_00));
  expect(few.asked).toEqual({ ask: "none", exemption: "low-value" });
  expect(few.decision?.counters).toEqual({ sum: eur(50_00), count: 2 });
  expect(few.noted).toEqual([["a", "visa:424242:4242:2030-03", at]]);
  const many = await decideAfter(ownCard, ...Array.from({ length: 6 }, () => before(25_00)));
  expect(many.asked).toEqual({ ask: "authenticate", exemption: null });
  expect(many.decision).toMatchObject({ counters: { sum: eur(150_00), count: 6 } });
  expect(many.decision?.rules).toContain("low-value.counters");
});

test("a card of which too little is known is not asked an exemption for, and the decision says so", async () => {
  const { bin: _unknown, ...halfKnown } = ownCard;
  for (const card of [halfKnown, null]) {
    const store = remembering();
    const cardPayments = paid();
    const decide = createAuthenticator(withoutBand, { ...memory(store), cardPayments }, { now: () => at });
    expect(await decide(twentyEuros, { ...somewhere, card }, false)).toMatchObject({ exemption: null });
    const decision = store.kept.get("a false")?.decision;
    expect(decision?.rules).toContain("low-value.not-counted");
    expect(decision).not.toHaveProperty("counters");
    expect(cardPayments.noted).toHaveLength(card === null ? 0 : 1);
  }
});

test("an amount in another currency is judged by today's rates, whose age stands in the decision", async () => {
  const decideWith = async (on: Date | null) => {
    const store = remembering();
    const rates = async () => (on === null ? null : { ...someRates, on });
    const decide = createAuthenticator({ ...withoutBand, rates }, memory(store), { now: () => at });
    const kronor = { ...twentyEuros, amount: sek(222_00) };
    await decide(kronor, { ...somewhere, card: ownCard }, false);
    return store.kept.get("a false")?.decision;
  };
  expect(await decideWith(new Date("2026-11-18"))).toMatchObject({
    exemption: "low-value",
    rates: { on: "2026-11-18", source: "made up for tests", ageDays: 3 },
  });
  const stale = await decideWith(new Date("2026-11-10"));
  expect(stale).toMatchObject({ exemption: null, rates: { on: "2026-11-10", ageDays: 11 } });
  expect(stale?.rules).toContain("low-value.no-rate");
  const none = await decideWith(null);
  expect(none?.rules).toContain("low-value.no-rate");
  expect(none).not.toHaveProperty("rates");
});

test("what is known of basket, browser, network and mailbox counts, each by the name it is kept under", async () => {
  const store = remembering();
  const usualBasket = async () => eur(100);
  const decide = createAuthenticator(withoutBand, { ...memory(store), usualBasket }, { now: () => at });
  const billing = { name: "Ada", line1: "1 Main Street", city: "Berlin", country: "DE" };
  const known: Known = {
    ...somewhere,
    billing,
    email: "ada@mailinator.com",
    languageTag: "de-DE",
    shopper: { ip: "203.0.113.7", userAgent: "curl/8", languages: "zh-CN", country: "CN" },
    basket: { highestQuantity: 12, digital: true },
  };
  await decide(twentyEuros, known, false);
  const { risk, decision } = store.kept.get("a false") ?? {};
  const signals = [
    "network-elsewhere",
    "basket-high",
    "basket-quantity",
    "basket-digital",
    "device-automated",
    "language-foreign",
    "email-disposable",
  ] as const;
  expect(risk?.contributions.map(({ signal }) => signal)).toEqual(signals);
  expect(decision?.rules.filter((rule) => rule.startsWith("risk."))).toEqual([
    "risk.challenge",
    ...signals.map((signal) => `risk.${signal}`),
  ]);
});

test("a payment without a bill of its own is billed where it is delivered to", async () => {
  const store = remembering();
  const decide = createAuthenticator(withoutBand, memory(store), { now: () => at });
  const delivery = { name: "Ada", line1: "1 Main Street", city: "Berlin", country: "DE" };
  const card = { ...ownCard, issuerCountry: "FR" };
  await decide(twentyEuros, { ...somewhere, delivery, card }, false);
  const signals = store.kept.get("a false")?.risk.contributions.map(({ signal }) => signal);
  expect(signals).toEqual(["issuer-elsewhere"]);
});

test("Radar's score of the first answer stands in for ours when the bank is asked again", async () => {
  const store = remembering();
  const decide = createAuthenticator(settings, memory(store), { now: () => at });
  const answered = { ...attempt({ state: "sent" }), providerDetails: { riskScore: "81" } };
  await decide(answered, somewhere, true);
  expect(store.kept.get("a true")?.risk).toMatchObject({ score: 81, source: "radar" });
});

test.each([
  ["that authenticated its holder", true, "automatic", "done-by-wallet"],
  ["that only keeps the card", false, "authenticate", "authenticate"],
] as const)("a wallet %s (%s): the bank is asked for %s", async (_which, authenticates, ask, action) => {
  const store = remembering();
  const decide = createAuthenticator(settings, memory(store), { now: () => at });
  const wallet = { name: "google-pay", authenticates } as const;
  const card = { brand: "visa", last4: "4242", issuerCountry: "DE", wallet };
  const dear = { ...attempt({ state: "sent" }), amount: eur(600_00) };
  expect(await decide(dear, { ...somewhere, card }, false)).toEqual({ ask, exemption: null });
  expect(store.kept.get("a false")?.decision.action).toBe(action);
});
