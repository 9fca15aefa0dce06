/** A rate and from when it holds; the last one that has begun applies. Percent as a decimal string, exactly as the law has it. */
export type DatedRate = { readonly from: string; readonly percent: string };

/**
 * Standard rates of value added tax, included in the price. Every rate and every date was checked 2026-11-21 against two
 * independent histories, github.com/kdeldycke/vat-rates and github.com/ibericode/vat-rates (version 4); a test does it again where
 * they lie at hand. Ireland's 21 % of 2020-09-01 to 2021-02-28 is in the second only. Both follow the European Commission's
 * "Taxes in Europe" database and, for GB, HMRC VAT Notice 700. Reduced rates do not concern what is sold here.
 */
export const valueAddedTax: Readonly<Record<string, readonly DatedRate[]>> = {
  AT: [{ from: "1984-01-01", percent: "20" }],
  BE: [{ from: "1996-01-01", percent: "21" }],
  BG: [{ from: "1999-01-01", percent: "20" }],
  CY: [{ from: "2014-01-13", percent: "19" }],
  CZ: [{ from: "2013-01-01", percent: "21" }],
  DE: [
    { from: "2007-01-01", percent: "19" },
    { from: "2020-07-01", percent: "16" },
    { from: "2021-01-01", percent: "19" },
  ],
  DK: [{ from: "1992-01-01", percent: "25" }],
  EE: [
    { from: "2009-07-01", percent: "20" },
    { from: "2024-01-01", percent: "22" },
    { from: "2025-07-01", percent: "24" },
  ],
  ES: [{ from: "2012-09-01", percent: "21" }],
  FI: [
    { from: "2013-01-01", percent: "24" },
    { from: "2024-09-01", percent: "25.5" },
  ],
  FR: [{ from: "2014-01-01", percent: "20" }],
  GB: [{ from: "2011-01-04", percent: "20" }],
  GR: [{ from: "2016-06-01", percent: "24" }],
  HR: [{ from: "2012-03-01", percent: "25" }],
  HU: [{ from: "2012-01-01", percent: "27" }],
  IE: [
    { from: "2012-01-01", percent: "23" },
    { from: "2020-09-01", percent: "21" },
    { from: "2021-03-01", percent: "23" },
  ],
  IT: [{ from: "2013-10-01", percent: "22" }],
  LT: [{ from: "2009-09-01", percent: "21" }],
  LU: [
    { from: "2015-01-01", percent: "17" },
    { from: "2023-01-01", percent: "16" },
    { from: "2024-01-01", percent: "17" },
  ],
  LV: [{ from: "2012-07-01", percent: "21" }],
  MT: [{ from: "2004-01-01", percent: "18" }],
  NL: [{ from: "2012-10-01", percent: "21" }],
  PL: [{ from: "2011-01-01", percent: "23" }],
  PT: [{ from: "2011-01-01", percent: "23" }],
  RO: [
    { from: "2017-01-01", percent: "19" },
    { from: "2025-08-01", percent: "21" },
  ],
  SE: [{ from: "1990-07-01", percent: "25" }],
  SI: [{ from: "2013-07-01", percent: "22" }],
  SK: [
    { from: "2011-01-01", percent: "20" },
    { from: "2025-01-01", percent: "23" },
  ],
};

const since2025 = (percent: string): readonly DatedRate[] => [{ from: "2025-01-01", percent }];

/**
 * Sales tax of the US states, added to the price: what is charged everywhere in the state, so the state's own rate with the local
 * share that no place there is without (California 1.25, Nevada 2.25, Utah 1.25, Virginia 1), as the Federation of Tax
 * Administrators lists it at the beginning of 2025. No history of them lay at hand to check against: the one open table that was
 * found (github.com/valeriansaliou/node-sales-tax) stands at 2012, and where it differs is where a rate has changed since
 * (AR, AZ, CA, CT, KS, LA, ME, NC, NJ, NM, OH, SD, UT, VA). To be confirmed before selling there: the District of Columbia
 * decided in 2024 to rise to 6.5 in October 2025 and 7 in October 2026, and we have not seen whether that came into force.
 * Counties and cities add theirs, by street address: that takes a tax service behind the same port, which a merchant with duties
 * there must put in. States with 0 have no state sales tax.
 */
