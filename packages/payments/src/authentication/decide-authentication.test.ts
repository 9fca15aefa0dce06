import { expect, test } from "vitest";
import { decideAuthentication } from "./decide-authentication.ts";
import type { Agreement, AuthenticationInput } from "./decision.ts";
import { at, chf, eur, gbp, jpy, sek, someInput } from "./testing/some-input.ts";

const decide = (changes: Partial<AuthenticationInput> = {}) => decideAuthentication(someInput(changes));

/** "exempt low-value", "left-to-provider transaction-risk-analysis", "authenticate", … */
function verdict(changes: Partial<AuthenticationInput>): string {
  const { action, exemption } = decide(changes);
  return exemption === null ? action : `${action} ${exemption}`;
}

const uk = { issuerCountry: "GB", acquirerCountry: "GB" } as const;
const swiss = { issuerCountry: "CH", acquirerCountry: "CH" } as const;
const band = (limit: ReturnType<typeof eur>) => ({ limit, validUntil: new Date("2026-12-31") });
const unused = { sum: eur(0), count: 0 };

const series: Agreement = { kind: "recurring", stage: "following", amount: "fixed", authenticated: true };

test.each([
  ["EEA", eur(29_99), { counters: unused }, "exempt low-value"],
  ["EEA", eur(30_00), { counters: unused }, "exempt low-value"],
  ["EEA", eur(30_01), { counters: unused }, "authenticate"],
  ["UK", gbp(24_99), { counters: unused, ...uk }, "exempt low-value"],
  ["UK", gbp(25_00), { counters: unused, ...uk }, "exempt low-value"],
  ["UK", gbp(25_01), { counters: unused, ...uk }, "authenticate"],
  // 30 EUR at 11.1 are 333.00 SEK; at 171.5 5145 JPY.
  ["EEA, in kronor", sek(332_99), { counters: unused }, "exempt low-value"],
  ["EEA, in kronor", sek(333_00), { counters: unused }, "exempt low-value"],
  ["EEA, in kronor", sek(333_01), { counters: unused }, "authenticate"],
  ["EEA, in yen", jpy(5144), { counters: unused }, "exempt low-value"],
  ["EEA, in yen", jpy(5145), { counters: unused }, "exempt low-value"],
  ["EEA, in yen", jpy(5146), { counters: unused }, "authenticate"],
  // 25 GBP at 0.88 are 28.409 EUR.
  ["UK, in euros", eur(28_40), { counters: unused, ...uk }, "exempt low-value"],
  ["UK, in euros", eur(28_41), { counters: unused, ...uk }, "authenticate"],
  ["Switzerland, which has no such rule", chf(1_00), { counters: unused, ...swiss }, "authenticate"],
  [
    "Stripe, which cannot be asked",
    eur(30_00),
    { counters: unused, provider: "stripe" },
    "left-to-provider low-value",
  ],
  [
    "PayPal, which cannot be asked",
    eur(30_00),
    { counters: unused, provider: "paypal" },
    "left-to-provider low-value",
  ],
] as const)("low value in %s: %o", (_where, amount, changes, expected) => {
  expect(verdict({ amount, riskScore: 30, ...changes })).toBe(expected);
});

test.each([
  [{ sum: eur(100_00), count: 5 }, "exempt low-value"],
  [{ sum: eur(100_01), count: 5 }, "exempt low-value"],
  [{ sum: eur(100_00), count: 6 }, "exempt low-value"],
  [{ sum: eur(100_01), count: 6 }, "authenticate"],
  [{ sum: sek(1110_00), count: 6 }, "exempt low-value"],
  [{ sum: sek(1110_01), count: 6 }, "authenticate"],
  [null, "authenticate"],
] as const)("after %o since the last authentication, 20 euros are: %s", (counters, expected) => {
  expect(verdict({ amount: eur(20_00), riskScore: 30, counters })).toBe(expected);
});

