import { randomUUID } from "node:crypto";
import { currency, money } from "@evertill/money";
import { describe, expect, test } from "vitest";
import type { AuthorizeRequest } from "../../provider.ts";
import { readinessOf, vendorSuites } from "../../testing/vendors/vendor-suites.ts";
import { provideContract } from "../provider-contract.ts";
import { freePort } from "../testing/free-port.ts";
import { createAdyenProvider } from "./adyen-provider.ts";
import { adyenCard } from "./testing/instrument.ts";
import { scriptedSettings } from "./testing/scripted-adyen.ts";

const apiKey = process.env["ADYEN_API_KEY"] ?? "";
const merchantAccount = process.env["ADYEN_MERCHANT_ACCOUNT"] ?? "";
const apiUrl = process.env["ADYEN_API_URL"] || undefined;

const names = { ok: "Ada Lovelace", decline: "NOT_ENOUGH_BALANCE", challenge: "" };
const isReady = readinessOf(vendorSuites.adyen, process.env).kind === "ready";
const amount = money(4900, currency("EUR"));

/**
 * What can be asked of Adyen's own test environment without a door for its webhooks: above all that a key gives its first
 * answer whatever comes with it, and that a body without a way back is refused and takes nothing, on which the fence rests.
 */
describe.skipIf(!isReady)(
  "Adyen's own test environment (needs ADYEN_API_KEY and ADYEN_MERCHANT_ACCOUNT)",
  () => {
    const { hmacKey } = scriptedSettings;
    const settings = { apiKey, merchantAccount, hmacKey, apiUrl, timeoutMs: 20_000 };
    const provider = createAdyenProvider(settings);

    if (isReady) {
      provideContract(
        "Adyen's adapter over Adyen",
        async () => ({
          provider,
          unreachable: createAdyenProvider({ ...settings, apiUrl: `http://127.0.0.1:${await freePort()}` }),
          instrument: async (does) => adyenCard({ number: "4111111111111111", holderName: names[does] }),
          befall: () => undefined,
          answerChallenge: async () => null,
          stop: async () => undefined,
        }),
        { faults: [], challenges: false, reads: false, without: ["webhooks"], last4: "1111" },
      );
    }

    function request(holderName = names.ok): AuthorizeRequest {
      const attemptId = randomUUID();
      return {
        key: randomUUID(),
        attemptId,
        providerReference: attemptId,
        details: {},
        reference: randomUUID(),
        amount,
        description: "Evertill's contract",
        email: "shopper@example.com",
        delivery: null,
        billing: null,
        languageTag: "en-GB",
        shopper: {},
        returnUrl: "https://shop.example/checkout",
        instrument: adyenCard({ number: "4111111111111111", holderName }),
        authentication: { ask: "none", exemption: null },
      };
    }
    async function authorized() {
      const asked = request();
      const call = await provider.authorize(asked);
      if (call.kind !== "answered") throw new Error(`not authorised: ${JSON.stringify(call)}`);
      return { asked, facts: call.answer };
    }
    const noted = { kind: "answered", answer: { kind: "processing" } };

    test("a card is authorised to be taken later, and the same key asks once", async () => {
      const { asked, facts } = await authorized();
      expect(facts).toMatchObject({ kind: "authorized", amount });
      expect(await provider.authorize(asked)).toEqual({ kind: "answered", answer: facts });
    }, 60_000);

    test("a refusal is an answer with its class", async () => {
      expect(await provider.authorize(request(names.decline))).toMatchObject({
        answer: { kind: "declined", decline: { class: "funds", code: "12" } },
      });
    }, 60_000);

    test("an ask whose answer was lost is found by its key, and its cancel taken note of", async () => {
      const { asked } = await authorized();
      const askedWith = { authorize: asked.key, continueAction: null };
      expect(await provider.fence({ ...asked, key: randomUUID(), askedWith })).toMatchObject(noted);
    }, 60_000);

    test("a key nobody asked with is proven unused", async () => {
      const askedWith = { authorize: randomUUID(), continueAction: null };
      expect(await provider.fence({ ...request(), key: randomUUID(), askedWith })).toMatchObject({
        kind: "answered",
        answer: { kind: "canceled" },
      });
    }, 60_000);

    test("a capture and a refund are taken note of", async () => {
      const { asked, facts } = await authorized();
      const attempt = { ...asked, details: facts.details ?? {} };
      expect(await provider.capture({ ...attempt, key: randomUUID() })).toMatchObject(noted);
      const refund = {
        ...attempt,
        key: randomUUID(),
        refundId: randomUUID(),
        reason: "requested-by-customer",
      };
      expect(await provider.refund(refund)).toMatchObject({ answer: { kind: "pending" } });
    }, 60_000);

    test("a probe is answered, and a wrong key is refused", async () => {
      expect(await provider.probe()).toEqual({ kind: "answered", answer: null });
      const wrong = createAdyenProvider({ ...settings, apiKey: "wrong-key" });
      expect(await wrong.authorize(request())).toMatchObject({ kind: "refused" });
    }, 60_000);
  },
);
