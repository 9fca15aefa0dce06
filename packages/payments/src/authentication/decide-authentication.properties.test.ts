import { currency, money } from "@evertill/money";
import fc from "fast-check";
import { expect, test } from "vitest";
import { authenticationOf } from "./authentication-of.ts";
import { decideAuthentication } from "./decide-authentication.ts";
import { type AuthenticationInput, defaultAuthenticationPolicy } from "./decision.ts";
import { convertUp } from "./exchange-rates.ts";
import { explain } from "./explain.ts";
import { rules } from "./rules.ts";
import { at, rates } from "./testing/some-input.ts";

const currencies = ["EUR", "GBP", "CHF", "SEK", "JPY", "USD", "KWD"].map(currency);
const anyMoney = (max: number) =>
  fc
    .tuple(fc.integer({ min: 1, max }), fc.constantFrom(...currencies))
    .map(([amountMinor, code]) => money(amountMinor, code));
const country = fc.constantFrom("DE", "IE", "GB", "CH", "US", "JP", "NO", "ZZ");

const anyInput: fc.Arbitrary<AuthenticationInput> = fc.record({
  at: fc.constant(at),
  amount: anyMoney(60_000),
  provider: fc.constantFrom("stripe", "adyen", "paypal"),
  issuerCountry: fc.option(country),
  acquirerCountry: fc.constantFrom("IE", "GB", "CH", "US"),
  initiator: fc.constantFrom("shopper", "merchant", "mail-or-phone"),
  session: fc.constantFrom("browser", "none"),
  agreement: fc.option(
    fc.record({
      kind: fc.constantFrom("recurring", "installment", "unscheduled"),
      stage: fc.constantFrom("first", "following", "changed"),
      amount: fc.constantFrom("fixed", "variable"),
      authenticated: fc.boolean(),
    }),
  ),
  cardProduct: fc.constantFrom("consumer", "corporate", "anonymous-prepaid", null),
  corporateProcess: fc.boolean(),
  trustedBeneficiary: fc.boolean(),
  authenticatedByWallet: fc.boolean(),
  riskScore: fc.integer({ min: 0, max: 100 }),
  riskSignals: fc.constantFrom<AuthenticationInput["riskSignals"]>(
    [],
    ["radar"],
    ["card-velocity", "basket-high"],
  ),
  acquirerFraudBand: fc.option(
    fc.record({
      limit: fc
        .constantFrom(85_00, 100_00, 220_00, 250_00, 440_00, 500_00)
        .chain((amountMinor) =>
          fc.constantFrom(money(amountMinor, currency("EUR")), money(amountMinor, currency("GBP"))),
        ),
      validUntil: fc.constantFrom(new Date("2026-12-31"), new Date("2026-01-01")),
    }),
  ),
  counters: fc.option(fc.record({ sum: anyMoney(20_000), count: fc.nat(10) })),
  priorSoftDecline: fc.boolean(),
  rates: fc.option(fc.constant(rates)),
  policy: fc.constant(defaultAuthenticationPolicy),
});

/** Payments about which only the amount, the band and the counters matter. */
const anyExemptable: fc.Arbitrary<AuthenticationInput> = fc
  .tuple(
    anyInput,
    fc.constantFrom(["DE", "IE"], ["GB", "GB"], [null, "IE"], ["DE", "GB"]),
    anyMoney(15_000),
    fc.constantFrom(0, 25),
  )
  .map(([input, [issuerCountry = null, acquirerCountry], amount, riskScore]) => ({
    ...input,
    issuerCountry,
    acquirerCountry: acquirerCountry ?? "IE",
    amount,
    riskScore,
    rates,
    provider: "adyen",
    initiator: "shopper",
    session: "browser",
    agreement: null,
    cardProduct: "consumer",
    trustedBeneficiary: false,
    authenticatedByWallet: false,
    priorSoftDecline: false,
  }));

test("no risk-analysis exemption is ever asked for above the acquirer's fraud band, or without a valid one", () => {
  fc.assert(
    fc.property(anyExemptable, (input) => {
      const decision = decideAuthentication({ ...input, counters: null });
      fc.pre(decision.action === "exempt");
      const { acquirerFraudBand: band, amount } = input;
      const comparable = band && convertUp(amount, band.limit.currency, rates);
      expect(band?.validUntil.getTime()).toBeGreaterThanOrEqual(at.getTime());
      expect(comparable?.amountMinor).toBeLessThanOrEqual(band?.limit.amountMinor ?? 0);
    }),
  );
});

