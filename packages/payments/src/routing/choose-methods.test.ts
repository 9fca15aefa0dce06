import { currency, money } from "@evertill/money";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { ProviderHealth } from "../health/health.ts";
import { type ProviderName, providerNames } from "../provider.ts";
import { chooseMethods, type ProviderView, type RoutingRequest } from "./choose-methods.ts";
import { defaultRoutingPolicy, type RoutingPolicy } from "./policy.ts";

const well: ProviderHealth = { technical: "able", because: null, approval: "usual", among: null };
const request: RoutingRequest = { amount: money(4900, currency("EUR")), locale: "de-de", without: [] };
const seeing =
  (known: Partial<Record<ProviderName, Partial<ProviderHealth> & { refusal?: string }>>): ProviderView =>
  (provider) => ({ health: { ...well, ...known[provider] }, refusal: known[provider]?.refusal ?? null });
const choose = (view: ProviderView, of: Partial<RoutingRequest> = {}, policy = defaultRoutingPolicy) =>
  chooseMethods(policy, { ...request, ...of }, view);

test("on a good day Stripe comes first, Adyen may take its place, and PayPal stands beside", () => {
  expect(choose(seeing({}))).toMatchObject({ cards: ["stripe", "adyen"], paypal: true });
});

test("a provider that cannot answer is left out, and why is told", () => {
  const decision = choose(seeing({ stripe: { technical: "unable", because: "authorize: 5 in a row" } }));
  expect(decision).toMatchObject({ cards: ["adyen"], paypal: true });
  expect(decision.reasons).toContainEqual({
    provider: "stripe",
    verdict: "left-out",
    because: "authorize: 5 in a row",
  });
});

test("a provider below its usual authorisation rate only goes behind the others", () => {
  expect(choose(seeing({ stripe: { approval: "below-usual" } })).cards).toEqual(["adyen", "stripe"]);
  const both = seeing({ stripe: { approval: "below-usual" }, adyen: { approval: "below-usual" } });
  expect(choose(both).cards).toEqual(["stripe", "adyen"]);
});

test("a drop among payments like this one is told by what they have in common", () => {
  const among = "visa cards issued in DE";
  const decision = choose(seeing({ stripe: { approval: "below-usual", among } }));
  expect(decision.cards).toEqual(["adyen", "stripe"]);
  expect(decision.reasons).toContainEqual({
    provider: "stripe",
    verdict: "offered-last",
    because: "its authorisation rate of visa cards issued in DE is below its usual",
  });
});

test("an amount a provider does not take is never sent there", () => {
  expect(choose(seeing({ stripe: { refusal: "no less than 50" } })).cards).toEqual(["adyen"]);
});

test("what could not serve this shopper is not offered to them again", () => {
  expect(choose(seeing({}), { without: ["stripe"] }).cards).toEqual(["adyen"]);
  expect(choose(seeing({}), { without: ["stripe", "adyen"] })).toMatchObject({ cards: [], paypal: true });
});

test("when nobody answers the policy's first is kept: asking in vain costs less than asking nobody", () => {
  const down = { technical: "unable" } as const;
  const decision = choose(seeing({ stripe: down, adyen: down, paypal: down }));
  expect(decision).toMatchObject({ cards: ["stripe"], paypal: false });
  expect(decision.reasons).toContainEqual(
    expect.objectContaining({ provider: "stripe", verdict: "kept-for-want-of-another" }),
  );
});

test("the first rule that matches decides, by locale, currency and amount to the minor unit", () => {
  const policy: RoutingPolicy = {
    version: "1",
    rules: [
      {
        name: "large",
        when: { locales: ["de-de"], currencies: ["EUR"], amount: { currency: "EUR", atLeastMinor: 5_000 } },
        cards: ["adyen"],
        paypal: false,
      },
      { name: "rest", when: {}, cards: ["stripe"], paypal: true },
    ],
  };
  const of = (minor: number, code = "EUR", locale = "de-de") =>
    choose(seeing({}), { amount: money(minor, currency(code)), locale }, policy).rule;
  expect(of(5_000)).toBe("large");
  expect(of(4_999)).toBe("rest");
  expect(of(5_000, "GBP")).toBe("rest");
  expect(of(5_000, "EUR", "en-gb")).toBe("rest");
});

