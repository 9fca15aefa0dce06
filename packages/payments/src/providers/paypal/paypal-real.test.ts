import { randomUUID } from "node:crypto";
import { currency, money } from "@evertill/money";
import { describe, expect, test } from "vitest";
import type { AttemptThere, PrepareRequest } from "../../provider.ts";
import { readinessOf, vendorSuites } from "../../testing/vendors/vendor-suites.ts";
import { provideContract } from "../provider-contract.ts";
import { freePort } from "../testing/free-port.ts";
import { createPayPalProvider } from "./paypal-provider.ts";
import { walletAbilities } from "./testing/wallet-under-test.ts";

const clientId = process.env["PAYPAL_CLIENT_ID"] ?? "";
const clientSecret = process.env["PAYPAL_CLIENT_SECRET"] ?? "";
const apiUrl = process.env["PAYPAL_API_URL"] ?? "";

const isReady = readinessOf(vendorSuites.paypal, process.env).kind === "ready";
const amount = money(4900, currency("EUR"));
const authentication = { ask: "automatic", exemption: null } as const;

function request(): PrepareRequest {
  return {
    key: randomUUID(),
    attemptId: randomUUID(),
    reference: randomUUID(),
    amount,
    description: "Evertill's contract, made to be closed",
    email: "shopper@example.com",
    delivery: null,
    billing: null,
    languageTag: "en-GB",
    shopper: {},
    returnUrl: "https://shop.example/checkout",
  };
}

/**
 * What can be asked of PayPal itself without a payer who approves: above all that an order whose intent was changed refuses
 * to be authorised, on which the fence rests. With the keys of a sandbox app; nothing is ever approved, so no money moves.
 */
describe.skipIf(!isReady)(
  "PayPal's own sandbox (needs PAYPAL_API_URL, PAYPAL_CLIENT_ID and PAYPAL_CLIENT_SECRET)",
  () => {
    const settings = { clientId, clientSecret, webhookId: "UNUSED00000000000", apiUrl: apiUrl || undefined };
    const provider = createPayPalProvider({ ...settings, timeoutMs: 20_000 });

    if (isReady) {
      provideContract(
        "PayPal's adapter over PayPal",
        async () => ({
          provider,
          unreachable: createPayPalProvider({ ...settings, apiUrl: `http://127.0.0.1:${await freePort()}` }),
          instrument: async () => ({ provider: "paypal", tap: randomUUID() }),
          befall: () => undefined,
          answerChallenge: async () => null,
          stop: async () => undefined,
        }),
        { faults: [], ...walletAbilities, without: ["payer"] },
      );
    }

    async function prepared(asked = request()): Promise<{ asked: PrepareRequest; attempt: AttemptThere }> {
      const call = await provider.prepare(asked);
      if (call.kind !== "answered") throw new Error(`no order was made: ${JSON.stringify(call)}`);
      const { providerReference } = call.answer;
      return { asked, attempt: { attemptId: asked.attemptId, providerReference, details: {} } };
    }
    const tap = ({ asked, attempt }: { asked: PrepareRequest; attempt: AttemptThere }) =>
      provider.authorize({
        ...asked,
        ...attempt,
        instrument: { provider: "paypal", tap: randomUUID() },
        authentication,
      });
    const goOn = (attempt: AttemptThere) =>
      provider.continueAction?.({ ...attempt, key: randomUUID(), amount, result: null });
    const fence = (attempt: AttemptThere) =>
      provider.fence({ ...attempt, key: randomUUID(), askedWith: { authorize: null, continueAction: null } });

    test("an order is made once per key, and is open", async () => {
      const { asked, attempt } = await prepared();
      expect(await provider.retrieve(attempt)).toMatchObject({ answer: { kind: "open" } });
      expect((await prepared(asked)).attempt.providerReference).toBe(attempt.providerReference);
    }, 60_000);

    test("a tapped order waits for the payer, also when we ask too soon", async () => {
      const order = await prepared();
      const waits = {
        answer: { kind: "requires-action", action: { orderId: order.attempt.providerReference } },
      };
      expect(await tap(order)).toMatchObject(waits);
      expect(await goOn(order.attempt)).toMatchObject(waits);
      expect(await provider.retrieve(order.attempt)).toMatchObject(waits);
    }, 60_000);

    test.each(["open", "tapped"])(
      "a fence closes an order that is %s, for good and more than once",
      async (how) => {
        const order = await prepared();
        if (how === "tapped") await tap(order);
        const closed = { kind: "answered", answer: { kind: "canceled" } };
        expect(await fence(order.attempt)).toMatchObject(closed);
        expect(await fence(order.attempt)).toMatchObject(closed);
        expect(await goOn(order.attempt)).toMatchObject(closed);
        expect(await provider.retrieve(order.attempt)).toMatchObject(closed);
      },
      60_000,
    );

    test("a probe is answered, and a wrong secret is refused", async () => {
      expect(await provider.probe()).toEqual({ kind: "answered", answer: null });
      const wrong = createPayPalProvider({ ...settings, clientSecret: "wrong-secret", timeoutMs: 20_000 });
      expect(await wrong.prepare(request())).toMatchObject({ kind: "refused" });
    }, 60_000);
  },
);
