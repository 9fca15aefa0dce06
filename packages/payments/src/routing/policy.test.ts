import { expect, test } from "vitest";
import { defaultRoutingPolicy, readRoutingPolicy } from "./policy.ts";

const everything = { name: "rest", when: {}, cards: ["stripe"], paypal: true };

test("the policy that is in force by default is valid, and Stripe comes first", () => {
  expect(readRoutingPolicy(defaultRoutingPolicy)).toMatchObject({ kind: "policy" });
  expect(defaultRoutingPolicy.rules[0]?.cards[0]).toBe("stripe");
});

test.each([
  ["no rules", { version: "1", rules: [] }, "rules: has no rule"],
  [
    "a provider nobody knows",
    { version: "1", rules: [{ ...everything, cards: ["klarna"] }] },
    "rules.0.cards.0",
  ],
  ["PayPal for cards", { version: "1", rules: [{ ...everything, cards: ["paypal"] }] }, "rules.0.cards.0"],
  [
    "a provider twice",
    { version: "1", rules: [{ ...everything, cards: ["stripe", "stripe"] }] },
    "rules.0.cards: names something twice",
  ],
  [
    "no catch-all",
    { version: "1", rules: [{ ...everything, when: { currencies: ["EUR"] } }] },
    "rules.0: is the last and must match every payment",
  ],
  [
    "a rule that is never reached",
    { version: "1", rules: [everything, { ...everything, name: "late" }] },
    "rules.0: matches every payment",
  ],
  [
    "the same name twice",
    { version: "1", rules: [everything, everything] },
    "has the name of an earlier rule",
  ],
  [
    "a currency in small letters",
    { version: "1", rules: [{ ...everything, name: "a", when: { currencies: ["eur"] } }, everything] },
    'rules.0.when.currencies.0: is an ISO 4217 code such as "EUR"',
  ],
  [
    "a range that is empty",
    {
      version: "1",
      rules: [
        { ...everything, name: "a", when: { amount: { currency: "EUR", atLeastMinor: 2, atMostMinor: 1 } } },
        everything,
      ],
    },
    "rules.0.when.amount: atLeastMinor is above atMostMinor",
  ],
  [
    "a misspelt condition",
    { version: "1", rules: [{ ...everything, name: "a", when: { locale: ["de-de"] } }, everything] },
    "rules.0.when",
  ],
])("%s is refused, and the problem named with its place", (_, written, named) => {
  const read = readRoutingPolicy(written);
  expect(read.kind === "refused" ? read.problems.join("\n") : "valid").toContain(named);
});

test("every problem is named, not the first alone", () => {
  const read = readRoutingPolicy({ version: "", rules: [{ ...everything, cards: [], paypal: "yes" }] });
  expect(read.kind === "refused" ? read.problems.length : 0).toBe(3);
});

test("a range of one amount is a range, and what is left out of a condition matches everything", () => {
  const amount = { currency: "EUR", atLeastMinor: 5, atMostMinor: 5 };
  const one = { ...everything, name: "one", when: { amount, locales: undefined } };
  const policy = { version: "1", rules: [one, { ...everything, when: { locales: undefined } }] };
  expect(readRoutingPolicy(policy).kind).toBe("policy");
});

test("a problem of the whole is named as the policy's, and one of a rule by the rule's number alone", () => {
  const problemsOf = (written: unknown) => {
    const read = readRoutingPolicy(written);
    return read.kind === "refused" ? read.problems : [];
  };
  expect(problemsOf(null)).toEqual([expect.stringMatching(/^policy: /)]);
  const rules = [everything, { ...everything, name: "late" }];
  expect(problemsOf({ version: "1", rules })).toEqual([
    "rules.0: matches every payment, so the rules after it are never reached",
  ]);
});