test.each([
  [{ sum: gbp(85_00), count: 6 }, "exempt low-value"],
  [{ sum: gbp(85_01), count: 5 }, "exempt low-value"],
  [{ sum: gbp(85_01), count: 6 }, "authenticate"],
] as const)("after %o since the last authentication, 20 pounds are: %s", (counters, expected) => {
  expect(verdict({ amount: gbp(20_00), riskScore: 30, counters, ...uk })).toBe(expected);
});

test("what the card had paid stands in the decision where the exemption hung on it, and nowhere else", () => {
  const counters = { sum: eur(10_00), count: 1 };
  expect(decide({ amount: eur(20_00), counters }).counters).toEqual(counters);
  expect(decide({ amount: eur(30_01), counters })).not.toHaveProperty("counters");
  expect(decide({ amount: eur(20_00), counters: null })).not.toHaveProperty("counters");
});

test("rates stand in the decision where a limit is in another currency than the amount, and nowhere else", () => {
  const looked = { on: "2026-11-20", source: "made up for tests", ageDays: 0 };
  expect(decide({ amount: sek(100_00) }).rates).toEqual(looked);
  expect(decide({ amount: gbp(10_00), issuerCountry: "GB" }).rates).toEqual(looked);
  expect(decide({ amount: chf(10_00), ...swiss, provider: "stripe" }).rates).toEqual(looked);
  expect(decide({ amount: chf(10_00), ...swiss })).not.toHaveProperty("rates");
  expect(decide({ amount: eur(10_00) })).not.toHaveProperty("rates");
  expect(decide({ amount: sek(100_00), rates: null })).not.toHaveProperty("rates");
  expect(decide({ amount: sek(100_00), issuerCountry: "US" })).not.toHaveProperty("rates");
});

const tra = "exempt transaction-risk-analysis";
test.each([
  ["the lowest EEA tier", eur(99_99), { acquirerFraudBand: band(eur(100_00)) }, tra],
  ["the lowest EEA tier", eur(100_00), { acquirerFraudBand: band(eur(100_00)) }, tra],
  ["the lowest EEA tier", eur(100_01), { acquirerFraudBand: band(eur(100_00)) }, "authenticate"],
  ["the middle EEA tier", eur(250_00), { acquirerFraudBand: band(eur(250_00)) }, tra],
  ["the middle EEA tier", eur(250_01), { acquirerFraudBand: band(eur(250_00)) }, "authenticate"],
  ["the highest EEA tier", eur(500_00), { acquirerFraudBand: band(eur(500_00)) }, tra],
  ["the highest EEA tier", eur(500_01), { acquirerFraudBand: band(eur(500_00)) }, "authenticate"],
  ["a band between two tiers", eur(250_00), { acquirerFraudBand: band(eur(499_99)) }, tra],
  ["a band between two tiers", eur(250_01), { acquirerFraudBand: band(eur(499_99)) }, "authenticate"],
  ["a band above every tier", eur(500_01), { acquirerFraudBand: band(eur(9_999_00)) }, "authenticate"],
  ["a band below every tier", eur(1_00), { acquirerFraudBand: band(eur(99_99)) }, "authenticate"],
  ["a band in another currency", eur(1_00), { acquirerFraudBand: band(gbp(440_00)) }, "authenticate"],
  ["the lowest UK tier", gbp(85_00), { acquirerFraudBand: band(gbp(85_00)), ...uk }, tra],
  ["the lowest UK tier", gbp(85_01), { acquirerFraudBand: band(gbp(85_00)), ...uk }, "authenticate"],
  ["the middle UK tier", gbp(220_00), { acquirerFraudBand: band(gbp(220_00)), ...uk }, tra],
  ["the middle UK tier", gbp(220_01), { acquirerFraudBand: band(gbp(220_00)), ...uk }, "authenticate"],
  ["the highest UK tier", gbp(440_00), { acquirerFraudBand: band(gbp(440_00)), ...uk }, tra],
  ["the highest UK tier", gbp(440_01), { acquirerFraudBand: band(gbp(440_00)), ...uk }, "authenticate"],
  // 250 EUR at 11.1 are 2775.00 SEK.
  ["the middle EEA tier in kronor", sek(2774_99), { acquirerFraudBand: band(eur(250_00)) }, tra],
  ["the middle EEA tier in kronor", sek(2775_00), { acquirerFraudBand: band(eur(250_00)) }, tra],
  ["the middle EEA tier in kronor", sek(2775_01), { acquirerFraudBand: band(eur(250_00)) }, "authenticate"],
  ["no band", eur(1_00), { acquirerFraudBand: null }, "authenticate"],
] as const)("risk analysis in %s: %o", (_where, amount, changes, expected) => {
  expect(verdict({ amount, ...changes })).toBe(expected);
});

