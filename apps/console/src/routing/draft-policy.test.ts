import { expect, test } from "vitest";
import { draftPolicy } from "./draft-policy.ts";

const now = new Date("2026-11-21T12:00:00.123Z");
const base = {
  version: "1",
  rules: [
    { name: "German", when: { locales: ["de-de"] }, cards: ["stripe", "adyen"], paypal: true },
    { name: "everywhere", when: {}, cards: ["stripe", "adyen"], paypal: true },
  ],
};

function form(fields: Record<string, string>): FormData {
  const made = new FormData();
  for (const [name, value] of Object.entries(fields)) made.set(name, value);
  return made;
}

test("choices change who takes what, and leave for whom it counts", () => {
  const fields = {
    base: JSON.stringify(base),
    "cards-0": "adyen",
    "cards-1": "adyen,stripe",
    "paypal-1": "on",
  };
  expect(draftPolicy(form(fields), now)).toEqual({
    kind: "policy",
    policy: {
      version: "2026-11-21T12:00:00Z",
      rules: [
        { ...base.rules[0], cards: ["adyen"], paypal: false },
        { ...base.rules[1], cards: ["adyen", "stripe"] },
      ],
    },
  });
});

test("written rules are taken as they are", () => {
  const rules = [{ name: "all", when: {}, cards: ["adyen"], paypal: false }];
  expect(draftPolicy(form({ rules: JSON.stringify(rules) }), now)).toMatchObject({ policy: { rules } });
});

test.each([
  ["no JSON", "[{", "The rules are not JSON"],
  ["rules that never match everything", JSON.stringify([base.rules[0]]), "must match every payment"],
  ["a provider nobody knows", JSON.stringify([{ ...base.rules[1], cards: ["klarna"] }]), "rules.0.cards.0"],
  ["no list", "{}", "rules"],
])("%s is refused in words", (_, rules, words) => {
  const draft = draftPolicy(form({ rules }), now);
  expect(draft.kind === "refused" ? draft.problems.join("\n") : "accepted").toContain(words);
});

test("a form whose base was tampered with is refused", () => {
  expect(draftPolicy(form({ base: "[]" }), now).kind).toBe("refused");
  expect(draftPolicy(form({ base: JSON.stringify(base), "cards-0": "paypal" }), now).kind).toBe("refused");
});
