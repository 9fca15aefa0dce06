import { expect, test } from "vitest";
import { type Regime, regimeOfCountry, regimeOn, regimes } from "./regimes.ts";

const version = (regime: Regime["regime"], validFrom: string): Regime => ({
  regime,
  validFrom,
  source: "made up for tests",
  lowValue: null,
  riskAnalysis: [],
});
const known = [version("EEA", "2020-01-01"), version("UK", "2021-01-01"), version("EEA", "2028-01-01")];

test.each([
  ["2019-12-31T23:59:59Z", "2020-01-01"],
  ["2020-01-01T00:00:00Z", "2020-01-01"],
  ["2027-12-31T23:59:59Z", "2020-01-01"],
  ["2028-01-01T00:00:00Z", "2028-01-01"],
  ["2030-06-01T00:00:00Z", "2028-01-01"],
])("on %s the version of %s is in force", (at, validFrom) => {
  expect(regimeOn("EEA", new Date(at), known)).toBe(known.find((each) => each.validFrom === validFrom));
});

test("a regime without a version is named", () => {
  expect(() => regimeOn("CH", new Date(), known)).toThrow(
    new RangeError('No regime is called "CH": add it to regimes.ts'),
  );
});

test("each version says when it began and where it is written, and its tiers fall", () => {
  for (const { validFrom, source, riskAnalysis } of regimes) {
    expect(new Date(validFrom).toISOString().slice(0, 10)).toBe(validFrom);
    expect(source.length).toBeGreaterThan(20);
    const amounts = riskAnalysis.map(({ upTo }) => upTo.amountMinor);
    expect(amounts).toEqual([...amounts].sort((left, right) => right - left));
    const rates = riskAnalysis.map(({ fraudRateBasisPoints }) => fraudRateBasisPoints);
    expect(rates).toEqual([...rates].sort((left, right) => left - right));
  }
});

test.each([
  [
    "thirty members",
    "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK",
    "EEA",
  ],
  ["their parts with codes of their own", "AX GF GP MF MQ RE YT", "EEA"],
  ["the United Kingdom and what clears with it", "GB GG GI IM JE", "UK"],
  ["Switzerland", "CH", "CH"],
  ["elsewhere", "US JP TR UA RS BA XK AD SM MC QA", "outside"],
])("%s: %s", (_what, countries, regime) => {
  for (const country of countries.split(" "))
    expect(regimeOfCountry(country), `country ${country}`).toBe(regime);
});

test.each([[null], [""], ["de"], ["D"], ["DEU"], ["xDE"], ["AA"], ["QM"], ["QZ"], ["XA"], ["XZ"], ["ZZ"]])(
  "%s says nothing about where a card was issued",
  (code) => {
    expect(regimeOfCountry(code)).toBeNull();
  },
);