const left = "left-to-provider transaction-risk-analysis";
test.each([
  ["Stripe in the EEA", eur(249_99), {}, left],
  ["Stripe in the EEA", eur(250_00), {}, left],
  ["Stripe in the EEA", eur(250_01), {}, "authenticate"],
  ["Stripe in the UK", gbp(220_00), uk, left],
  ["Stripe in the UK", gbp(220_01), uk, "authenticate"],
  // 220 GBP at 0.935 / 0.88 are 233.75 CHF.
  ["Stripe in Switzerland", chf(233_74), swiss, left],
  ["Stripe in Switzerland", chf(233_75), swiss, left],
  ["Stripe in Switzerland", chf(233_76), swiss, "authenticate"],
  // The provider's ceiling binds whatever the band says, and the band whatever the ceiling says.
  ["Stripe with a high band", eur(250_00), { acquirerFraudBand: band(eur(500_00)) }, left],
  ["Stripe with a high band", eur(250_01), { acquirerFraudBand: band(eur(500_00)) }, "authenticate"],
  ["Stripe with a low band", eur(100_00), { acquirerFraudBand: band(eur(100_00)) }, left],
  ["Stripe with a low band", eur(100_01), { acquirerFraudBand: band(eur(100_00)) }, "authenticate"],
] as const)("risk analysis at %s: %o", (_where, amount, changes, expected) => {
  expect(verdict({ provider: "stripe", amount, ...changes })).toBe(expected);
});

test("a fraud band holds until its very last moment, and an expired one is as none, at Stripe too", () => {
  const until = (validUntil: Date) => ({
    amount: eur(50_00),
    acquirerFraudBand: { limit: eur(500_00), validUntil },
  });
  expect(verdict(until(at))).toBe(tra);
  const expired = until(new Date(at.getTime() - 1));
  expect(verdict(expired)).toBe("authenticate");
  expect(decide(expired).rules).toContain("risk-analysis.band-expired");
  expect(verdict({ ...expired, provider: "stripe" })).toBe("authenticate");
});

test.each([
  [24, tra],
  [25, "authenticate"],
  [26, "authenticate"],
  [74, "authenticate"],
  [75, "challenge"],
  [100, "challenge"],
] as const)("at risk %i, 50 euros are: %s", (riskScore, expected) => {
  expect(verdict({ amount: eur(50_00), acquirerFraudBand: band(eur(250_00)), riskScore })).toBe(expected);
});

test("where a provider means less than rather than up to, the limit itself is above it", () => {
  const policy = { ...someInput().policy, limitsAreInclusive: false };
  const low = { counters: unused, riskScore: 30, policy };
  expect(verdict({ amount: eur(29_99), ...low })).toBe("exempt low-value");
  expect(verdict({ amount: eur(30_00), ...low })).toBe("authenticate");
});

test.each([
  ["none", null],
  ["of the day after", new Date(at.getTime() + 1)],
  ["older than five days", new Date(at.getTime() - 5 * 86_400_000 - 1)],
] as const)("with rates %s no amount in another currency is exempt", (_what, on) => {
  const rates = on === null ? null : { ...someInput().rates!, on };
  const low = { amount: sek(1_00), counters: unused, acquirerFraudBand: band(eur(500_00)), rates };
  expect(verdict(low)).toBe("authenticate");
  expect(decide(low).rules).toEqual([
    "scope.same-regime",
    "low-value.no-rate",
    "risk-analysis.no-rate",
    "default.authenticate",
  ]);
});

