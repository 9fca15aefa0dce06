import { currency, type Money, money } from "@evertill/money";

export type RegimeName = "EEA" | "UK" | "CH" | "outside";

/** What the rules of one region said from one day on. Fraud rates are in basis points: 13 is 0.13 %. */
export type Regime = {
  readonly regime: RegimeName;
  /** ISO date from which this version is applied. */
  readonly validFrom: string;
  readonly source: string;
  /** Article 16: an amount, and either the sum or the number of payments since the card was last authenticated. */
  readonly lowValue: {
    readonly amount: Money;
    readonly sumSinceAuthentication: Money;
    readonly countSinceAuthentication: number;
  } | null;
  /** Article 18 and its annex, highest amount first. */
  readonly riskAnalysis: readonly RiskAnalysisTier[];
};

export type RiskAnalysisTier = { readonly upTo: Money; readonly fraudRateBasisPoints: number };

const eur = (amountMinor: number): Money => money(amountMinor, currency("EUR"));
const gbp = (amountMinor: number): Money => money(amountMinor, currency("GBP"));

/**
 * Every version of every regime, oldest first. A reform is a new entry, never an edit: a decision names the version it was
 * taken under. The Union's payment services regulation (agreed 2025-11-27) is not expected to apply before late 2027.
 */
export const regimes: readonly Regime[] = [
  {
    regime: "EEA",
    validFrom: "2019-09-14",
    source: "Regulation (EU) 2018/389, articles 16 and 18 and annex",
    lowValue: { amount: eur(30_00), sumSinceAuthentication: eur(100_00), countSinceAuthentication: 5 },
    riskAnalysis: [
      { upTo: eur(500_00), fraudRateBasisPoints: 1 },
      { upTo: eur(250_00), fraudRateBasisPoints: 6 },
      { upTo: eur(100_00), fraudRateBasisPoints: 13 },
    ],
  },
  {
    regime: "UK",
    validFrom: "2020-12-31",
    source: "FCA handbook, SCA-RTS articles 16 and 18; tiers of form NOT004",
    lowValue: { amount: gbp(25_00), sumSinceAuthentication: gbp(85_00), countSinceAuthentication: 5 },
    riskAnalysis: [
      { upTo: gbp(440_00), fraudRateBasisPoints: 1 },
      { upTo: gbp(220_00), fraudRateBasisPoints: 6 },
      { upTo: gbp(85_00), fraudRateBasisPoints: 13 },
    ],
  },
  {
    regime: "CH",
    validFrom: "2026-05-08",
    source:
      "No statute; providers authenticate Swiss cards (docs.stripe.com, strong customer authentication, 2026-05-08)",
    lowValue: null,
    riskAnalysis: [],
  },
  {
    regime: "outside",
    validFrom: "2019-09-14",
    source: "EBA Q&A 2018_4030: the articles cannot apply where the payer's provider is outside the EEA",
    lowValue: null,
    riskAnalysis: [],
  },
];

/** The version in force on a day; a day before the first version is judged by the first. */
export function regimeOn(name: RegimeName, at: Date, known: readonly Regime[] = regimes): Regime {
  const versions = known.filter(({ regime }) => regime === name);
  const inForce = versions.findLast(({ validFrom }) => Date.parse(validFrom) <= at.getTime()) ?? versions[0];
  if (inForce === undefined) throw new RangeError(`No regime is called "${name}": add it to regimes.ts`);
  return inForce;
}

// The thirty members, and the parts of France and Finland that have country codes of their own.
const eea = new Set(
  "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK AX GF GP MF MQ RE YT".split(
    " ",
  ),
);
// The Crown dependencies and Gibraltar clear as the United Kingdom does; in scope is the safe side.
const uk = new Set(["GB", "GG", "GI", "IM", "JE"]);

/** The regime of a country (ISO 3166-1 alpha-2); null when the code says nothing about where the card was issued. */
export function regimeOfCountry(country: string | null): RegimeName | null {
  if (country === null || !/^[A-Z]{2}$/.test(country)) return null;
  // User-assigned codes stand for "not known" in issuer tables; XK is the one in use, for Kosovo.
  if (/^(AA|Q[M-Z]|X[A-Z]|ZZ)$/.test(country) && country !== "XK") return null;
  if (eea.has(country)) return "EEA";
  if (uk.has(country)) return "UK";
  return country === "CH" ? "CH" : "outside";
}
