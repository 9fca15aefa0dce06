import fc from "fast-check";
import { expect, test } from "vitest";
import { defaultRiskPolicy, type RiskFacts, type RiskSignal, scoreRisk } from "./score-risk.ts";

const calm: RiskFacts = {
  velocity: {
    attemptsWithCard: 0,
    attemptsFromAddress: 0,
    attemptsWithEmail: 0,
    declinesFromAddress: 0,
    cardsFromAddress: 0,
  },
  countries: { billing: "DE", delivery: "DE", issuer: "DE", network: "DE" },
  sameAddress: true,
  basket: { totalMinor: 50_00, usualMinor: 50_00, highestQuantity: 1, digital: false },
  device: { automated: false, disguised: false, foreignTimeZone: false, foreignLanguage: false },
  disposableEmail: false,
  radarScore: null,
};

const unknown: RiskFacts = {
  velocity: {
    attemptsWithCard: null,
    attemptsFromAddress: null,
    attemptsWithEmail: null,
    declinesFromAddress: null,
    cardsFromAddress: null,
  },
  countries: { billing: null, delivery: null, issuer: null, network: null },
  sameAddress: null,
  basket: { totalMinor: 9_999_99, usualMinor: null, highestQuantity: null, digital: null },
  device: { automated: null, disguised: null, foreignTimeZone: null, foreignLanguage: null },
  disposableEmail: false,
  radarScore: null,
};

/** Each signal just below where it counts, and just there. */
const edges: Readonly<Record<RiskSignal, readonly [below: RiskFacts, there: RiskFacts]>> = {
  "card-velocity": velocity("attemptsWithCard", 2),
  "address-velocity": velocity("attemptsFromAddress", 9),
  "email-velocity": velocity("attemptsWithEmail", 4),
  "declines-from-address": velocity("declinesFromAddress", 4),
  "cards-from-address": velocity("cardsFromAddress", 3),
  "issuer-elsewhere": [calm, { ...calm, countries: { ...calm.countries, issuer: "FR" } }],
  "delivery-elsewhere": [calm, { ...calm, countries: { ...calm.countries, delivery: "FR" } }],
  "network-elsewhere": [calm, { ...calm, countries: { ...calm.countries, network: "FR" } }],
  "addresses-differ": [calm, { ...calm, sameAddress: false }],
  "basket-high": [
    { ...calm, basket: { ...calm.basket, totalMinor: 249_99 } },
    { ...calm, basket: { ...calm.basket, totalMinor: 250_00 } },
  ],
  "basket-quantity": [
    { ...calm, basket: { ...calm.basket, highestQuantity: 9 } },
    { ...calm, basket: { ...calm.basket, highestQuantity: 10 } },
  ],
  "basket-digital": [calm, { ...calm, basket: { ...calm.basket, digital: true } }],
  "device-automated": device("automated"),
  "device-disguised": device("disguised"),
  "time-zone-foreign": device("foreignTimeZone"),
  "language-foreign": device("foreignLanguage"),
  "email-disposable": [calm, { ...calm, disposableEmail: true }],
};

function device(name: keyof RiskFacts["device"]): readonly [RiskFacts, RiskFacts] {
  return [calm, { ...calm, device: { ...calm.device, [name]: true } }];
}

function velocity(name: keyof RiskFacts["velocity"], below: number): readonly [RiskFacts, RiskFacts] {
  const at = (count: number) => ({ ...calm, velocity: { ...calm.velocity, [name]: count } });
  return [at(below), at(below + 1)];
}

test.each(Object.entries(edges))(
  "%s counts from its threshold on, by its points and its name",
  (signal, [below, there]) => {
    expect(scoreRisk(below)).toEqual({ score: 0, source: "own", contributions: [] });
    const { points } = defaultRiskPolicy[signal as RiskSignal];
    expect(scoreRisk(there)).toMatchObject({ score: points, contributions: [{ signal, points }] });
  },
);

test("what is not known counts against nobody", () => {
  expect(scoreRisk(unknown)).toEqual({ score: 0, source: "own", contributions: [] });
});

test("a score says what it is made of, in words with the figures", () => {
  const facts = {
    ...calm,
    velocity: { ...calm.velocity, attemptsWithCard: 4 },
    basket: { ...calm.basket, totalMinor: 312_34 },
  };
  expect(scoreRisk(facts)).toEqual({
    score: 50,
    source: "own",
    contributions: [
      {
        signal: "card-velocity",
        points: 30,
        because: "tries with this card in the last hour (4, counts from 3)",
      },
      { signal: "basket-high", points: 20, because: "times the usual basket (6.2, counts from 5)" },
    ],
  });
});

test("thresholds and points are configuration, and 0 points switch a signal off", () => {
  const facts = { ...calm, sameAddress: false };
  const strict = { ...defaultRiskPolicy, "addresses-differ": { from: 1, points: 60 } };
  expect(scoreRisk(facts, strict).score).toBe(60);
  expect(scoreRisk(facts, { ...strict, "addresses-differ": { from: 1, points: 0 } }).contributions).toEqual(
    [],
  );
});

test("Radar's score replaces ours, and must be one", () => {
  expect(scoreRisk({ ...calm, sameAddress: false, radarScore: 12 })).toEqual({
    score: 12,
    source: "radar",
    contributions: [{ signal: "radar", points: 12, because: "Stripe Radar's own score" }],
  });
  expect(scoreRisk({ ...calm, radarScore: 0 }).score).toBe(0);
  expect(scoreRisk({ ...calm, radarScore: 100 }).score).toBe(100);
  for (const radarScore of [-1, 101, Number.NaN])
    expect(() => scoreRisk({ ...calm, radarScore })).toThrow(
      new RangeError(`Radar's score lies between 0 and 100, not at ${radarScore}`),
    );
});

test("a score lies between 0 and 100 and is the sum of its contributions up to there", () => {
  const edge = fc.constantFrom(...Object.values(edges).map(([, there]) => there));
  fc.assert(
    fc.property(edge, edge, edge, edge, fc.nat(50), (a, b, c, d, count) => {
      const merged: RiskFacts = {
        velocity: { ...a.velocity, cardsFromAddress: count, attemptsWithCard: count },
        countries: b.countries,
        sameAddress: c.sameAddress,
        basket: d.basket,
        device: a.device,
        disposableEmail: true,
        radarScore: null,
      };
      const { score, contributions } = scoreRisk(merged);
      expect(score).toBe(
        Math.min(
          100,
          contributions.reduce((sum, { points }) => sum + points, 0),
        ),
      );
    }),
  );
});

test("a country that is not known is not another one", () => {
  for (const name of ["billing", "delivery", "issuer", "network"] as const)
    expect(scoreRisk({ ...calm, countries: { ...calm.countries, [name]: null } }).score).toBe(0);
});