test("rates of this moment, and of five days ago to the moment, count", () => {
  for (const ageMs of [0, 5 * 86_400_000]) {
    const fresh = { ...someInput().rates!, on: new Date(at.getTime() - ageMs) };
    expect(verdict({ amount: sek(1_00), counters: unused, rates: fresh })).toBe("exempt low-value");
  }
});

test("a sum in a currency without a rate does not prove that little was paid", () => {
  const counters = { sum: sek(1), count: 6 };
  expect(verdict({ amount: eur(20_00), counters, rates: null, riskScore: 30 })).toBe("authenticate");
});

test.each([
  ["DE", "IE", "in", ["EEA"], "scope.same-regime"],
  ["GB", "GB", "in", ["UK"], "scope.same-regime"],
  ["JE", "GB", "in", ["UK"], "scope.same-regime"],
  ["RE", "FR", "in", ["EEA"], "scope.same-regime"],
  ["DE", "GB", "in", ["EEA", "UK"], "scope.cross-regime"],
  ["GB", "IE", "in", ["UK", "EEA"], "scope.cross-regime"],
  ["CH", "CH", "in", ["CH"], "scope.swiss"],
  ["CH", "IE", "in", ["EEA", "CH"], "scope.swiss"],
  ["CH", "US", "in", ["CH"], "scope.swiss"],
  ["DE", "CH", "in", ["EEA"], "scope.issuer-obligated"],
  ["DE", "US", "in", ["EEA"], "scope.issuer-obligated"],
  ["GB", "US", "in", ["UK"], "scope.issuer-obligated"],
  ["US", "IE", "one-leg-out", ["outside"], "scope.one-leg-out"],
  ["US", "US", "one-leg-out", ["outside"], "scope.one-leg-out"],
  ["XK", "IE", "one-leg-out", ["outside"], "scope.one-leg-out"],
  [null, "IE", "in", ["EEA"], "scope.unknown-issuer"],
  [null, "GB", "in", ["UK"], "scope.unknown-issuer"],
  [null, "CH", "in", ["CH"], "scope.unknown-issuer"],
  [null, "US", "in", ["EEA", "UK"], "scope.unknown-issuer"],
  ["ZZ", "IE", "in", ["EEA"], "scope.unknown-issuer"],
  ["AA", "IE", "in", ["EEA"], "scope.unknown-issuer"],
  ["QM", "IE", "in", ["EEA"], "scope.unknown-issuer"],
  ["QZ", "IE", "in", ["EEA"], "scope.unknown-issuer"],
  ["XA", "IE", "in", ["EEA"], "scope.unknown-issuer"],
  ["us", "IE", "in", ["EEA"], "scope.unknown-issuer"],
  ["USA", "IE", "in", ["EEA"], "scope.unknown-issuer"],
  ["", "IE", "in", ["EEA"], "scope.unknown-issuer"],
] as const)("issuer %s, acquirer %s: %s under %j", (issuerCountry, acquirerCountry, scope, regimes, rule) => {
  const decision = decide({ issuerCountry, acquirerCountry });
  expect(decision.scope).toBe(scope);
  expect(decision.regimes.map(({ regime }) => regime)).toEqual(regimes);
  expect(decision.rules[0]).toBe(rule);
});

test("across regimes both limits must be met, and the acquirer's risk analysis does not count", () => {
  const cross = { issuerCountry: "DE", acquirerCountry: "GB", counters: unused, riskScore: 0 };
  // 25 GBP are 28.409 EUR: the lower of the two limits.
  expect(verdict({ ...cross, amount: eur(28_40) })).toBe("exempt low-value");
  expect(verdict({ ...cross, amount: eur(28_41) })).toBe("authenticate");
  const analysed = decide({ ...cross, amount: eur(50_00), acquirerFraudBand: band(eur(500_00)) });
  expect(analysed.action).toBe("authenticate");
  expect(analysed.rules).toContain("risk-analysis.cross-regime");
  expect(verdict({ ...cross, amount: eur(50_00), provider: "stripe" })).toBe("authenticate");
});

test("an acquirer outside gets no risk analysis even where the issuer is not known", () => {
  const outside = { issuerCountry: null, acquirerCountry: "US", acquirerFraudBand: band(eur(500_00)) };
  expect(verdict({ ...outside, amount: eur(50_00) })).toBe("authenticate");
});