export const usSalesTax: Readonly<
  Record<string, { readonly name: string; readonly rates: readonly DatedRate[] }>
> = {
  AL: { name: "Alabama", rates: since2025("4") },
  AK: { name: "Alaska", rates: since2025("0") },
  AZ: { name: "Arizona", rates: since2025("5.6") },
  AR: { name: "Arkansas", rates: since2025("6.5") },
  CA: { name: "California", rates: since2025("7.25") },
  CO: { name: "Colorado", rates: since2025("2.9") },
  CT: { name: "Connecticut", rates: since2025("6.35") },
  DC: { name: "District of Columbia", rates: since2025("6") },
  DE: { name: "Delaware", rates: since2025("0") },
  FL: { name: "Florida", rates: since2025("6") },
  GA: { name: "Georgia", rates: since2025("4") },
  HI: { name: "Hawaii", rates: since2025("4") },
  ID: { name: "Idaho", rates: since2025("6") },
  IL: { name: "Illinois", rates: since2025("6.25") },
  IN: { name: "Indiana", rates: since2025("7") },
  IA: { name: "Iowa", rates: since2025("6") },
  KS: { name: "Kansas", rates: since2025("6.5") },
  KY: { name: "Kentucky", rates: since2025("6") },
  LA: { name: "Louisiana", rates: since2025("5") },
  ME: { name: "Maine", rates: since2025("5.5") },
  MD: { name: "Maryland", rates: since2025("6") },
  MA: { name: "Massachusetts", rates: since2025("6.25") },
  MI: { name: "Michigan", rates: since2025("6") },
  MN: { name: "Minnesota", rates: since2025("6.875") },
  MS: { name: "Mississippi", rates: since2025("7") },
  MO: { name: "Missouri", rates: since2025("4.225") },
  MT: { name: "Montana", rates: since2025("0") },
  NE: { name: "Nebraska", rates: since2025("5.5") },
  NV: { name: "Nevada", rates: since2025("6.85") },
  NH: { name: "New Hampshire", rates: since2025("0") },
  NJ: { name: "New Jersey", rates: since2025("6.625") },
  NM: { name: "New Mexico", rates: since2025("4.875") },
  NY: { name: "New York", rates: since2025("4") },
  NC: { name: "North Carolina", rates: since2025("4.75") },
  ND: { name: "North Dakota", rates: since2025("5") },
  OH: { name: "Ohio", rates: since2025("5.75") },
  OK: { name: "Oklahoma", rates: since2025("4.5") },
  OR: { name: "Oregon", rates: since2025("0") },
  PA: { name: "Pennsylvania", rates: since2025("6") },
  RI: { name: "Rhode Island", rates: since2025("7") },
  SC: { name: "South Carolina", rates: since2025("6") },
  SD: { name: "South Dakota", rates: since2025("4.2") },
  TN: { name: "Tennessee", rates: since2025("7") },
  TX: { name: "Texas", rates: since2025("6.25") },
  UT: { name: "Utah", rates: since2025("6.1") },
  VT: { name: "Vermont", rates: since2025("6") },
  VA: { name: "Virginia", rates: since2025("5.3") },
  WA: { name: "Washington", rates: since2025("6.5") },
  WV: { name: "West Virginia", rates: since2025("6") },
  WI: { name: "Wisconsin", rates: since2025("5") },
  WY: { name: "Wyoming", rates: since2025("4") },
};

/** The rate that applies at a moment; the day changes at midnight UTC. Undefined before the table begins. */
export function rateAt(rates: readonly DatedRate[], at: Date): string | undefined {
  const day = at.toISOString().slice(0, 10);
  return rates.findLast(({ from }) => from <= day)?.percent;
}
