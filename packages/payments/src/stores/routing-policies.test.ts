import { freshDatabase } from "@evertill/database/testing";
import { currency, money } from "@evertill/money";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createPayments } from "../create-payments.ts";
import { paymentsMigrations } from "../migrations.ts";
import { defaultRoutingPolicy, type RoutingPolicy } from "../routing/policy.ts";
import { StandInProvider } from "../testing/stand-in-provider.ts";
import { activatePolicy, readPolicies } from "./routing-policies.ts";

let fresh: Awaited<ReturnType<typeof freshDatabase>>;
let now: Date;
beforeAll(async () => {
  fresh = await freshDatabase([paymentsMigrations]);
});
afterAll(() => fresh.drop());
beforeEach(async () => {
  now = new Date("2026-11-21T12:00:00Z");
  await fresh.database.$client.query("truncate routing_policy");
});

const adyenOnly: RoutingPolicy = {
  version: "2",
  rules: [{ name: "everywhere", when: {}, cards: ["adyen"], paypal: false }],
};

async function activate(written: unknown, replaces: string | null) {
  return activatePolicy(fresh.database, { written, replaces, by: "Ada", reason: "Stripe is slow", now });
}

test("while nobody has put a policy in force, the built-in one is", async () => {
  expect(await readPolicies(fresh.database)).toEqual([
    { id: null, policy: defaultRoutingPolicy, by: null, at: null, reason: null },
  ]);
});

test("a policy is kept with who, when and why, and the one before it stays to be read", async () => {
  expect(await activate(adyenOnly, null)).toEqual({ kind: "active" });
  const [newest, before] = await readPolicies(fresh.database);
  expect(newest).toMatchObject({ policy: adyenOnly, by: "Ada", at: now, reason: "Stripe is slow" });
  expect(before?.policy).toEqual(defaultRoutingPolicy);
});

test("a policy that is not valid is refused in words, and nothing changes", async () => {
  const refused = await activate(
    { version: "3", rules: [{ ...adyenOnly.rules[0], cards: ["klarna"] }] },
    null,
  );
  expect(refused).toMatchObject({ kind: "refused", problems: [expect.stringContaining("rules.0.cards.0")] });
  expect(await readPolicies(fresh.database)).toHaveLength(1);
});

test("of two who press at the same moment one is told that the other was first", async () => {
  const answers = await Promise.all([activate(adyenOnly, null), activate(defaultRoutingPolicy, null)]);
  expect(answers.map(({ kind }) => kind).sort()).toEqual(["active", "overtaken"]);
});

test("another process decides by it within five seconds, without being told", async () => {
  const till = createPayments({
    database: fresh.database,
    providers: { stripe: new StandInProvider() },
    clock: { now: () => now },
    listener: { paymentChanged: async () => undefined },
  });
  const rule = async () => {
    const amount = money(4_900, currency("EUR"));
    const { decision } = await till.offeredMethods({ reference: null, amount, locale: "de-de" });
    return decision.policyVersion;
  };
  expect(await rule()).toBe(defaultRoutingPolicy.version);
  await activate({ ...adyenOnly, rules: [{ ...adyenOnly.rules[0], cards: ["stripe"] }] }, null);
  now = new Date(now.getTime() + 5_000);
  expect(await rule()).toBe("2");
});
