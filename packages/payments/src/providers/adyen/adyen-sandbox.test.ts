import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { currency, money } from "@evertill/money";
import { expect, test } from "vitest";
import { type ContractFault, provideContract } from "../provider-contract.ts";
import { freePort } from "../testing/free-port.ts";
import { startSandbox } from "../testing/start-sandbox.ts";
import { createAdyenProvider } from "./adyen-provider.ts";
import { hearing } from "./testing/hearing.ts";
import { adyenCard } from "./testing/instrument.ts";
import { scriptedSettings } from "./testing/scripted-adyen.ts";

const names = { ok: "Ada Lovelace", decline: "NOT_ENOUGH_BALANCE", challenge: "Ada Lovelace" };
const numbers = { ok: "4111111111111111", decline: "4111111111111111", challenge: "4917610000000000" };

/** The contract's faults in the words of the sandbox's switches. */
const switches: Partial<Record<ContractFault, string>> = {
  hang: "accept-then-hang",
  reset: "accept-then-reset",
  "http-500": "accept-then-error",
  "cut-body": "partial-body",
  "request-lost": "refuse",
  conflict: "key-in-use",
  "rate-limited": "throttle",
};

provideContract(
  "Adyen's adapter over the sandbox",
  async () => {
    const letters = await startLetterBox();
    const sandbox = await startSandbox("adyen", `${letters.url}/webhooks/adyen`);
    const settings = { ...scriptedSettings, timeoutMs: 1_500 };
    const provider = createAdyenProvider({ ...settings, apiUrl: sandbox.url });
    return {
      provider,
      unreachable: createAdyenProvider({ ...settings, apiUrl: `http://127.0.0.1:${await freePort()}` }),
      instrument: async (does) => adyenCard({ number: numbers[does], holderName: names[does] }),
      befall: async (fault) => void (await sandbox.switchOn(switches[fault] ?? "")),
      answerChallenge: async () => null,
      heard: hearing(provider, () => letters.bodies),
      stop: async () => {
        await sandbox.stop();
        letters.server.close();
      },
    };
  },
  { faults: Object.keys(switches) as ContractFault[], challenges: false, reads: false, last4: "1111" },
);

test("an exemption the issuer does not grant comes back as a soft decline, and one it grants is noted", async () => {
  const sandbox = await startSandbox("adyen");
  const provider = createAdyenProvider({ ...scriptedSettings, apiUrl: sandbox.url });
  const asking = (minor: number) =>
    provider.authorize({
      attemptId: `low-${minor}`,
      providerReference: `low-${minor}`,
      details: {},
      key: `low-${minor}`,
      reference: "checkout-1",
      amount: money(minor, currency("EUR")),
      description: "",
      email: "shopper@example.com",
      delivery: {
        name: "Ada Lovelace",
        line1: "12 St James's Square",
        city: "London",
        postcode: "SW1Y 4JH",
        country: "GB",
      },
      billing: null,
      languageTag: "en-GB",
      shopper: { ip: "203.0.113.7" },
      returnUrl: "http://localhost:3000/checkout",
      instrument: adyenCard({ number: numbers.ok, holderName: names.ok }),
      authentication: { ask: "none", exemption: "low-value" },
    });
  expect(await asking(3_000)).toMatchObject({
    answer: { kind: "authorized", details: { scaExemptionRequested: "lowValue" } },
  });
  expect(await asking(3_001)).toMatchObject({
    answer: { kind: "declined", decline: { class: "authentication-required", code: "38", mayStepUp: true } },
  });
  await sandbox.stop();
});

/** Takes what is posted and keeps it. */
async function startLetterBox(): Promise<{ url: string; bodies: string[]; server: Server }> {
  const bodies: string[] = [];
  const server = createServer((request, response) => {
    let text = "";
    request.on("data", (chunk) => (text += String(chunk)));
    request.on("end", () => {
      bodies.push(text);
      response.writeHead(202).end();
    });
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, bodies, server };
}
