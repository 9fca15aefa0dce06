import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { currency, money } from "@evertill/money";
import { expect, test } from "vitest";
import { type ContractFault, provideContract } from "../provider-contract.ts";
import { freePort } from "../testing/free-port.ts";
import { startSandbox } from "../testing/start-sandbox.ts";
import type { AuthorizeRequest } from "../../provider.ts";
import { createAdyenProvider } from "./adyen-provider.ts";
import { createAdyenReport } from "./adyen-report.ts";
import { hearing } from "./testing/hearing.ts";
import { adyenCard } from "./testing/instrument.ts";
import { scriptedSettings } from "./testing/scripted-adyen.ts";

const names = { ok: "Ada Lovelace", decline: "NOT_ENOUGH_BALANCE", challenge: "Ada Lovelace" };
const numbers = { ok: "4111111111111111", decline: "4111111111111111", challenge: "4917610000000000" };

const reportPassword = "sandbox-adyen-report-password";

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
  const authentication = { ask: "none", exemption: "low-value" } as const;
  const asking = (minor: number) =>
    provider.authorize({ ...asked(`low-${minor}`), amount: money(minor, currency("EUR")), authentication });
  expect(await asking(3_000)).toMatchObject({
    answer: { kind: "authorized", details: { scaExemptionRequested: "lowValue" } },
  });
  expect(await asking(3_001)).toMatchObject({
    answer: { kind: "declined", decline: { class: "authentication-required", code: "38", mayStepUp: true } },
  });
  await sandbox.stop();
});

test("its report, announced by webhook, says what was taken, given back and disputed, by our own ids", async () => {
  const letters = await startLetterBox();
  const sandbox = await startSandbox("adyen", `${letters.url}/webhooks/adyen`);
  const settings = { ...scriptedSettings, apiUrl: sandbox.url };
  const provider = createAdyenProvider(settings);
  const request = asked("attempt-1");
  const call = await provider.authorize(request);
  if (call.kind !== "answered") throw new Error(JSON.stringify(call));
  const { amount } = request;
  const there = {
    attemptId: "attempt-1",
    providerReference: "attempt-1",
    details: call.answer.details ?? {},
  };
  await provider.capture({ ...there, key: "k1", amount });
  const part = money(1_900, amount.currency);
  await provider.refund({ ...there, key: "k2", refundId: "refund-1", amount: part, reason: "duplicate" });
  const post = (path: string, body: object) =>
    fetch(`${sandbox.url}/sandbox/${path}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
  await post("chargebacks", { paymentPspReference: there.details["pspReference"] });

  const dayMs = 86_400_000;
  const day = new Date().toISOString().slice(0, 10);
  const window = {
    from: new Date(Date.parse(day) - dayMs),
    until: new Date(Date.parse(day) + 2 * dayMs),
    day,
  };
  const { merchantAccount } = settings;
  const user = "report@Company.Sandbox";
  const report = createAdyenReport({ merchantAccount, user, password: reportPassword, apiUrl: sandbox.url });
  expect(await report.movements(window)).toMatchObject({ kind: "in-progress" });
  await post("reports", { day });
  const heard = hearing(provider, () => letters.bodies);
  const dispute = await heard(there, "dispute");
  expect(await report.movements(window)).toMatchObject({
    kind: "answered",
    answer: [
      { kind: "captured", reference: "attempt-1", amount },
      { kind: "refunded", reference: "refund-1", amount: part },
      {
        kind: "dispute-withdrawn",
        reference: dispute.kind === "dispute" && dispute.disputeReference,
        amount: money(3_000, amount.currency),
      },
    ],
  });
  expect(await heard({ providerReference: null }, "report")).toEqual({ kind: "report", day });
  const stranger = createAdyenReport({ merchantAccount, user, password: "another", apiUrl: sandbox.url });
  expect(await stranger.movements(window)).toMatchObject({ kind: "refused", code: "401" });
  await sandbox.stop();
  letters.server.close();
});

test("a report whose address nobody answers at is not sent", async () => {
  const apiUrl = `http://127.0.0.1:${await freePort()}`;
  const { merchantAccount } = scriptedSettings;
  const report = createAdyenReport({ merchantAccount, user: "report", password: "", apiUrl });
  const window = { from: new Date(0), until: new Date(1), day: "1970-01-01" };
  expect(await report.movements(window)).toMatchObject({ kind: "not-sent" });
});

function asked(attemptId: string): AuthorizeRequest {
  return {
    attemptId,
    providerReference: attemptId,
    details: {},
    key: attemptId,
    reference: "checkout-1",
    amount: money(4_900, currency("EUR")),
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
    authentication: { ask: "automatic", exemption: null },
  };
}

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