test("an unknown issuer is in scope under the acquirer's rules, and may be exempt under them", () => {
  expect(verdict({ issuerCountry: null, amount: eur(30_00), counters: unused, riskScore: 30 })).toBe(
    "exempt low-value",
  );
  expect(verdict({ issuerCountry: null, amount: eur(50_00), acquirerFraudBand: band(eur(100_00)) })).toBe(
    tra,
  );
});

test("out of scope nothing is asked, unless the risk is worth a challenge or the issuer wants data", () => {
  const usa = { issuerCountry: "US" } as const;
  expect(decide(usa)).toMatchObject({ action: "none", askedBy: "nobody", liability: "merchant" });
  expect(verdict({ ...usa, riskScore: 75 })).toBe("challenge");
  const policy = { ...someInput().policy, dataOnlyOutOfScope: true };
  expect(decide({ ...usa, policy })).toMatchObject({
    action: "data-only",
    liability: "merchant",
    rules: ["scope.one-leg-out", "risk.data-only"],
  });
  expect(verdict({ ...usa, policy, provider: "stripe" })).toBe("none");
  expect(verdict({ ...usa, agreement: { ...series, stage: "first" } })).toBe("none");
});

test("anonymous prepaid cards are out of scope", () => {
  expect(decide({ cardProduct: "anonymous-prepaid" })).toMatchObject({
    scope: "anonymous-prepaid",
    action: "none",
    rules: ["scope.anonymous-prepaid"],
    fallbackOnSoftDecline: "challenge",
  });
});

test("mail and telephone orders are out of scope, but never from a browser", () => {
  const order = { initiator: "mail-or-phone", session: "none", riskScore: 90 } as const;
  expect(decide(order)).toMatchObject({
    scope: "mail-or-phone",
    action: "none",
    liability: "merchant",
    rules: ["scope.mail-or-phone"],
    fallbackOnSoftDecline: "shopper-must-return",
  });
  expect(decide({ ...order, session: "browser", riskScore: 20 })).toMatchObject({
    scope: "in",
    action: "authenticate",
    rules: [
      "mail-or-phone.from-browser",
      "scope.same-regime",
      "low-value.amount",
      "risk-analysis.no-band",
      "default.authenticate",
    ],
  });
});

test("what the shop collects under an authenticated agreement is out of scope", () => {
  const collected = { initiator: "merchant", session: "none", agreement: series, riskScore: 90 } as const;
  expect(decide(collected)).toMatchObject({
    scope: "merchant-initiated",
    action: "none",
    liability: "merchant",
    agreement: "recurring",
    rules: ["scope.merchant-initiated"],
    fallbackOnSoftDecline: "shopper-must-return",
  });
});

test.each([
  ["no agreement", null, "agreement.missing"],
  ["one that was never authenticated", { ...series, authenticated: false }, "agreement.not-authenticated"],
  ["one that changed", { ...series, stage: "changed" }, "agreement.changed"],
  ["its first payment", { ...series, stage: "first" }, "agreement.first"],
] as const)("the shop collects nothing under %s without the shopper", (_what, agreement, rule) => {
  expect(decide({ initiator: "merchant", session: "none", agreement })).toMatchObject({
    scope: "in",
    action: "challenge",
    mandated: true,
    rules: ["scope.same-regime", rule],
    fallbackOnSoftDecline: "shopper-must-return",
  });
});

test("from a browser nothing is collected by the shop alone", () => {
  const decision = decide({ initiator: "merchant", agreement: { ...series, amount: "variable" } });
  expect(decision.scope).toBe("in");
  expect(decision.rules.slice(0, 2)).toEqual(["merchant-initiated.from-browser", "scope.same-regime"]);
  expect(decide({ initiator: "merchant" }).action).toBe("authenticate");
});