test("after a soft decline nothing is exempt, and nothing is left but a challenge", () => {
  fc.assert(
    fc.property(anyInput, (input) => {
      const decision = decideAuthentication({ ...input, priorSoftDecline: true });
      expect(decision).toMatchObject({ action: "challenge", exemption: null, fallbackOnSoftDecline: "none" });
    }),
  );
});

test("nothing from a browser is mail order or collected by the shop", () => {
  fc.assert(
    fc.property(anyInput, (input) => {
      const decision = decideAuthentication({ ...input, session: "browser" });
      expect(["mail-or-phone", "merchant-initiated"]).not.toContain(decision.scope);
      expect(authenticationOf(decision).initiator).toBeUndefined();
    }),
  );
});

test("another currency never helps: what is exempt at a rate is exempt for as much in the limit's own currency", () => {
  fc.assert(
    fc.property(anyExemptable, (input) => {
      const before = decideAuthentication(input);
      fc.pre(before.action === "exempt" && before.regimes.length === 1);
      const own = currency(before.regimes[0]?.regime === "UK" ? "GBP" : "EUR");
      const amount = convertUp(input.amount, own, rates);
      fc.pre(amount !== null);
      expect(decideAuthentication({ ...input, amount }).action).toBe("exempt");
    }),
  );
});

test("a converted amount is never below what it is worth", () => {
  fc.assert(
    fc.property(anyMoney(10_000_000), fc.constantFrom(...currencies), (amount, to) => {
      const there = convertUp(amount, to, rates);
      fc.pre(there !== null);
      const back = convertUp(there, amount.currency, rates);
      expect(back!.amountMinor).toBeGreaterThanOrEqual(amount.amountMinor);
    }),
  );
});

test("every decision has reasons, each with words, and a sentence of its own", () => {
  fc.assert(
    fc.property(anyInput, (input) => {
      const decision = decideAuthentication(input);
      expect(decision.rules.length).toBeGreaterThan(0);
      for (const rule of decision.rules) expect(explain(decision)).toContain(rules[rule]);
      // One sentence, in which an amount may have a point.
      expect(explain(decision)).toMatch(/^[A-Z].*\.$/);
      expect(explain(decision)).not.toContain(". ");
    }),
  );
});

test("changing only the provider never changes the scope", () => {
  fc.assert(
    fc.property(anyInput, (input) => {
      const scopes = (["stripe", "adyen", "paypal"] as const).map(
        (provider) => decideAuthentication({ ...input, provider }).scope,
      );
      expect(new Set(scopes).size).toBe(1);
    }),
  );
});

test("Stripe and PayPal are never asked for an exemption", () => {
  fc.assert(
    fc.property(anyInput, fc.constantFrom("stripe", "paypal"), (input, provider) => {
      const decision = decideAuthentication({ ...input, provider });
      expect(decision.action).not.toBe("exempt");
      expect(authenticationOf(decision).exemption).toBeNull();
    }),
  );
});

test("an unknown issuer is in scope, unless the shopper takes no part or the card cannot be authenticated", () => {
  fc.assert(
    fc.property(anyInput, (input) => {
      const { scope } = decideAuthentication({ ...input, issuerCountry: null });
      expect(scope).not.toBe("one-leg-out");
    }),
  );
});

test("a lower risk, and a smaller amount, never ask for more", () => {
  const severity = {
    none: 0,
    "data-only": 0,
    exempt: 1,
    "left-to-provider": 1,
    "done-by-wallet": 1,
    authenticate: 2,
    challenge: 3,
  };
  fc.assert(
    fc.property(anyInput, fc.nat(100), fc.nat(60_000), (input, riskScore, amountMinor) => {
      fc.pre(riskScore <= input.riskScore && amountMinor > 0 && amountMinor <= input.amount.amountMinor);
      const more = decideAuthentication(input);
      const less = decideAuthentication({
        ...input,
        riskScore,
        amount: money(amountMinor, input.amount.currency),
      });
      expect(severity[less.action]).toBeLessThanOrEqual(severity[more.action]);
    }),
  );
});

test("where fraud is ours or the provider's to bear, nobody is authenticated, and the other way about", () => {
  fc.assert(
    fc.property(anyInput, (input) => {
      const { action, liability } = decideAuthentication(input);
      expect(liability === "issuer").toBe(["authenticate", "challenge", "done-by-wallet"].includes(action));
    }),
  );
});
