import { createHmac, randomUUID } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import type { Fault } from "../faults/fault.ts";
import { openSandbox, type TestSandbox } from "../testing/open-sandbox.ts";
import { cardNamed, cardPayment, checkoutClient, nativeBrowser } from "./testing/checkout-client.ts";

type Item = Record<string, unknown> & {
  eventCode: string;
  success: string;
  pspReference: string;
  merchantReference: string;
  additionalData: Record<string, string>;
};

let sandbox: TestSandbox;
let listener: Server;
let now = new Date("2026-11-21T12:00:00Z");
const batches: Item[][] = [];

beforeAll(async () => {
  listener = createServer((request, response) => {
    let text = "";
    request.on("data", (chunk) => (text += String(chunk)));
    request.on("end", () => {
      const { notificationItems } = JSON.parse(text) as {
        notificationItems: { NotificationRequestItem: Item }[];
      };
      batches.push(notificationItems.map(({ NotificationRequestItem }) => NotificationRequestItem));
      response.writeHead(202).end();
    });
  });
  await new Promise<void>((ready) => listener.listen(0, "127.0.0.1", ready));
  const { port } = listener.address() as AddressInfo;
  sandbox = await openSandbox({
    now: () => now,
    variables: { SANDBOX_ADYEN_WEBHOOK_URL: `http://127.0.0.1:${port}/webhooks/adyen` },
  });
});
afterAll(async () => {
  await sandbox.close();
  listener.close();
});
afterEach(() => {
  for (const { id } of sandbox.context.faults.all()) sandbox.context.faults.switchOff(id);
});

const adyen = () => checkoutClient(sandbox.urls.adyen);
const referenceOf = (request: object) => (request as { reference: string }).reference;
const switchOn = (mode: Fault["mode"], change: Partial<Fault> = {}) =>
  sandbox.context.faults.switchOn({
    target: "adyen-api",
    mode,
    operation: null,
    delayMs: 0,
    remaining: 1,
    ...change,
  });

async function heard(eventCode: string, merchantReference: string): Promise<Item> {
  for (let tries = 0; tries < 200; tries += 1) {
    const item = batches
      .flat()
      .find((each) => each.eventCode === eventCode && each.merchantReference === merchantReference);
    if (item) return item;
    await new Promise((done) => setTimeout(done, 20));
  }
  throw new Error(`${eventCode} of ${merchantReference} was not sent`);
}

test("a card is authorised, captured and refunded, and each is told by a signed webhook", async () => {
  const { payments, modifications } = adyen();
  const request = cardPayment();
  const reference = referenceOf(request);
  const paid = await payments.payments(request);
  expect(paid).toMatchObject({ resultCode: "Authorised", merchantReference: reference });
  const { pspReference = "" } = paid;
  const change = { merchantAccount: "SandboxECOM", reference, amount: { value: 4_900, currency: "EUR" } };
  expect(await modifications.captureAuthorisedPayment(pspReference, change)).toMatchObject({
    status: "received",
  });
  await modifications.refundCapturedPayment(pspReference, change);
  for (const eventCode of ["AUTHORISATION", "CAPTURE", "REFUND"]) {
    const item = await heard(eventCode, reference);
    expect(item.success).toBe("true");
    expect(item.additionalData["hmacSignature"]).toBe(signatureOf(item));
  }
});

test.each([
  ["NOT_ENOUGH_BALANCE", "Refused", "12"],
  ["DECLINED", "Refused", "2"],
  ["ERROR", "Error", "4"],
  ["AUTHENTICATION_REQUIRED", "Refused", "38"],
])(
  "the holder's name %s is answered 200 with %s and code %s",
  async (name, resultCode, refusalReasonCode) => {
    expect(await adyen().payments.payments(cardNamed(name))).toMatchObject({ resultCode, refusalReasonCode });
  },
);