test("a recurring payment of the same amount is left to the provider, since none has a word for it", () => {
  for (const provider of ["stripe", "adyen", "paypal"] as const)
    expect(verdict({ provider, agreement: series })).toBe("left-to-provider recurring");
  const variable = decide({ agreement: { ...series, amount: "variable" } });
  expect(variable.action).toBe("authenticate");
  expect(variable.rules).toContain("recurring.variable");
  expect(verdict({ agreement: { ...series, kind: "unscheduled" } })).toBe("authenticate");
});

test("a corporate card is exempt only in a dedicated process, a trusted payee only when listed", () => {
  expect(verdict({ cardProduct: "corporate", corporateProcess: true })).toBe("exempt secure-corporate");
  expect(verdict({ cardProduct: "corporate" })).toBe("authenticate");
  expect(verdict({ corporateProcess: true })).toBe("authenticate");
  expect(decide({ cardProduct: "corporate" }).rules).toContain("secure-corporate.no-process");
  expect(verdict({ trustedBeneficiary: true })).toBe("exempt trusted-beneficiary");
  expect(verdict({ trustedBeneficiary: true, provider: "paypal" })).toBe(
    "left-to-provider trusted-beneficiary",
  );
});

test("the surest exemption is asked for first", () => {
  const all = {
    amount: eur(10_00),
    cardProduct: "corporate",
    corporateProcess: true,
    trustedBeneficiary: true,
    agreement: series,
    counters: unused,
    acquirerFraudBand: band(eur(500_00)),
  } as const;
  expect(verdict(all)).toBe("exempt secure-corporate");
  expect(verdict({ ...all, corporateProcess: false })).toBe("exempt trusted-beneficiary");
  expect(verdict({ ...all, corporateProcess: false, trustedBeneficiary: false })).toBe(
    "left-to-provider recurring",
  );
  const card = { ...all, cardProduct: "consumer", trustedBeneficiary: false, agreement: null } as const;
  expect(verdict(card)).toBe("exempt low-value");
  expect(verdict({ ...card, counters: null })).toBe(tra);
  expect(decide({ ...card, counters: null }).rules).toEqual([
    "scope.same-regime",
    "low-value.not-counted",
    "risk-analysis.qualifies",
  ]);
});

test("a soft decline is answered with one challenge, in or out of scope, and with nothing after it", () => {
  for (const changes of [
    {},
    { issuerCountry: "US" },
    { trustedBeneficiary: true },
    { provider: "stripe" as const },
  ])
    expect(decide({ priorSoftDecline: true, ...changes })).toMatchObject({
      action: "challenge",
      mandated: true,
      liability: "issuer",
      fallbackOnSoftDecline: "none",
    });
});

test("who asked and who bears fraud follow from what was done", () => {
  expect(decide({ trustedBeneficiary: true })).toMatchObject({ askedBy: "merchant", liability: "merchant" });
  expect(decide({ trustedBeneficiary: true, provider: "stripe" })).toMatchObject({
    askedBy: "provider",
    liability: "unknown",
    rules: ["scope.same-regime", "trusted-beneficiary.qualifies", "provider.cannot-ask"],
  });
  expect(decide()).toMatchObject({
    askedBy: "merchant",
    liability: "issuer",
    fallbackOnSoftDecline: "challenge",
  });
  expect(decide({ riskScore: 80 })).toMatchObject({
    action: "challenge",
    mandated: false,
    liability: "issuer",
    fallbackOnSoftDecline: "none",
    rules: ["scope.same-regime", "risk.challenge"],
  });
});

test("a decision is stored with the version of the rules it was taken under", () => {
  expect(decide().regimes).toEqual([{ regime: "EEA", validFrom: "2019-09-14" }]);
  expect(decide(uk).regimes).toEqual([{ regime: "UK", validFrom: "2020-12-31" }]);
  expect(decide({ ...swiss, at: new Date("2026-01-01") }).regimes).toEqual([
    { regime: "CH", validFrom: "2026-05-08" },
  ]);
  const decision = decide();
  expect(JSON.parse(JSON.stringify(decision))).toEqual(decision);
});

