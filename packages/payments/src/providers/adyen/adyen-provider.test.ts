import { createServer as createHttpServer } from "node:http";
import { createServer, type AddressInfo } from "node:net";
import { randomUUID } from "node:crypto";
import { currency, money } from "@evertill/money";
import { expect, test } from "vitest";
import type { AuthorizeRequest } from "../../provider.ts";
import { provideContract } from "../provider-contract.ts";
import { freePort } from "../testing/free-port.ts";
import { createAdyenProvider } from "./adyen-provider.ts";
import { adyenCard } from "./testing/instrument.ts";
import { hearing } from "./testing/hearing.ts";
import { scriptedSettings, startScriptedAdyen } from "./testing/scripted-adyen.ts";

const settings = { ...scriptedSettings, timeoutMs: 1_200 };

provideContract(
  "Adyen's adapter over a scripted Adyen",
  async () => {
    const adyen = await startScriptedAdyen();
    const provider = createAdyenProvider({ ...settings, apiUrl: adyen.url });
    return {
      provider,
      unreachable: createAdyenProvider({ ...settings, apiUrl: `http://127.0.0.1:${await freePort()}` }),
      instrument: async (does) => adyenCard({ holderName: does }),
      befall: adyen.befall,
      answerChallenge: async (_, action, passes) => {
        const { authorisationToken } = (action as { action: Record<string, string> }).action;
        const result = { transStatus: passes ? "Y" : "N", authorisationToken };
        const threeDSResult = Buffer.from(JSON.stringify(result)).toString("base64");
        return { provider: "adyen", details: { threeDSResult } };
      },
      heard: hearing(provider, () => adyen.notifications),
      stop: adyen.stop,
    };
  },
  {
    faults: ["hang", "reset", "http-500", "html-502", "cut-body", "request-lost", "conflict", "rate-limited"],
    challenges: true,
    reads: false,
    last4: "1111",
  },
);

test("a 500 of Adyen's own and its 703 are not a provider that is down: nothing is proven, or the key passes", async () => {
  const { provider, stop } = await answering(
    503,
    { status: 503, errorCode: "703" },
    { "transient-error": "true" },
  );
  expect(await provider.authorize(request())).toMatchObject({ kind: "in-progress" });
  await stop();
});

test.each([
  ["704 without leave to repeat", 422, "704", "unknown"],
  ["its own 500", 500, "000", "unknown"],
  ["a validation that failed", 422, "14_030", "refused"],
  ["a key it does not know", 401, "000", "refused"],
] as const)("%s is %s %s: %s", async (_, status, errorCode, kind) => {
  const { provider, stop } = await answering(status, { status, errorCode, errorType: "validation" });
  expect(await provider.authorize(request())).toMatchObject({ kind });
  await stop();
});

test("a body that is nobody's error object is unknown, whatever its status", async () => {
  const { provider, stop } = await answering(403, { blocked: "by a proxy" });
  expect(await provider.authorize(request())).toMatchObject({ kind: "unknown" });
  await stop();
});

test("an answer that drips for longer than the deadline is unknown", async () => {
  const server = createServer((socket) => {
    socket.on("error", () => undefined);
    socket.write("HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\n{");
    const drip = setInterval(() => socket.write(" "), 50);
    socket.once("close", () => clearInterval(drip));
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const { port } = server.address() as AddressInfo;
  const provider = createAdyenProvider({ ...settings, timeoutMs: 400, apiUrl: `http://127.0.0.1:${port}` });
  expect(await provider.authorize(request())).toMatchObject({ kind: "unknown" });
  await new Promise((done) => server.close(done));
});

test("a fence proves an attempt undone only by Adyen's refusal of the body it lacks", async () => {
  const { provider, stop } = await answering(422, { status: 422, errorCode: "702", errorType: "validation" });
  const fencing = { ...there, key: "k", askedWith: { authorize: "asked", continueAction: null } };
  expect(await provider.fence(fencing)).toMatchObject({ kind: "refused" });
  await stop();
});

test("while the first request is worked on, a fence proves nothing", async () => {
  const { provider, stop } = await answering(
    422,
    { status: 422, errorCode: "704" },
    { "transient-error": "true" },
  );
  const fencing = { ...there, key: "k", askedWith: { authorize: "asked", continueAction: null } };
  expect(await provider.fence(fencing)).toMatchObject({ kind: "in-progress" });
  await stop();
});

test("a challenge nobody brought us the result of needs no request to be closed", async () => {
  const adyen = await startScriptedAdyen();
  const provider = createAdyenProvider({ ...settings, apiUrl: adyen.url });
  const call = await provider.authorize(request("challenge"));
  if (call.kind !== "answered") throw new Error("not answered");
  const before = adyen.requests.length;
  const details = call.answer.details ?? {};
  const fencing = { ...there, details, key: "k", askedWith: { authorize: "asked", continueAction: null } };
  expect(await provider.fence(fencing)).toMatchObject({ answer: { kind: "canceled" } });
  expect(adyen.requests).toHaveLength(before);
  await adyen.stop();
});

const there = { attemptId: randomUUID(), providerReference: randomUUID(), details: {} };

function request(does = "ok"): AuthorizeRequest {
  return {
    ...there,
    key: randomUUID(),
    reference: randomUUID(),
    amount: money(4900, currency("EUR")),
    description: "",
    email: "shopper@example.com",
    delivery: null,
    billing: null,
    languageTag: "en-GB",
    shopper: {},
    returnUrl: "http://localhost:3000/checkout",
    instrument: adyenCard({ holderName: does }),
    authentication: { ask: "automatic", exemption: null },
  };
}

/** An address that gives every request the same answer. */
async function answering(status: number, body: object, headers: Record<string, string> = {}) {
  const server = createHttpServer((_, response) =>
    response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(body)),
  );
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const { port } = server.address() as AddressInfo;
  return {
    provider: createAdyenProvider({ ...settings, apiUrl: `http://127.0.0.1:${port}` }),
    stop: () => new Promise((done) => server.close(done)),
  };
}

test("what the browser saw of a card is known beforehand, and is not sent", async () => {
  const adyen = await startScriptedAdyen();
  const provider = createAdyenProvider({ ...settings, apiUrl: adyen.url });
  const typed = adyenCard({ holderName: "Ada Lovelace" });
  const seen = { brand: "mc", last4: "4444", bin: "555555", expiry: "2030-03" };
  const instrument = { ...typed, card: { ...typed.card, ...seen } };
  expect(await provider.cardOf(instrument)).toEqual({ ...seen, brand: "mastercard" });
  expect(await provider.cardOf(typed)).toBeNull();
  await provider.authorize({ ...request(), instrument });
  const [sent] = adyen.requests;
  expect(sent?.body.paymentMethod).toEqual({ type: "scheme", ...typed.card, brand: "mc" });
  await adyen.stop();
});