test("RequestedTestAcquirerResponseCode chooses the refusal, and the webhook tells it", async () => {
  const request = cardPayment({ additionalData: { RequestedTestAcquirerResponseCode: "24" } });
  expect(await adyen().payments.payments(request)).toMatchObject({ refusalReason: "CVC Declined" });
  expect(await heard("AUTHORISATION", referenceOf(request))).toMatchObject({ success: "false" });
});

test("an exemption that is granted is echoed; one beyond its limit is refused with 38, and authentication cures it", async () => {
  const { payments } = adyen();
  const asking = (value: number) =>
    payments.payments(
      cardPayment({ amount: { value, currency: "EUR" }, additionalData: { scaExemption: "lowValue" } }),
    );
  expect(await asking(3_000)).toMatchObject({
    resultCode: "Authorised",
    additionalData: { scaExemptionRequested: "lowValue", liabilityShift: "false" },
  });
  expect(await asking(3_001)).toMatchObject({ resultCode: "Refused", refusalReasonCode: "38" });
  const steppedUp = cardPayment({ authenticationData: { attemptAuthentication: "always" } });
  expect(await payments.payments(steppedUp)).toMatchObject({
    resultCode: "RedirectShopper",
    action: { type: "redirect" },
  });
});

test("a native challenge is an action first, and what the bank noted decides, whatever the browser brings", async () => {
  const { payments } = adyen();
  const answer = await payments.payments(cardPayment(nativeBrowser));
  expect(answer).toMatchObject({ resultCode: "IdentifyShopper", action: { subtype: "fingerprint" } });
  const { authorisationToken } = answer.action as unknown as { authorisationToken: string };
  const forged = Buffer.from(JSON.stringify({ transStatus: "Y", authorisationToken })).toString("base64");
  expect(await payments.paymentsDetails({ details: { threeDSResult: forged } })).toMatchObject({
    resultCode: "Refused",
    refusalReasonCode: "11",
  });
});

test("a key gives its first answer again for seven days, and asks once", async () => {
  const { payments, exchanges } = adyen();
  const idempotencyKey = randomUUID();
  const request = cardPayment();
  const first = await payments.payments(request, { idempotencyKey });
  now = new Date(now.getTime() + 6 * 86_400_000);
  expect(await payments.payments(request, { idempotencyKey })).toEqual(first);
  expect(exchanges.at(-1)?.headers.get("idempotency-key")).toBe(idempotencyKey);
  now = new Date(now.getTime() + 2 * 86_400_000);
  expect(await payments.payments(request, { idempotencyKey })).not.toEqual(first);
});

test("a key that is worked on is 704, a store of keys that is down 703, and both say that they pass", async () => {
  const { payments, exchanges } = adyen();
  const idempotencyKey = randomUUID();
  switchOn("slow", { delayMs: 300 });
  const request = cardPayment();
  const slow = payments.payments(request, { idempotencyKey });
  await new Promise((done) => setTimeout(done, 100));
  await expect(payments.payments(request, { idempotencyKey })).rejects.toThrow('"704"');
  switchOn("key-store-down");
  await expect(payments.payments(request)).rejects.toThrow('"703"');
  expect((await slow).resultCode).toBe("Authorised");
  const passing = exchanges.filter(({ headers }) => headers.get("transient-error") === "true");
  expect(passing.map(({ status }) => status)).toEqual([422, 503]);
});

test("a payment whose answer was lost is cancelled by its reference, and the webhook says so", async () => {
  const { payments, modifications } = adyen();
  const request = cardPayment();
  const paymentReference = referenceOf(request);
  switchOn("accept-then-reset");
  await expect(payments.payments(request)).rejects.toThrow();
  const cancel = { merchantAccount: "SandboxECOM", paymentReference };
  expect(await modifications.cancelAuthorisedPayment(cancel)).toMatchObject({ status: "received" });
  expect(await heard("TECHNICAL_CANCEL", paymentReference)).toMatchObject({ success: "true" });
  const unknown = { ...cancel, paymentReference: "never-asked" };
  await modifications.cancelAuthorisedPayment(unknown);
  expect(await heard("TECHNICAL_CANCEL", "never-asked")).toMatchObject({ success: "false" });
});

