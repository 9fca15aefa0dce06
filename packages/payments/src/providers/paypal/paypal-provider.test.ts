import { randomUUID } from "node:crypto";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { currency, money } from "@evertill/money";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { AttemptThere, PaymentProvider, PrepareRequest } from "../../provider.ts";
import { provideContract } from "../provider-contract.ts";
import { freePort } from "../testing/free-port.ts";
import { createPayPalProvider } from "./paypal-provider.ts";
import { startScriptedPayPal } from "./testing/scripted-paypal.ts";
import { walletAbilities, walletUnderTest } from "./testing/wallet-under-test.ts";

const settings = {
  clientId: "paypal-sandbox-client",
  clientSecret: "paypal-sandbox-secret",
  webhookId: "SANDBOXWEBHOOK1",
  timeoutMs: 1_200,
};

provideContract(
  "PayPal's adapter over a scripted PayPal",
  async () => {
    const paypal = await startScriptedPayPal();
    return {
      ...walletUnderTest(createPayPalProvider({ ...settings, apiUrl: paypal.url }), paypal),
      unreachable: createPayPalProvider({ ...settings, apiUrl: `http://127.0.0.1:${await freePort()}` }),
      stop: paypal.stop,
    };
  },
  {
    faults: ["hang", "reset", "http-500", "html-502", "cut-body", "request-lost", "conflict", "rate-limited"],
    ...walletAbilities,
  },
);

let paypal: Awaited<ReturnType<typeof startScriptedPayPal>>;
let provider: PaymentProvider;
beforeAll(async () => {
  paypal = await startScriptedPayPal();
  provider = createPayPalProvider({ ...settings, apiUrl: paypal.url });
});
afterAll(() => paypal.stop());

const amount = money(4900, currency("EUR"));

function request(): PrepareRequest {
  return {
    key: randomUUID(),
    attemptId: randomUUID(),
    reference: randomUUID(),
    amount,
    description: "An order",
    email: "shopper@example.com",
    delivery: null,
    billing: null,
    languageTag: "de-DE",
    shopper: {},
    returnUrl: "http://localhost:3000/checkout/c?step=pay",
  };
}

/** An order whose button was tapped: it waits for the payer. */
async function tapped(): Promise<AttemptThere> {
  const asked = request();
  const made = await provider.prepare(asked);
  if (made.kind !== "answered") throw new Error(JSON.stringify(made));
  const attempt = {
    attemptId: asked.attemptId,
    providerReference: made.answer.providerReference,
    details: {},
  };
  const instrument = { provider: "paypal", tap: randomUUID() } as const;
  const authentication = { ask: "automatic", exemption: null } as const;
  const call = await provider.authorize({ ...asked, ...attempt, instrument, authentication });
  expect(call).toMatchObject({
    answer: { kind: "requires-action", action: { provider: "paypal", orderId: attempt.providerReference } },
  });
  return attempt;
}
function goOn(attempt: AttemptThere, key: string = randomUUID()) {
  return provider.continueAction?.({ ...attempt, key, amount, result: null });
}
const fence = (attempt: AttemptThere) =>
  provider.fence({ ...attempt, key: randomUUID(), askedWith: { authorize: null, continueAction: null } });

test("an order waits for the payer, is approved, and holds the money only when we ask", async () => {
  const attempt = await tapped();
  expect(await provider.retrieve(attempt)).toMatchObject({ answer: { kind: "requires-action" } });
  paypal.approve(attempt.providerReference, "accepted");
  expect(await provider.retrieve(attempt)).toMatchObject({ answer: { kind: "approved" } });
  const id = `A-${attempt.providerReference}`;
  expect(await goOn(attempt)).toMatchObject({
    answer: { kind: "authorized", amount, details: { authorizationId: id } },
  });
});

test("asked to go on before the payer approved, it still waits for the payer", async () => {
  const attempt = await tapped();
  expect(await goOn(attempt)).toMatchObject({ answer: { kind: "requires-action" } });
});

test("a second ask with another key finds what the first one held", async () => {
  const attempt = await tapped();
  paypal.approve(attempt.providerReference, "accepted");
  await goOn(attempt);
  expect(await goOn(attempt)).toMatchObject({ answer: { kind: "authorized", amount } });
});

