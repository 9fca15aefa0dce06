import { expect, test } from "vitest";
import { defaultRoutingPolicy, type RoutingPolicy, type RoutingRule } from "./policy.ts";
import { conditionWords, policyChanges } from "./policy-changes.ts";

const everywhere: RoutingRule = { name: "everywhere", when: {}, cards: ["stripe", "adyen"], paypal: true };
const german: RoutingRule = { name: "German", when: { locales: ["de-de"] }, cards: ["adyen"], paypal: true };
const policy = (...rules: RoutingRule[]): RoutingPolicy => ({ version: "test", rules });

test("a policy that sends payments the same way changes nothing, whatever its version", () => {
  expect(policyChanges(defaultRoutingPolicy, policy(everywhere))).toEqual([]);
});

test("another order of providers is said with the one before", () => {
  expect(
    policyChanges(policy(everywhere), policy({ ...everywhere, cards: ["adyen", "stripe"], paypal: false })),
  ).toEqual([
    "“everywhere”: cards go to Adyen, then Stripe, and PayPal is not offered. Until now: cards go to Stripe, then Adyen, and PayPal is offered beside them.",
  ]);
});

test("rules that come, go, change their condition or their place are each named", () => {
  expect(policyChanges(policy(everywhere), policy(german, everywhere))).toEqual([
    "A rule “German” is added, in de-de: cards go to Adyen, and PayPal is offered beside them.",
  ]);
  expect(policyChanges(policy(german, everywhere), policy(everywhere))).toEqual([
    "The rule “German” is taken away.",
  ]);
  const large = { ...german, when: { amount: { currency: "EUR", atLeastMinor: 50_000 } } };
  expect(policyChanges(policy(german, everywhere), policy(large, everywhere))).toEqual([
    "“German” counts from 50000 minor units of EUR, and counted in de-de.",
  ]);
  const other = { ...german, name: "Other", when: { currencies: ["USD"] } };
  expect(policyChanges(policy(german, other, everywhere), policy(other, german, everywhere))).toEqual([
    "The rules are asked in another order: “Other”, “German”, “everywhere”.",
  ]);
});

test.each<[RoutingRule["when"], string]>([
  [{}, "for every payment"],
  [{ locales: ["de-de", "en-gb"] }, "in de-de, en-gb"],
  [{ currencies: ["EUR", "USD"] }, "for EUR, USD"],
  [{ locales: ["de-de"], currencies: ["EUR"] }, "in de-de for EUR"],
  [{ amount: { currency: "EUR", atLeastMinor: 1 } }, "from 1 minor units of EUR"],
  [{ amount: { currency: "EUR", atMostMinor: 9 } }, "up to 9 minor units of EUR"],
  [{ amount: { currency: "EUR", atLeastMinor: 1, atMostMinor: 9 } }, "from 1 up to 9 minor units of EUR"],
])("a rule for %j counts %s", (when, words) => {
  expect(conditionWords({ ...everywhere, when })).toBe(words);
});
