import { freshDatabase } from "@evertill/database/testing";
import { currency, money } from "@evertill/money";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createPayments } from "./create-payments.ts";
import { paymentsMigrations } from "./migrations.ts";
import type { PayCommand } from "./payments.ts";
import type { Authentication, AuthorizeRequest } from "./provider.ts";
import { defaultRiskPolicy } from "./risk/score-risk.ts";
import { readPaymentRecord } from "./stores/postgres-payment-records.ts";
import { StandInProvider } from "./testing/stand-in-provider.ts";
import type { AuthenticationSettings } from "./authentication/authenticator.ts";
import { defaultAuthenticationPolicy } from "./authentication/decision.ts";
import { explain } from "./authentication/explain.ts";

let fresh: Awaited<ReturnType<typeof freshDatabase>>;
let asked: Authentication[];
let checkouts = 0;
let reference: string;

beforeAll(async () => {
  fresh = await freshDatabase([paymentsMigrations]);
});
afterAll(() => fresh.drop());
beforeEach(() => {
  asked = [];
  checkouts += 1;
  reference = `checkout-${checkouts}`;
});

const settings: AuthenticationSettings = {
  acquirers: { stripe: { country: "IE", fraudBand: null } },
  policy: defaultAuthenticationPolicy,
  riskPolicy: defaultRiskPolicy,
  rates: async () => null,
};
const berlin = {
  name: "Ada",
  line1: "Unter den Linden 1",
  city: "Berlin",
  postcode: "10117",
  country: "DE",
} as NonNullable<PayCommand["delivery"]>;

async function pay(
  amountMinor: number,
  authentication: AuthenticationSettings | undefined,
  addresses: Partial<Pick<PayCommand, "delivery" | "billing">> = {},
  provider = new StandInProvider(() => "none"),
): Promise<void> {
  const authorize = provider.authorize.bind(provider);
  provider.authorize = (request: AuthorizeRequest) => {
    asked.push(request.authentication);
    return authorize(request);
  };
  const payments = createPayments({
    database: fresh.database,
    providers: { stripe: provider },
    clock: { now: () => new Date("2026-11-21T12:00:00Z") },
    listener: { paymentChanged: async () => undefined },
    authentication,
  });
  await payments.pay({
    reference,
    amount: money(amountMinor, currency("EUR")),
    instrument: { provider: "stripe", confirmationToken: `ctoken_ok_${reference}` },
    returnUrl: "http://localhost:3000/checkout",
    description: "test",
    email: "shopper@example.com",
    delivery: null,
    ...addresses,
  });
}

async function keptDecisions() {
  const record = await readPaymentRecord(fresh.database, reference);
  const kept = record?.attempts.flatMap(({ authentications }) => authentications) ?? [];
  return kept.map((each) => ({ ...each, sentence: explain(each.decision) }));
}

test("a payment is decided on before the provider is asked, and the console can say why", async () => {
  await pay(250_01, settings);
  expect(asked).toEqual([{ ask: "authenticate", exemption: null }]);
  expect(await keptDecisions()).toMatchObject([
    {
      decision: {
        provider: "stripe",
        action: "authenticate",
        regimes: [{ regime: "EEA", validFrom: "2019-09-14" }],
      },
      risk: { score: 0, source: "own", contributions: [] },
      at: new Date("2026-11-21T12:00:00Z"),
      sentence:
        "Authentication was asked for, without a challenge if the issuer agrees, because the issuer's country is not " +
        "known, which counts as in scope, the amount is above the low-value limit, the amount is above what the " +
        "acquirer's fraud band or the provider allows, and no exemption applies; the issuer bears fraud once " +
        "authenticated, and a soft decline is answered with a challenge.",
    },
  ]);
});

test("what the provider's own engine may exempt is left to it", async () => {
  await pay(250_00, settings);
  expect(asked).toEqual([{ ask: "automatic", exemption: null }]);
});

test("addresses that do not belong together raise the risk, by points that are kept", async () => {
  const away = { ...berlin, line1: "Rue de Rivoli 1", city: "Paris", country: "FR" };
  const strict = { ...settings, policy: { ...settings.policy, challengeFromRisk: 20 } };
  await pay(50_00, strict, { delivery: away, billing: berlin });
  expect(asked).toEqual([{ ask: "challenge", exemption: null }]);
  const [kept] = await keptDecisions();
  expect(kept?.risk.contributions.map(({ signal, points }) => [signal, points])).toEqual([
    ["delivery-elsewhere", 15],
    ["addresses-differ", 5],
  ]);
});

test("one address for bill and parcel adds nothing", async () => {
  await pay(50_00, settings, { delivery: berlin, billing: berlin });
  expect((await keptDecisions())[0]?.risk.score).toBe(0);
});

test("a provider that nothing is configured for decides by itself, and nothing is kept", async () => {
  await pay(600_00, { ...settings, acquirers: {} });
  await pay(600_00, undefined);
  expect(asked.every(({ ask }) => ask === "automatic")).toBe(true);
  expect(asked.length).toBeGreaterThan(0);
  expect(await keptDecisions()).toEqual([]);
});

test("what a card paid is counted over payments until its bank asks its holder, and then begins anew", async () => {
  const card = { brand: "visa", bin: "401288", last4: "1881", expiry: "2030-03", issuerCountry: "DE" };
  const payAgain = async (challenged = false) => {
    checkouts += 1;
    reference = `checkout-${checkouts}`;
    const provider = new StandInProvider(() => "none");
    provider.knownCard = card;
    const authorize = provider.authorize.bind(provider);
    provider.authorize = async (request: AuthorizeRequest) => {
      const call = await authorize(request);
      if (call.kind !== "answered" || call.answer.kind !== "authorized") return call;
      return { ...call, answer: { ...call.answer, card, challenged } };
    };
    await pay(29_00, settings, {}, provider);
    const [kept] = await keptDecisions();
    return { rule: kept?.decision.rules.find((rule) => rule.startsWith("low-value.")), kept };
  };
  for (let paid = 0; paid <= 5; paid += 1) {
    const { rule, kept } = await payAgain();
    const sum = money(paid * 29_00, currency("EUR"));
    expect([rule, kept?.decision.counters]).toEqual(["low-value.qualifies", { count: paid, sum }]);
  }
  const tooMany = await payAgain(true);
  expect(tooMany.rule).toBe("low-value.counters");
  expect(tooMany.kept?.decision.counters).toMatchObject({ count: 6 });
  expect(tooMany.kept?.sentence).toContain("since its last authentication the card paid 6 times here");
  expect((await payAgain()).kept?.decision.counters).toMatchObject({ count: 0 });
});