test("a fence before the payer approves makes a later approval worth nothing", async () => {
  const attempt = await tapped();
  expect(await fence(attempt)).toMatchObject({ answer: { kind: "canceled" } });
  paypal.approve(attempt.providerReference, "accepted");
  expect(await goOn(attempt)).toMatchObject({ answer: { kind: "canceled" } });
  expect(await provider.retrieve(attempt)).toMatchObject({ answer: { kind: "canceled" } });
});

test("a fence finds money whose answer was lost, and lets it go", async () => {
  const attempt = await tapped();
  paypal.approve(attempt.providerReference, "accepted");
  paypal.befall("reset");
  expect(await goOn(attempt)).toMatchObject({ kind: "unknown" });
  expect(await fence(attempt)).toMatchObject({ answer: { kind: "canceled" } });
  expect(await provider.retrieve(attempt)).toMatchObject({ answer: { kind: "canceled" } });
});

test("a fence that is lost on its way is unknown, never a proof", async () => {
  const attempt = await tapped();
  paypal.befall("hang");
  expect(await fence(attempt)).toMatchObject({ kind: "unknown" });
});

test("every call that can change money carries our key", async () => {
  const attempt = await tapped();
  paypal.approve(attempt.providerReference, "accepted");
  await goOn(attempt, "key-of-the-ask");
  await provider.capture({ ...attempt, key: "key-of-the-capture", amount });
  await provider.refund({ ...attempt, key: "key-of-the-refund", refundId: "r", amount, reason: "duplicate" });
  const held = await tapped();
  paypal.approve(held.providerReference, "accepted");
  await goOn(held);
  await fence(held);
  const unkeyed = paypal.requests.filter(
    ({ call, requestId }) =>
      /authorize$|capture$|refund$|void$|orders$/.test(call) && requestId === undefined,
  );
  expect(unkeyed).toEqual([]);
  expect(paypal.requests.map(({ requestId }) => requestId)).toEqual(
    expect.arrayContaining(["key-of-the-ask", "key-of-the-capture", "key-of-the-refund"]),
  );
});

test("a probe is answered by whatever PayPal says, and by nobody where nobody listens", async () => {
  expect(await provider.probe()).toEqual({ kind: "answered", answer: null });
  const nowhere = createPayPalProvider({ ...settings, apiUrl: `http://127.0.0.1:${await freePort()}` });
  expect(await nowhere.probe()).toMatchObject({ kind: "not-sent" });
});

test("a token that PayPal has dropped is renewed, and the call is made once", async () => {
  const attempt = await tapped();
  paypal.approve(attempt.providerReference, "accepted");
  paypal.forgetTokens();
  const before = paypal.requests.length;
  expect(await goOn(attempt)).toMatchObject({ answer: { kind: "authorized" } });
  expect(paypal.requests.slice(before)).toHaveLength(1);
});

test("after an outage in which no token could be had, the next call has one", async () => {
  const port = await freePort();
  const returning = createPayPalProvider({ ...settings, apiUrl: `http://127.0.0.1:${port}` });
  expect(await returning.prepare(request())).toMatchObject({ kind: "not-sent" });
  expect(await returning.prepare(request())).toMatchObject({ kind: "not-sent" });
  const back = await startScriptedPayPal(port);
  expect(await returning.prepare(request())).toMatchObject({ kind: "answered" });
  await back.stop();
});

test("a token that is refused or never comes means that nothing was asked", async () => {
  for (const answer of ["refuse", "hang"]) {
    const server = createServer((socket) => {
      socket.on("error", () => undefined);
      const body = '{"error":"invalid_client"}';
      const refusal = `HTTP/1.1 401 Unauthorized\r\ncontent-length: ${body.length}\r\n\r\n${body}`;
      if (answer === "refuse") socket.once("data", () => socket.end(refusal));
    });
    await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
    const { port } = server.address() as AddressInfo;
    const locked = createPayPalProvider({ ...settings, apiUrl: `http://127.0.0.1:${port}`, timeoutMs: 300 });
    const kind = answer === "refuse" ? "refused" : "not-sent";
    const attempt = { attemptId: "a", providerReference: "ORDER1", details: {} };
    expect(await locked.continueAction?.({ ...attempt, key: "k", amount, result: null })).toMatchObject({
      kind,
    });
    server.close();
  }
});
