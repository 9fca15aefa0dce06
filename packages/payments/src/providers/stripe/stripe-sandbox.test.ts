import { currency, money } from "@evertill/money";
import { Stripe } from "stripe";
import { expect, test } from "vitest";
import { type ContractFault, provideContract } from "../provider-contract.ts";
import { freePort } from "../testing/free-port.ts";
import { startSandbox } from "../testing/start-sandbox.ts";
import { createStripeProvider } from "./stripe-provider.ts";
import { createStripeReport } from "./stripe-report.ts";
import { testCards } from "./testing/test-cards.ts";

const secretKey = "sk_test_sandbox";

/** The contract's faults in the words of the sandbox's switches. A reset takes two: the SDK asks once more. */
const switches: Partial<Record<ContractFault, { readonly mode: string; readonly remaining?: number }>> = {
  hang: { mode: "accept-then-hang" },
  reset: { mode: "accept-then-reset", remaining: 2 },
  "http-500": { mode: "accept-then-error" },
  "cut-body": { mode: "partial-body" },
  "request-lost": { mode: "refuse", remaining: 2 },
  "rate-limited": { mode: "throttle" },
};

provideContract(
  "Stripe's adapter over the sandbox",
  async () => {
    const sandbox = await startSandbox("stripe");
    const settings = { secretKey, webhookSecret: "whsec_sandbox", timeoutMs: 1_500 };
    const { hostname, port } = new URL(sandbox.url);
    const stripe = new Stripe(secretKey, { host: hostname, port: Number(port), protocol: "http" });
    return {
      provider: createStripeProvider({ ...settings, apiUrl: sandbox.url }),
      unreachable: createStripeProvider({ ...settings, apiUrl: `http://127.0.0.1:${await freePort()}` }),
      instrument: async (does) => {
        const token = await stripe.testHelpers.confirmationTokens.create({ payment_method: testCards[does] });
        return { provider: "stripe", confirmationToken: token.id };
      },
      befall: async (fault) => {
        const { mode = "", remaining = 1 } = switches[fault] ?? {};
        await sandbox.switchOn(mode, remaining);
      },
      answerChallenge: async () => null,
      stop: sandbox.stop,
    };
  },
  { faults: Object.keys(switches) as ContractFault[], challenges: false, reads: true, last4: "4242" },
);

test("its own account says what was taken and given back, by our own ids", async () => {
  const sandbox = await startSandbox("stripe");
  const settings = { secretKey, webhookSecret: "whsec_sandbox", apiUrl: sandbox.url };
  const provider = createStripeProvider(settings);
  const { hostname, port } = new URL(sandbox.url);
  const stripe = new Stripe(secretKey, { host: hostname, port: Number(port), protocol: "http" });
  const token = await stripe.testHelpers.confirmationTokens.create({ payment_method: testCards.ok });
  const amount = money(4_900, currency("EUR"));
  const request = {
    key: "k1",
    attemptId: "attempt-1",
    reference: "checkout-1",
    amount,
    description: "report",
    email: "shopper@example.com",
    delivery: null,
    billing: null,
    languageTag: "en-GB",
    shopper: {},
    returnUrl: "http://localhost:3000/checkout",
  };
  const prepared = await provider.prepare(request);
  if (prepared.kind !== "answered") throw new Error(JSON.stringify(prepared));
  const { providerReference } = prepared.answer;
  const there = { attemptId: "attempt-1", providerReference, details: {} };
  const instrument = { provider: "stripe", confirmationToken: token.id } as const;
  const authentication = { ask: "automatic", exemption: null } as const;
  await provider.authorize({ ...request, ...there, key: "k2", instrument, authentication });
  await provider.capture({ ...there, key: "k3", amount });
  const part = money(1_900, currency("EUR"));
  await provider.refund({ ...there, key: "k4", refundId: "refund-1", amount: part, reason: "duplicate" });
  const day = 86_400_000;
  const window = { from: new Date(Date.now() - day), until: new Date(Date.now() + day), day: "" };
  const told = await createStripeReport(settings).movements(window);
  expect(told).toMatchObject({
    kind: "answered",
    answer: expect.arrayContaining([
      expect.objectContaining({ kind: "captured", reference: "attempt-1", amount }),
      expect.objectContaining({ kind: "refunded", reference: "refund-1", amount: part }),
    ]),
  });
  const before = { from: new Date(0), until: new Date(day), day: "" };
  expect(await createStripeReport(settings).movements(before)).toEqual({ kind: "answered", answer: [] });
  await sandbox.stop();
});
