import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { randomUUID } from "node:crypto";
import { currency, money } from "@evertill/money";
import { expect, test } from "vitest";
import { provideContract } from "../provider-contract.ts";
import { freePort } from "../testing/free-port.ts";
import { createStripeProvider } from "./stripe-provider.ts";
import type { PrepareRequest } from "../../provider.ts";
import { startScriptedStripe } from "./testing/scripted-stripe.ts";

const settings = { secretKey: "sk_test_sandbox", webhookSecret: "whsec_sandbox", timeoutMs: 1_200 };

const asksAgain: ReadonlySet<string> = new Set(["reset", "request-lost"]);

const everything = {
  faults: ["hang", "reset", "http-500", "html-502", "cut-body", "request-lost", "conflict", "rate-limited"],
  challenges: true,
  reads: true,
  last4: "4242",
} as const;

provideContract(
  "Stripe's adapter over a scripted Stripe",
  async () => {
    const stripe = await startScriptedStripe();
    return {
      provider: createStripeProvider({ ...settings, apiUrl: stripe.url }),
      unreachable: createStripeProvider({ ...settings, apiUrl: `http://127.0.0.1:${await freePort()}` }),
      instrument: async (does) => ({
        provider: "stripe",
        confirmationToken: `ctoken_${does}_${randomUUID()}`,
      }),
      // After a reset the SDK asks once more.
      befall: (fault) => stripe.befall(...(asksAgain.has(fault) ? [fault, fault] : [fault])),
      answerChallenge: async ({ providerReference }, _, passes) => {
        stripe.answerChallenge(providerReference, passes);
        return null;
      },
      stop: stripe.stop,
    };
  },
  everything,
);

const request: PrepareRequest = {
  key: "the-key",
  attemptId: "a",
  reference: "c",
  amount: money(4900, currency("EUR")),
  description: "",
  email: "shopper@example.com",
  delivery: null,
  billing: null,
  languageTag: "en-GB",
  shopper: {},
  returnUrl: "http://localhost:3000/checkout",
};

test("a probe is answered by whatever Stripe says, and by nobody where nobody listens", async () => {
  const stripe = await startScriptedStripe();
  const apiUrl = stripe.url;
  expect(await createStripeProvider({ ...settings, apiUrl }).probe()).toMatchObject({ kind: "answered" });
  await stripe.stop();
  const nowhere = `http://127.0.0.1:${await freePort()}`;
  expect(await createStripeProvider({ ...settings, apiUrl: nowhere }).probe()).toMatchObject({
    kind: "not-sent",
  });
});

test("a soft decline is stepped up on the same PaymentIntent with what the token became, since a token serves once", async () => {
  const stripe = await startScriptedStripe();
  const provider = createStripeProvider({ ...settings, apiUrl: stripe.url });
  const prepared = await provider.prepare(request);
  if (prepared.kind !== "answered") throw new Error("not prepared");
  const { providerReference } = prepared.answer;
  const instrument = { provider: "stripe", confirmationToken: "ctoken_soft_1" } as const;
  const asking = { ...request, providerReference, instrument };
  const automatic = { ask: "automatic", exemption: null } as const;
  const first = await provider.authorize({ ...asking, key: "1", details: {}, authentication: automatic });
  expect(first).toMatchObject({
    answer: { kind: "declined", decline: { mayStepUp: true }, details: { paymentMethod: "pm_soft" } },
  });
  const details = { paymentMethod: "pm_soft" };
  const challenge = { ask: "challenge", exemption: null } as const;
  const second = await provider.authorize({ ...asking, key: "2", details, authentication: challenge });
  expect(second).toMatchObject({ answer: { kind: "requires-action" } });
  await stripe.stop();
});

test("a request that was reset and then found nobody listening is unknown: the first may have arrived", async () => {
  const server = createServer((socket) => {
    socket.on("error", () => undefined);
    socket.once("data", () => {
      // The SDK asks once more after a reset; by then nobody listens.
      server.close();
      socket.resetAndDestroy();
    });
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const { port } = server.address() as AddressInfo;
  const provider = createStripeProvider({
    ...settings,
    timeoutMs: 3_000,
    apiUrl: `http://127.0.0.1:${port}`,
  });
  const call = await provider.authorize({
    ...request,
    providerReference: "pi_1",
    details: {},
    instrument: { provider: "stripe", confirmationToken: "ctoken_ok" },
    authentication: { ask: "automatic", exemption: null },
  });
  expect(call).toMatchObject({ kind: "unknown" });
});

test("the SDK's own repeat after a reset carries our key, and is answered by the first", async () => {
  const stripe = await startScriptedStripe();
  const provider = createStripeProvider({ ...settings, timeoutMs: 3_000, apiUrl: stripe.url });
  stripe.befall("reset");
  const call = await provider.prepare(request);
  expect(call).toEqual({ kind: "answered", answer: { providerReference: "pi_1" } });
  expect(stripe.requests.map(({ key }) => key)).toEqual(["the-key", "the-key"]);
  await stripe.stop();
});

test("a token's card is known before anybody is asked for money, and a silent Stripe leaves it unknown", async () => {
  const stripe = await startScriptedStripe();
  const provider = createStripeProvider({ ...settings, apiUrl: stripe.url });
  const instrument = { provider: "stripe", confirmationToken: "ctoken_ok_1" } as const;
  expect(await provider.cardOf(instrument)).toEqual({
    brand: "visa",
    last4: "4242",
    expiry: "2030-03",
    issuerCountry: "US",
  });
  stripe.befall("hang", "http-500");
  expect(await provider.cardOf(instrument)).toBeNull();
  expect(await provider.cardOf(instrument)).toBeNull();
  await stripe.stop();
});