test("what cannot be done is received, and told as failed", async () => {
  const { payments, modifications } = adyen();
  const { pspReference = "" } = await payments.payments(cardPayment());
  const whole = { merchantAccount: "SandboxECOM", amount: { value: 4_901, currency: "EUR" } };
  await modifications.captureAuthorisedPayment(pspReference, { ...whole, reference: "too-much" });
  expect(await heard("CAPTURE", "too-much")).toMatchObject({ success: "false" });
  await modifications.refundCapturedPayment(pspReference, { ...whole, reference: "too-soon" });
  expect(await heard("REFUND", "too-soon")).toMatchObject({ success: "false" });
});

test("a reversal cancels what was not captured and refunds what was", async () => {
  const { payments, modifications } = adyen();
  for (const [reference, captured, action] of [
    ["reversal-1", false, "cancel"],
    ["reversal-2", true, "refund"],
  ] as const) {
    const { pspReference = "" } = await payments.payments(cardPayment({ merchantOrderReference: reference }));
    const change = { merchantAccount: "SandboxECOM", reference };
    if (captured) {
      const amount = { value: 4_900, currency: "EUR" };
      await modifications.captureAuthorisedPayment(pspReference, { ...change, amount });
    }
    await modifications.refundOrCancelPayment(pspReference, change);
    expect((await heard("CANCEL_OR_REFUND", reference)).additionalData["modification.action"]).toBe(action);
    expect(await rowOf(reference)).toMatchObject({ live: 0 });
  }
});

test("a capture may fail at the scheme afterwards, and a bank may take the money back", async () => {
  const { payments, modifications } = adyen();
  const amount = { value: 4_900, currency: "EUR" };
  const fails = await payments.payments(cardNamed("CAPTURE_FAILED"));
  const change = { merchantAccount: "SandboxECOM", amount };
  await modifications.captureAuthorisedPayment(fails.pspReference ?? "", { ...change, reference: "fails" });
  await heard("CAPTURE_FAILED", "fails");
  const request = cardPayment();
  const { pspReference = "" } = await payments.payments(request);
  await modifications.captureAuthorisedPayment(pspReference, { ...change, reference: referenceOf(request) });
  const answer = await fetch(`${sandbox.urls.adyen}/sandbox/chargebacks`, {
    method: "POST",
    body: JSON.stringify({ paymentPspReference: pspReference }),
  });
  expect(answer.status).toBe(201);
  expect(await heard("NOTIFICATION_OF_CHARGEBACK", referenceOf(request))).toMatchObject({ success: "true" });
});

test("webhooks come twice or not at all as the switches say", async () => {
  const { payments } = adyen();
  switchOn("webhook-twice", { target: "adyen-webhooks" });
  const twice = cardPayment();
  await payments.payments(twice);
  switchOn("webhook-lost", { target: "adyen-webhooks" });
  const lost = cardPayment();
  await payments.payments(lost);
  await heard("AUTHORISATION", referenceOf(twice));
  await new Promise((done) => setTimeout(done, 300));
  const count = (reference: string) =>
    batches.flat().filter((item) => item.merchantReference === reference).length;
  expect([count(referenceOf(twice)), count(referenceOf(lost))]).toEqual([2, 0]);
});

test.each([
  ["another merchant's account", { merchantAccount: "Other" }, '"901"'],
  ["no reference", { reference: undefined }, '"130"'],
  ["no whole amount", { amount: { value: 4.5, currency: "EUR" } }, '"137"'],
  ["an exemption nobody knows", { additionalData: { scaExemption: "tra" } }, "scaExemption"],
])("%s is refused in Adyen's words", async (_, change, says) => {
  await expect(adyen().payments.payments(cardPayment(change))).rejects.toThrow(says);
});

