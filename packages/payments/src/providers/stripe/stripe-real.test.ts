import { currency, money } from "@evertill/money";
import { Stripe } from "stripe";
import { describe, expect, test } from "vitest";
import { readinessOf, vendorSuites } from "../../testing/vendors/vendor-suites.ts";
import { provideContract } from "../provider-contract.ts";
import { freePort } from "../testing/free-port.ts";
import { addressOf } from "./stripe-client.ts";
import { createStripeProvider } from "./stripe-provider.ts";
import { testCards } from "./testing/test-cards.ts";

const secretKey = process.env["STRIPE_SECRET_KEY"] ?? "";
const apiUrl = process.env["STRIPE_API_URL"] || undefined;
const isReady = readinessOf(vendorSuites.stripe, process.env).kind === "ready";

/**
 * What can be asked of Stripe itself: the whole contract but for the faults, which nobody can switch on there, and the bank's
 * challenge, which wants a browser. With a test key, so that no money moves.
 */
describe.skipIf(!isReady)("Stripe's own test system (needs STRIPE_SECRET_KEY)", () => {
  const settings = { secretKey, webhookSecret: "whsec_unused", timeoutMs: 20_000, apiUrl };

  async function underTest() {
    const stripe = new Stripe(secretKey, apiUrl === undefined ? {} : addressOf(new URL(apiUrl)));
    return {
      provider: createStripeProvider(settings),
      unreachable: createStripeProvider({ ...settings, apiUrl: `http://127.0.0.1:${await freePort()}` }),
      instrument: async (does: keyof typeof testCards) => {
        const token = await stripe.testHelpers.confirmationTokens.create({ payment_method: testCards[does] });
        return { provider: "stripe", confirmationToken: token.id } as const;
      },
      befall: () => undefined,
      answerChallenge: async () => null,
      stop: async () => undefined,
    };
  }
  if (isReady) {
    provideContract("Stripe's adapter over Stripe", underTest, {
      faults: [],
      challenges: false,
      reads: true,
      last4: "4242",
    });
  }

  test("a probe is answered, and a wrong key is refused", async () => {
    expect(await createStripeProvider(settings).probe()).toEqual({ kind: "answered", answer: null });
    const wrong = createStripeProvider({ ...settings, secretKey: "sk_test_wrong" });
    const attemptId = "wrong-key";
    const amount = money(4_900, currency("EUR"));
    const refused = await wrong.prepare({
      key: crypto.randomUUID(),
      attemptId,
      reference: "wrong-key",
      amount,
      description: "Evertill's contract",
      email: "shopper@example.com",
      delivery: null,
      billing: null,
      languageTag: "en-GB",
      shopper: {},
      returnUrl: "https://shop.example/checkout",
    });
    expect(refused).toMatchObject({ kind: "refused" });
  }, 60_000);
});