test("whatever the health: nobody is offered twice, without a reason, or against an amount", () => {
  const technical = fc.constantFrom("able", "trial", "unable" as const);
  const approval = fc.constantFrom("usual", "below-usual", "unknown" as const);
  const one = fc.record({ technical, approval, refuses: fc.boolean(), without: fc.boolean() });
  fc.assert(
    fc.property(fc.record({ stripe: one, adyen: one, paypal: one }), (known) => {
      const without = providerNames.filter((name) => known[name].without);
      const view: ProviderView = (name) => ({
        health: { ...well, ...known[name] },
        refusal: known[name].refuses ? "refused" : null,
      });
      const { cards, paypal, reasons } = choose(view, { without });
      const offered = [...cards, ...(paypal ? (["paypal"] as const) : [])];
      expect(new Set(offered).size).toBe(offered.length);
      for (const name of offered) expect(known[name].refuses || known[name].without).toBe(false);
      expect(reasons.map(({ provider }) => provider).sort()).toEqual([...providerNames].sort());
    }),
  );
});

test("each provider's reason is told: the policy's order, a low rate, the amount, this shopper, not being there", () => {
  const view: ProviderView = (provider) =>
    provider === "paypal" ? null : seeing({ stripe: { approval: "below-usual" } })(provider);
  expect(choose(view).reasons).toEqual([
    { provider: "adyen", verdict: "offered", because: "the policy's order" },
    { provider: "stripe", verdict: "offered-last", because: "its authorisation rate is below its usual" },
    { provider: "paypal", verdict: "left-out", because: "it is not composed here" },
  ]);
  expect(choose(view).paypal).toBe(false);
  expect(choose(seeing({ adyen: { refusal: "too little" } }), { without: ["stripe"] }).reasons).toEqual([
    { provider: "paypal", verdict: "offered", because: "the policy's order" },
    { provider: "stripe", verdict: "left-out", because: "it could not serve this shopper just now" },
    { provider: "adyen", verdict: "left-out", because: "too little" },
  ]);
});

test("a provider that cannot answer is kept only where neither cards nor PayPal are left", () => {
  const down = { technical: "unable" } as const;
  expect(choose(seeing({ stripe: down, adyen: down }))).toMatchObject({ cards: [], paypal: true });
  expect(choose(seeing({ stripe: down, paypal: down }))).toMatchObject({ cards: ["adyen"], paypal: false });
});

test("a rule for a currency and amounts up to one counts that amount in, and no other currency", () => {
  const rest: RoutingPolicy["rules"][number] = { name: "rest", when: {}, cards: ["stripe"], paypal: true };
  const under = (when: RoutingPolicy["rules"][number]["when"]): RoutingPolicy => ({
    version: "1",
    rules: [{ name: "named", when, cards: ["adyen"], paypal: false }, rest],
  });
  const of = (policy: RoutingPolicy, minor: number, code: string) =>
    choose(seeing({}), { amount: money(minor, currency(code)) }, policy).rule;
  const small = under({ amount: { currency: "EUR", atMostMinor: 5_000 } });
  expect(of(small, 5_000, "EUR")).toBe("named");
  expect(of(small, 5_001, "EUR")).toBe("rest");
  expect(of(small, 5_000, "GBP")).toBe("rest");
  expect(of(under({ currencies: ["GBP"] }), 5_000, "EUR")).toBe("rest");
  expect(of(under({ currencies: ["GBP"] }), 5_000, "GBP")).toBe("named");
});

test("a policy without a rule for everything is a fault of ours, and says so", () => {
  const policy: RoutingPolicy = {
    version: "1",
    rules: [{ name: "uk", when: { currencies: ["GBP"] }, cards: ["stripe"], paypal: true }],
  };
  expect(() => choose(seeing({}), {}, policy)).toThrow("A routing policy ends with a rule for everything");
});