test("a field that Adyen does not know is refused, which its library would only leave out", async () => {
  const answer = await fetch(`${sandbox.urls.adyen}/v72/payments`, {
    method: "POST",
    headers: { "x-api-key": "sandbox-adyen-api-key" },
    body: JSON.stringify(cardPayment({ paymentOptions: {} })),
  });
  expect(await answer.json()).toMatchObject({
    status: 400,
    errorCode: "702",
    message: expect.stringContaining("paymentOptions"),
  });
});

test("a wrong key is refused", async () => {
  const { payments } = checkoutClient(sandbox.urls.adyen, "sandbox-another-key");
  await expect(payments.payments(cardPayment())).rejects.toThrow("401");
});

test("the report of a day is written when it has ended, announced once, and given to the report user alone", async () => {
  const { payments, modifications } = adyen();
  const payment = cardPayment();
  const { pspReference = "" } = await payments.payments(payment);
  const amount = { value: 4_900, currency: "EUR" };
  const change = { merchantAccount: "SandboxECOM", reference: 'a "capture", noted' };
  await modifications.captureAuthorisedPayment(pspReference, { ...change, amount });
  await modifications.captureAuthorisedPayment(pspReference, { ...change, amount });
  const write = (body: object) =>
    fetch(`${sandbox.urls.adyen}/sandbox/reports`, { method: "POST", body: JSON.stringify(body) });
  const before = now;
  const day = now.toISOString().slice(0, 10);
  const file = `payments_accounting_report_${day.replaceAll("-", "_")}.csv`;
  const path = `/reports/download/MerchantAccount/SandboxECOM/${file}`;
  const authorization = `Basic ${btoa("report@Company.Sandbox:sandbox-adyen-report-password")}`;
  const download = (headers: Record<string, string> = { authorization }, from = path) =>
    fetch(`${sandbox.urls.adyen}${from}`, { headers });
  await write({});
  expect((await download()).status).toBe(404);
  now = new Date(Date.parse(day) + 86_400_000);
  await write({});
  await write({});
  const reason = `${sandbox.urls.adyen}${path}`;
  const announced = () => batches.flat().filter((item) => item.pspReference === file);
  await expect.poll(announced).toMatchObject([{ eventCode: "REPORT_AVAILABLE", reason, success: "true" }]);
  now = before;
  const lines = (await (await download()).text()).split("\r\n").filter((line) => line.includes(pspReference));
  expect(lines).toHaveLength(2);
  expect(lines[0]).toContain(
    `,${day} ${before.toISOString().slice(11, 19)},UTC,EUR,49.00,Authorised,EUR,,49.00,,`,
  );
  expect(lines[1]).toContain(`,SentForSettle,EUR,,,49.00,`);
  expect(lines[1]).toContain('"a ""capture"", noted"');
  expect((await download({})).status).toBe(401);
  expect((await download({ authorization: `Basic ${btoa("report@Company.Sandbox:wrong")}` })).status).toBe(
    401,
  );
  expect((await download({ authorization }, path.replace("SandboxECOM", "Other"))).status).toBe(404);
  expect((await write({ day: "yesterday" })).status).toBe(422);
});

async function rowOf(checkout: string): Promise<unknown> {
  const answer = await fetch(`${sandbox.urls.adyen}/sandbox/ledger`);
  return ((await answer.json()) as { checkout: string }[]).find((row) => row.checkout === checkout);
}

function signatureOf(item: Item): string {
  const { amount } = item as unknown as { amount: { value: number; currency: string } };
  const text = [
    item.pspReference,
    item["originalReference"] ?? "",
    item["merchantAccountCode"],
    item.merchantReference,
    amount.value,
    amount.currency,
    item.eventCode,
    item.success,
  ].join(":");
  const key = Buffer.from(sandbox.runningEnv.ADYEN_HMAC_KEY, "hex");
  return createHmac("sha256", key).update(text).digest("base64");
}
