import { currency, money } from "@evertill/money";
import { beforeEach, expect, test } from "vitest";
import type { Health, ProviderHealth } from "../health/health.ts";
import type { PaymentLog } from "../payment-log.ts";
import type { PaymentProvider, ProviderName } from "../provider.ts";
import type { RoutingRequest } from "./choose-methods.ts";
import { defaultRoutingPolicy, type RoutingPolicy } from "./policy.ts";
import { Routing } from "./routing.ts";

const euros = money(49_00, currency("EUR"));
const request: RoutingRequest = { amount: euros, locale: "de-de", without: [] };
const well: ProviderHealth = { technical: "able", because: null, approval: "usual", among: null };
const onTrial: ProviderHealth = { ...well, technical: "trial", because: "authorize: 5 in a row" };
const adyenFirst: RoutingPolicy = {
  version: "adyen-first",
  rules: [{ name: "everywhere", when: {}, cards: ["adyen", "stripe"], paypal: false }],
};

let nowMs: number;
let fares: Partial<Record<ProviderName, ProviderHealth>>;
/** How many payments health still lets through on trial. */
let trialsLeft: number;
let trialsTaken: ProviderName[];
let lookedFor: unknown[];
/** What the store answers; an error is thrown. */
let written: unknown;
let reads: number;
let logged: unknown[];

beforeEach(() => {
  nowMs = Date.UTC(2026, 10, 21, 12);
  fares = {};
  trialsLeft = 1;
  trialsTaken = [];
  lookedFor = [];
  written = null;
  reads = 0;
  logged = [];
});

const health = {
  view: async () => (name: ProviderName, traits: unknown) => {
    lookedFor.push(traits);
    return fares[name] ?? well;
  },
  takeTrial: async (name: ProviderName) => {
    trialsTaken.push(name);
    trialsLeft -= 1;
    return trialsLeft >= 0;
  },
} as unknown as Health;

function refusing(...names: readonly ProviderName[]): Record<ProviderName, PaymentProvider> {
  const of = (name: ProviderName) => ({
    refusesAmount: (amount: unknown) =>
      names.includes(name) && amount === euros ? `${name} takes no euros` : null,
  });
  const made = { stripe: of("stripe"), adyen: of("adyen"), paypal: of("paypal") };
  return made as unknown as Record<ProviderName, PaymentProvider>;
}

function routing(providers: Partial<Record<ProviderName, PaymentProvider>> = refusing()): Routing {
  const answer = <Value>(value: Value) => {
    if (value instanceof Error) throw value;
    return value;
  };
  const tell = (level: keyof PaymentLog) => (details: object, message: string) =>
    void logged.push([level, details, message]);
  return new Routing({
    policy: defaultRoutingPolicy,
    store: {
      findPolicy: async () => {
        reads += 1;
        return answer(written);
      },
      saveDecision: async (...kept) => {
        answer(written);
        logged.push(kept);
      },
    },
    health,
    providers,
    clock: { now: () => new Date(nowMs) },
    log: { info: tell("info"), warn: tell("warn"), error: tell("error") },
  });
}
const trying = { trials: true };
const asking = { trials: false };
const cardsOf = async (by: Routing, how = trying, changes: Partial<RoutingRequest> = {}) =>
  (await by.decide({ ...request, ...changes }, how)).cards;

test("who is well is offered in the policy's order, and nobody is let through on trial", async () => {
  expect(await cardsOf(routing())).toEqual(["stripe", "adyen"]);
  expect(trialsTaken).toEqual([]);
});

test("a provider on trial is offered to the one payment that is let through, and to nobody else", async () => {
  fares = { stripe: onTrial };
  const by = routing();
  expect(await cardsOf(by)).toEqual(["stripe", "adyen"]);
  expect(await cardsOf(by)).toEqual(["adyen"]);
  expect(trialsTaken).toEqual(["stripe", "stripe"]);
});

test("who only asks where else a payment could go uses no trial up", async () => {
  fares = { stripe: onTrial };
  expect(await cardsOf(routing(), asking)).toEqual(["adyen"]);
  expect(trialsTaken).toEqual([]);
});

test("no trial is spent on a shopper whom the provider cannot serve", async () => {
  fares = { stripe: onTrial };
  expect(await cardsOf(routing(), trying, { without: ["stripe"] })).toEqual(["adyen"]);
  expect(trialsTaken).toEqual([]);
});

test("a provider that cannot answer is not tried on a shopper, whatever trials are left", async () => {
  fares = { stripe: { ...onTrial, technical: "unable" } };
  expect(await cardsOf(routing())).toEqual(["adyen"]);
  expect(trialsTaken).toEqual([]);
});

test("who is not composed, or does not take the amount, is left out", async () => {
  const { adyen } = refusing();
  expect(await cardsOf(routing({ adyen }))).toEqual(["adyen"]);
  expect(await cardsOf(routing(refusing("stripe")))).toEqual(["adyen"]);
});

test("how a provider fares is looked for by what is known of the payment", async () => {
  const card = { brand: "visa", last4: "4242", issuerCountry: "FR" };
  await routing().decide({ ...request, card, billingCountry: "DE" }, asking);
  const traits = { brand: "visa", issuerCountry: "FR", billingCountry: "DE", currency: "EUR" };
  expect(lookedFor).toContainEqual(traits);
  lookedFor = [];
  await routing().decide(request, asking);
  expect(lookedFor).toContainEqual({ ...traits, brand: null, issuerCountry: null, billingCountry: null });
});

test("while no policy was ever activated the composed one holds", async () => {
  expect(await routing().policy()).toBe(defaultRoutingPolicy);
  expect(logged).toEqual([]);
});

test("an activated policy is followed within five seconds, and read no oftener", async () => {
  const by = routing();
  await by.policy();
  written = adyenFirst;
  nowMs += 4_999;
  expect((await by.policy()).version).toBe(defaultRoutingPolicy.version);
  expect(reads).toBe(1);
  nowMs += 1;
  expect(await cardsOf(by, asking)).toEqual(["adyen", "stripe"]);
  expect(await by.policy()).toEqual(adyenFirst);
  expect(reads).toBe(2);
});

test("a policy that is not valid changes nothing, and each problem of it is told", async () => {
  const by = routing();
  written = adyenFirst;
  await by.policy();
  written = { version: "2", rules: [] };
  nowMs += 5_000;
  expect(await by.policy()).toEqual(adyenFirst);
  const refused = { kind: "refused", problems: ["rules: has no rule"] };
  expect(logged).toEqual([["error", refused, "the stored routing policy is not valid; the last one stays"]]);
});

test("a store that is silent changes nothing, and is asked again five seconds later", async () => {
  const by = routing();
  written = adyenFirst;
  await by.policy();
  written = new Error("silent");
  nowMs += 5_000;
  expect(await by.policy()).toEqual(adyenFirst);
  const told = ["warn", { err: written }, "the routing policy could not be read; the last one stays"];
  expect(logged).toEqual([told]);
  written = defaultRoutingPolicy;
  nowMs += 5_000;
  expect(await by.policy()).toEqual(defaultRoutingPolicy);
});

test("a decision is kept, and a store that is silent keeps nobody from paying", async () => {
  const by = routing();
  const decision = await by.decide(request, asking);
  await by.keep("checkout-1", decision);
  expect(logged).toEqual([["checkout-1", decision]]);
  written = new Error("silent");
  await by.keep("checkout-1", decision);
  const told = { err: written, reference: "checkout-1", decision };
  expect(logged.at(-1)).toEqual(["warn", told, "a routing decision was not kept"]);
});
