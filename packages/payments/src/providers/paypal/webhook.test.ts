import { createSign } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { crc32 } from "node:zlib";
import { generate } from "selfsigned";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createPayPalProvider } from "./paypal-provider.ts";
import type { PayPalSettings } from "./paypal-client.ts";

const now = new Date("2026-11-21T12:00:00Z");
const webhookId = "SANDBOXWEBHOOK1";
const validity = {
  notBeforeDate: new Date("2026-01-01"),
  notAfterDate: new Date("2027-01-01"),
  keyType: "rsa",
  keySize: 2_048,
} as const;
const { cert: certificate, private: privateKey } = await generate([], validity);
const { private: otherKey } = await generate([], validity);
let origin: string;
const server = createServer((_, response) => response.end(certificate));
beforeAll(async () => {
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());

const provider = (settings: Partial<PayPalSettings> = {}) =>
  createPayPalProvider(
    {
      clientId: "paypal-sandbox-client",
      clientSecret: "paypal-sandbox-secret",
      webhookId,
      apiUrl: origin,
      ...settings,
    },
    () => now,
  );

const rawBody = JSON.stringify({
  id: "WH-1",
  event_type: "PAYMENT.AUTHORIZATION.CREATED",
  resource: { id: "AUTH1", supplementary_data: { related_ids: { order_id: "ORDER1" } } },
});

/** The headers PayPal sends with a body. */
function signed({
  body = rawBody,
  seconds = 0,
  key = privateKey,
  id = webhookId,
  certUrl = `${origin}/cert`,
} = {}) {
  const time = new Date(now.getTime() + seconds * 1_000).toISOString();
  const text = ["transmission-1", time, id, crc32(body)].join("|");
  return {
    "paypal-transmission-id": "transmission-1",
    "paypal-transmission-time": time,
    "paypal-transmission-sig": createSign("SHA256").update(text).sign(key, "base64"),
    "paypal-cert-url": certUrl,
    "paypal-auth-algo": "SHA256withRSA",
  };
}

test("a signed event is named with the order it speaks of", async () => {
  expect(await provider().parseWebhook({ rawBody, headers: signed() })).toEqual({
    kind: "events",
    events: [
      { eventId: "WH-1", type: "PAYMENT.AUTHORIZATION.CREATED", providerReference: "ORDER1", heard: null },
    ],
  });
});

test.each([
  ["CHECKOUT.ORDER.APPROVED", { id: "ORDER2" }, "ORDER2"],
  ["PAYMENT.CAPTURE.REFUNDED", { id: "REFUND1" }, null],
])("%s speaks of %j's order", async (type, resource, order) => {
  const body = JSON.stringify({ id: "WH-2", event_type: type, resource });
  expect(await provider().parseWebhook({ rawBody: body, headers: signed({ body }) })).toMatchObject({
    events: [{ providerReference: order }],
  });
});

test.each([
  ["forged with another key", () => signed({ key: otherKey }), "the signature is wrong"],
  ["for another body", () => signed({ body: "{}" }), "the signature is wrong"],
  ["for another webhook", () => signed({ id: "OTHERWEBHOOK1" }), "the signature is wrong"],
  ["stale", () => signed({ seconds: -4 * 86_400 - 1 }), "the signature is stale"],
  ["dated in the future", () => signed({ seconds: 301 }), "the signature is dated in the future"],
  ["without headers", () => ({}), "a header of the signature is missing"],
  [
    "with an unreadable time",
    () => ({ ...signed(), "paypal-transmission-time": "soon" }),
    "the signature's time is unreadable",
  ],
  [
    "of another algorithm",
    () => ({ ...signed(), "paypal-auth-algo": "none" }),
    "the signature is made with none",
  ],
  [
    "with a certificate of a stranger's",
    () => signed({ certUrl: "http://127.0.0.1:9/cert" }),
    "the certificate is not at PayPal's address",
  ],
])("an event %s is refused", async (_name, headers, reason) => {
  expect(await provider().parseWebhook({ rawBody, headers: headers() })).toEqual({ kind: "refused", reason });
});

test("repeats within PayPal's three days pass: they are known by their id", async () => {
  expect(await provider().parseWebhook({ rawBody, headers: signed({ seconds: -3 * 86_400 }) })).toMatchObject(
    {
      kind: "events",
    },
  );
});

test("a certificate is only followed to PayPal's address of the same world", async () => {
  const live = provider({ apiUrl: undefined });
  const sandbox = provider({ apiUrl: "https://api-m.sandbox.paypal.com" });
  const pinned = "the certificate is not at PayPal's address";
  const refusal = async (of: typeof live, certUrl: string) =>
    of.parseWebhook({ rawBody, headers: signed({ certUrl }) });
  for (const certUrl of [
    `${origin}/cert`,
    "https://api.sandbox.paypal.com/v1/notifications/certs/CERT-1",
    "https://api.paypal.com.evil.example/cert",
    "https://evil.example/api.paypal.com",
    "http://api.paypal.com/cert",
    "not an address",
  ]) {
    expect(await refusal(live, certUrl), `at ${certUrl}`).toEqual({ kind: "refused", reason: pinned });
  }
  expect(await refusal(sandbox, "https://api.paypal.com/cert")).toEqual({ kind: "refused", reason: pinned });
});

test("a stand-in's certificate counts only with keys that say they are the sandbox's", async () => {
  const real = provider({ clientSecret: "a-real-looking-one" });
  expect(await real.parseWebhook({ rawBody, headers: signed() })).toMatchObject({ kind: "refused" });
});

test("a certificate that cannot be had refuses the event, and is asked for again", async () => {
  const headers = signed({ certUrl: `${origin}/cert-${now.getTime()}` });
  const reader = provider();
  await new Promise((closed) => {
    server.close(closed);
    server.closeAllConnections();
  });
  expect(await reader.parseWebhook({ rawBody, headers })).toEqual({
    kind: "refused",
    reason: "the certificate could not be fetched",
  });
  const { port } = new URL(origin);
  await new Promise<void>((ready) => server.listen(Number(port), "127.0.0.1", ready));
  expect(await reader.parseWebhook({ rawBody, headers })).toMatchObject({ kind: "events" });
});

test("a certificate whose time is over is refused", async () => {
  const later = createPayPalProvider(
    { clientId: "paypal-sandbox-client", clientSecret: "paypal-sandbox-secret", webhookId, apiUrl: origin },
    () => new Date("2027-02-01T12:00:00Z"),
  );
  const headers = signed({ seconds: 72 * 86_400 });
  expect(await later.parseWebhook({ rawBody, headers })).toEqual({
    kind: "refused",
    reason: "the certificate is not valid now",
  });
});
