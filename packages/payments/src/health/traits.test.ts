import { currency } from "@evertill/money";
import { expect, test } from "vitest";
import { type CountedApprovals, judgeRate, noTraits, type Traits, traitsOf } from "./traits.ts";

const euro = currency("EUR");
const german: Traits = { brand: "visa", issuerCountry: "DE", billingCountry: "DE", currency: euro };

function counted(asked: number, approved: number, traits: Partial<Traits> = {}): CountedApprovals {
  return { provider: "stripe", ...german, asked, approved, ...traits };
}
const poor = (traits: Partial<Traits> = {}) => counted(100, 40, traits);
const good = (traits: Partial<Traits> = {}) => counted(100, 90, traits);
const usual = [
  counted(1_000, 900),
  counted(1_000, 900, { issuerCountry: "FR" }),
  counted(1_000, 900, { brand: "mastercard" }),
  counted(1_000, 900, { brand: null, issuerCountry: null, billingCountry: "FR" }),
  counted(1_000, 900, { brand: null, issuerCountry: null, currency: currency("GBP") }),
  counted(1_000, 900, { brand: null, issuerCountry: null, billingCountry: "SE" }),
  counted(1_000, 900, { brand: null, billingCountry: "SE" }),
  counted(1_000, 900, { issuerCountry: null, billingCountry: "SE" }),
];
const below = (among: string | null) => ({ rate: "below-usual", among });
const asUsual = (among: string | null) => ({ rate: "usual", among });

test("what is known of a card and of the bill tells payments apart; a brand is one however it is written", () => {
  const billed = { currency: euro, billingCountry: "DE" };
  expect(traitsOf({ brand: "MC", last4: "4444", issuerCountry: "FR" }, billed)).toEqual({
    brand: "mastercard",
    issuerCountry: "FR",
    billingCountry: "DE",
    currency: "EUR",
  });
  expect(traitsOf({ brand: "visa", last4: "4242" }, billed)).toMatchObject({ issuerCountry: null });
  expect(traitsOf(null, { ...billed, billingCountry: null })).toEqual({ ...noTraits, currency: "EUR" });
});

test("a known card is judged by its brand and its issuer's country", () => {
  const recent = [poor(), good({ issuerCountry: "FR" }), good({ brand: "mastercard" })];
  expect(judgeRate(german, recent, usual)).toEqual(below("visa cards issued in DE"));
  expect(judgeRate({ ...german, issuerCountry: "FR" }, recent, usual)).toEqual(
    asUsual("visa cards issued in FR"),
  );
  expect(judgeRate({ ...german, brand: "mastercard" }, recent, usual)).toEqual(
    asUsual("mastercard cards issued in DE"),
  );
});

test.each([
  ["the card is not known yet", { brand: null, issuerCountry: null }],
  ["only its brand is", { issuerCountry: null }],
  ["only its country is", { brand: null }],
  ["too few such cards were seen", { brand: "amex" }],
])("where %s, the currency and the country that is billed decide", (_why, traits) => {
  const unknown = { brand: null, issuerCountry: null };
  const recent = [
    poor(),
    good({ billingCountry: "FR" }),
    good({ currency: currency("GBP") }),
    // Cards of which nothing is known are no group of their own, nor are those known by half.
    good({ ...unknown, billingCountry: "SE" }),
    good({ brand: null, billingCountry: "SE" }),
    good({ issuerCountry: null, billingCountry: "SE" }),
  ];
  const before = "EUR payments billed to DE";
  expect(judgeRate({ ...german, ...traits }, recent, usual)).toEqual(below(before));
  const inFrance = { ...german, ...traits, billingCountry: "FR" };
  expect(judgeRate(inFrance, recent, usual)).toEqual(asUsual("EUR payments billed to FR"));
  const inPounds = { ...german, ...traits, currency: currency("GBP") };
  expect(judgeRate(inPounds, recent, usual)).toEqual(asUsual("GBP payments billed to DE"));
});

test.each([
  ["nothing is known", noTraits],
  ["only the currency is", { ...noTraits, currency: euro }],
  ["only the country is", { ...noTraits, billingCountry: "DE" }],
  ["too few such payments were seen", { ...german, issuerCountry: "SE", billingCountry: "SE" }],
])("where %s, all of the provider's payments decide", (_why, traits) => {
  expect(judgeRate(traits, [poor()], usual)).toEqual(below(null));
  const nowhere = [good({ billingCountry: null }), good({ currency: null }), good(noTraits)];
  expect(judgeRate(traits, [...nowhere, counted(1_000, 400)], [...nowhere, ...usual])).toEqual(below(null));
  expect(judgeRate(traits, [good()], usual)).toEqual(asUsual(null));
});

test("a group that was always poorer than the rest is measured by its own past", () => {
  const past = [counted(1_000, 400), ...usual.slice(1)];
  expect(judgeRate(german, [poor()], past)).toEqual(asUsual("visa cards issued in DE"));
});

test("many small groups add up to a large one", () => {
  const recent = Array.from({ length: 60 }, (_, index) => counted(1, 0, { issuerCountry: `X${index % 10}` }));
  expect(judgeRate({ ...german, brand: null }, recent, usual)).toEqual(below("EUR payments billed to DE"));
});

test("of what was hardly asked for nothing is known", () => {
  expect(judgeRate(german, [counted(49, 0)], usual)).toEqual({ rate: "unknown", among: null });
  expect(judgeRate(german, [poor()], [])).toEqual({ rate: "unknown", among: null });
});