test.each([
  [{ amount: eur(0) }, "Only an amount above zero can be decided on, not 0 EUR"],
  [{ amount: eur(-1) }, "Only an amount above zero can be decided on, not -1 EUR"],
  [{ riskScore: -1 }, "A risk score lies between 0 and 100, not at -1: ask scoreRisk for it"],
  [{ riskScore: 101 }, "A risk score lies between 0 and 100, not at 101: ask scoreRisk for it"],
  [{ riskScore: Number.NaN }, "A risk score lies between 0 and 100, not at NaN: ask scoreRisk for it"],
  [
    { counters: { sum: eur(-1), count: 0 } },
    "What a card paid since its last authentication cannot be negative",
  ],
  [
    { counters: { sum: eur(0), count: -1 } },
    "What a card paid since its last authentication cannot be negative",
  ],
  [
    { acquirerCountry: "Ireland" },
    'Not a country to acquire in: "Ireland". Configure two capital letters, such as IE',
  ],
])("%o is refused with words that help", (changes, message) => {
  expect(() => decide(changes)).toThrow(new RangeError(message));
});

test("the bounds of a risk score are scores", () => {
  expect(decide({ riskScore: 0 }).action).toBe("authenticate");
  expect(decide({ riskScore: 100 }).action).toBe("challenge");
});

test.each<[Partial<AuthenticationInput>, string]>([
  [{ amount: chf(1_00), counters: unused, ...swiss }, "low-value.not-in-regime"],
  [{ amount: eur(30_01), counters: unused }, "low-value.amount"],
  [{ amount: eur(1_00) }, "low-value.not-counted"],
  [{ amount: eur(1_00), counters: { sum: eur(100_01), count: 6 } }, "low-value.counters"],
  [{ amount: sek(1_00), rates: null }, "low-value.no-rate"],
  [{ riskScore: 26 }, "risk-analysis.risk"],
  [{ acquirerFraudBand: null }, "risk-analysis.no-band"],
  [{ acquirerFraudBand: band(eur(99_99)) }, "risk-analysis.no-tier"],
  [{ acquirerFraudBand: band(eur(500_00)) }, "risk-analysis.amount"],
  [{ issuerCountry: "CH" }, "risk-analysis.cross-regime"],
  [{ issuerCountry: "DE", acquirerCountry: "US" }, "risk-analysis.cross-regime"],
])("a payment like %o is authenticated with the reason %s among others", (changes, rule) => {
  const decision = decide(changes);
  expect(decision.action).toBe("authenticate");
  expect(decision.rules).toContain(rule);
});

test("a shopper outside a browser is a shopper still, who has to come back for a challenge", () => {
  expect(decide({ session: "none" })).toMatchObject({ scope: "in", action: "authenticate" });
  expect(decide({ session: "none", agreement: { ...series, kind: "unscheduled" } })).toMatchObject({
    scope: "in",
    fallbackOnSoftDecline: "shopper-must-return",
  });
  expect(decide({ riskScore: 99 }).askedBy).toBe("merchant");
});

test("an amount in the limit's own currency needs no exchange rate", () => {
  expect(verdict({ amount: eur(30_00), counters: unused, rates: null })).toBe("exempt low-value");
});

test.each<[string, Partial<AuthenticationInput>, string]>([
  ["whatever the amount", {}, "done-by-wallet"],
  ["whatever the risk, for a challenge could not be asked of it", { riskScore: 100 }, "done-by-wallet"],
  ["although the amount is low", { amount: eur(1_00), counters: unused }, "done-by-wallet"],
  ["out of scope too", { issuerCountry: "US" }, "done-by-wallet"],
  ["but the issuer's own word is stronger", { priorSoftDecline: true }, "challenge"],
  ["and nobody's wallet is there without a shopper", { session: "none" }, "authenticate"],
])("a wallet that authenticated the shopper leaves nothing to ask, %s", (_when, changes, expected) => {
  expect(verdict({ authenticatedByWallet: true, ...changes })).toBe(expected);
});

test("who bears fraud after a challenge bears it after a wallet, and the record says who asked", () => {
  expect(decide({ authenticatedByWallet: true })).toMatchObject({
    askedBy: "wallet",
    liability: "issuer",
    rules: ["scope.same-regime", "wallet.authenticated"],
    fallbackOnSoftDecline: "challenge",
  });
});
