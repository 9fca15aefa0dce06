import { randomUUID } from "node:crypto";
import { ApiError, CheckoutPaymentIntent, type OrderRequest } from "@paypal/paypal-server-sdk";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { openSandbox } from "../testing/open-sandbox.ts";
import { approve, type Exchange, paypalAt } from "./testing/paypal-at.ts";

let sandbox: Awaited<ReturnType<typeof openSandbox>>;
let paypal: ReturnType<typeof paypalAt>;
let now = new Date("2026-11-21T12:00:00Z");
beforeAll(async () => {
  sandbox = await openSandbox({ now: () => now });
  paypal = paypalAt(sandbox.urls.paypal);
});
afterAll(() => sandbox.close());
afterEach(() => {
  now = new Date("2026-11-21T12:00:00Z");
  for (const { id } of sandbox.context.faults.all()) sandbox.context.faults.switchOff(id);
});

const whole = "return=representation";
const wanted = (value = "49.00", currencyCode = "EUR", invoiceId?: string): OrderRequest => ({
  intent: CheckoutPaymentIntent.Authorize,
  purchaseUnits: [
    { amount: { currencyCode, value }, customId: "checkout-1", ...(invoiceId && { invoiceId }) },
  ],
});

async function created(body = wanted()): Promise<string> {
  const { result } = await paypal.orders.createOrder({ body });
  return result.id ?? "";
}
async function approved(body = wanted(), funding = "accepted"): Promise<string> {
  const id = await created(body);
  await approve(sandbox.urls.paypal, id, funding);
  return id;
}
async function authorized(body = wanted()): Promise<{ id: string; authorizationId: string }> {
  const id = await approved(body);
  const { result } = await paypal.orders.authorizeOrder({ id, prefer: whole });
  return { id, authorizationId: result.purchaseUnits?.[0]?.payments?.authorizations?.[0]?.id ?? "" };
}
async function refusal(call: Promise<unknown>): Promise<{ status: number; issue: string | undefined }> {
  const error = await call.then(
    () => undefined,
    (raised: unknown) => raised,
  );
  if (!(error instanceof ApiError)) throw new Error("it was not refused");
  const body = JSON.parse(typeof error.body === "string" ? error.body : "{}") as {
    name?: string;
    details?: { issue: string }[];
  };
  return { status: error.statusCode, issue: body.details?.[0]?.issue ?? body.name };
}
const ledger = async () => (await fetch(`${sandbox.urls.paypal}/sandbox/ledger`)).json();

describe("an order through PayPal's own SDK", () => {
  test("is created, approved, authorised, captured and refunded, and the ledger knows", async () => {
    const body = { ...wanted("20.00") };
    body.purchaseUnits = [{ amount: { currencyCode: "EUR", value: "20.00" }, customId: "whole-way" }];
    const { id, authorizationId } = await authorized(body);
    expect((await paypal.orders.getOrder({ id })).result.status).toBe("COMPLETED");
    const capture = await paypal.payments.captureAuthorizedPayment({
      authorizationId,
      body: { finalCapture: true },
      prefer: whole,
    });
    expect(capture).toMatchObject({
      statusCode: 201,
      result: { status: "COMPLETED", amount: { value: "20.00" } },
    });
    const captureId = capture.result.id ?? "";
    const part = { amount: { currencyCode: "EUR", value: "5.00" } };
    const refund = await paypal.payments.refundCapturedPayment({ captureId, body: part });
    expect(refund.result).toMatchObject({ status: "COMPLETED" });
    expect((await paypal.payments.getCapturedPayment({ captureId })).result.status).toBe(
      "PARTIALLY_REFUNDED",
    );
    expect((await paypal.payments.getRefund({ refundId: refund.result.id ?? "" })).result.amount?.value).toBe(
      "5.00",
    );
    expect(await ledger()).toContainEqual({
      checkout: "whole-way",
      authorized: 2_000,
      captured: 2_000,
      refunded: 500,
      live: 1,
    });
  });

  test("answers briefly unless the whole is preferred", async () => {
    const brief = await paypal.orders.createOrder({ body: wanted() });
    expect(Object.keys(brief.result).sort()).toEqual(["id", "links", "status"]);
    const all = await paypal.orders.createOrder({ body: wanted(), prefer: whole });
    expect(all.result).toMatchObject({ intent: "AUTHORIZE", purchaseUnits: [{ customId: "checkout-1" }] });
  });

  test("wants the payer's approval, and says where", async () => {
    const id = await created();
    expect(await refusal(paypal.orders.authorizeOrder({ id }))).toEqual({
      status: 422,
      issue: "ORDER_NOT_APPROVED",
    });
    const confirmed = await paypal.orders.confirmOrder({
      id,
      body: { paymentSource: { paypal: { experienceContext: { returnUrl: "http://shop.example/back" } } } },
    });
    expect(confirmed.result.status).toBe("PAYER_ACTION_REQUIRED");
    const link = confirmed.result.links?.find(({ rel }) => rel === "payer-action")?.href;
    expect(link).toBe(`${sandbox.urls.paypal}/checkoutnow?token=${id}`);
    const page = await (await fetch(link ?? "")).text();
    expect(page).toContain("asks for €49.00");
    const sentBack = await approve(sandbox.urls.paypal, id);
    expect(sentBack.headers.get("location")).toBe(
      `http://shop.example/back?token=${id}&PayerID=SANDBXPAYERAA`,
    );
  });

  test("is authorised once, whatever the request id", async () => {
    const { id } = await authorized();
    expect(await refusal(paypal.orders.authorizeOrder({ id }))).toMatchObject({
      issue: "ORDER_ALREADY_AUTHORIZED",
    });
  });

  test("made unfit for authorisation by its intent is never authorised again", async () => {
    const id = await approved();
    await paypal.orders.patchOrder({
      id,
      body: [{ op: "replace" as never, path: "/intent", value: "CAPTURE" }],
    });
    expect(await refusal(paypal.orders.authorizeOrder({ id }))).toMatchObject({
      issue: "ACTION_DOES_NOT_MATCH_INTENT",
    });
  });

  test("declined by the payer's source of money leaves nothing held", async () => {
    const id = await approved(wanted(), "declined");
    expect(await refusal(paypal.orders.authorizeOrder({ id }))).toMatchObject({
      issue: "INSTRUMENT_DECLINED",
    });
    expect((await paypal.orders.getOrder({ id })).result.purchaseUnits?.[0]?.payments).toBeUndefined();
  });

  test("with an invoice number that was paid with is refused", async () => {
    const invoice = randomUUID();
    await authorized(wanted("9.00", "EUR", invoice));
    const again = await approved(wanted("9.00", "EUR", invoice));
    expect(await refusal(paypal.orders.authorizeOrder({ id: again }))).toMatchObject({
      issue: "DUPLICATE_INVOICE_ID",
    });
  });

  test("is refused by the name in PayPal-Mock-Response", async () => {
    const id = await approved();
    const mock = JSON.stringify({ mock_application_codes: "TRANSACTION_REFUSED" });
    expect(await refusal(paypal.orders.authorizeOrder({ id, paypalMockResponse: mock }))).toEqual({
      status: 422,
      issue: "TRANSACTION_REFUSED",
    });
  });
});

describe("PayPal-Request-Id", () => {
  test("answers a repeat with the latest state, and does the work once", async () => {
    const paypalRequestId = randomUUID();
    const first = await paypal.orders.createOrder({ body: wanted(), paypalRequestId });
    const id = first.result.id ?? "";
    await approve(sandbox.urls.paypal, id);
    const second = await paypal.orders.createOrder({ body: wanted(), paypalRequestId });
    expect(second).toMatchObject({ statusCode: 200, result: { id, status: "APPROVED" } });
  });

  test("is kept six hours for orders and 45 days for payments", async () => {
    const paypalRequestId = randomUUID();
    const { result } = await paypal.orders.createOrder({ body: wanted(), paypalRequestId });
    now = new Date(now.getTime() + 6 * 3_600_000 + 1_000);
    const later = await paypal.orders.createOrder({ body: wanted(), paypalRequestId });
    expect(later.result.id).not.toBe(result.id);
    const { authorizationId } = await authorized();
    const capture = () => paypal.payments.captureAuthorizedPayment({ authorizationId, paypalRequestId });
    const taken = await capture();
    now = new Date(now.getTime() + 44 * 86_400_000);
    paypal = paypalAt(sandbox.urls.paypal);
    expect((await capture()).result.id).toBe(taken.result.id);
  });

  test("in use at this moment is a 409", async () => {
    const { authorizationId } = await authorized();
    const paypalRequestId = randomUUID();
    const slow = {
      target: "paypal-api",
      mode: "slow",
      operation: "capture",
      delayMs: 300,
      remaining: 1,
    } as const;
    sandbox.context.faults.switchOn(slow);
    const capture = () => paypal.payments.captureAuthorizedPayment({ authorizationId, paypalRequestId });
    const first = capture();
    await expect.poll(() => sandbox.context.faults.all()).toEqual([]);
    expect(await refusal(capture())).toEqual({ status: 409, issue: "PREVIOUS_REQUEST_IN_PROGRESS" });
    expect((await first).result.status).toBe("COMPLETED");
  });
});

describe("an authorisation", () => {
  test("is voided once, and then cannot be captured", async () => {
    const { authorizationId } = await authorized();
    const silent = await paypal.payments.voidPayment({ authorizationId });
    expect(silent.statusCode).toBe(204);
    expect(await refusal(paypal.payments.voidPayment({ authorizationId }))).toMatchObject({
      issue: "PREVIOUSLY_VOIDED",
    });
    expect(await refusal(paypal.payments.captureAuthorizedPayment({ authorizationId }))).toMatchObject({
      issue: "AUTHORIZATION_VOIDED",
    });
  });

  test("is captured in parts, never beyond what is held, and not voided afterwards", async () => {
    const { authorizationId } = await authorized(wanted("10.00"));
    const capture = (value: string) =>
      paypal.payments.captureAuthorizedPayment({
        authorizationId,
        body: { amount: { currencyCode: "EUR", value } },
      });
    await capture("4.00");
    expect(await refusal(capture("6.01"))).toMatchObject({ issue: "MAX_CAPTURE_AMOUNT_EXCEEDED" });
    await capture("6.00");
    expect(await refusal(capture("0.01"))).toMatchObject({ issue: "AUTHORIZATION_ALREADY_CAPTURED" });
    expect(await refusal(paypal.payments.voidPayment({ authorizationId }))).toMatchObject({
      issue: "PREVIOUSLY_CAPTURED",
    });
  });

  test("is renewed after the honour period, and expires after 29 days", async () => {
    const { authorizationId } = await authorized();
    const renew = () => paypal.payments.reauthorizePayment({ authorizationId });
    expect(await refusal(renew())).toMatchObject({ issue: "REAUTHORIZATION_NOT_SUPPORTED" });
    now = new Date(now.getTime() + 4 * 86_400_000);
    // Its token is as old as the sandbox's clock says.
    paypal = paypalAt(sandbox.urls.paypal);
    expect((await renew()).result.status).toBe("CREATED");
    now = new Date(now.getTime() + 26 * 86_400_000);
    paypal = paypalAt(sandbox.urls.paypal);
    expect(await refusal(paypal.payments.captureAuthorizedPayment({ authorizationId }))).toMatchObject({
      issue: "AUTHORIZATION_EXPIRED",
    });
  });
});

test.each([
  ["JPY", "500.50", "DECIMALS_NOT_SUPPORTED"],
  ["HUF", "1.1", "DECIMALS_NOT_SUPPORTED"],
  ["TWD", "1.01", "DECIMALS_NOT_SUPPORTED"],
  ["EUR", "1.001", "DECIMAL_PRECISION"],
  ["EUR", "0.00", "CANNOT_BE_ZERO_OR_NEGATIVE"],
  ["EUR", "-1.00", "CANNOT_BE_ZERO_OR_NEGATIVE"],
  ["KWD", "1.000", "INVALID_CURRENCY_CODE"],
  ["EUR", "much", "INVALID_PARAMETER_SYNTAX"],
])("%s %s is refused as %s", async (currency, value, issue) => {
  expect(await refusal(created(wanted(value, currency)))).toMatchObject({ issue });
});

test.each([
  ["JPY", "500", "500"],
  ["HUF", "1000.00", "1000"],
  ["EUR", "7", "7.00"],
])("%s %s is taken, and written %s", async (currency, value, written) => {
  const { result } = await paypal.orders.createOrder({ body: wanted(value, currency), prefer: whole });
  expect(result.purchaseUnits?.[0]?.amount?.value).toBe(written);
});

test("a wrong secret gets no token, a missing token no answer, an unknown order a 404", async () => {
  const wrong = paypalAt(sandbox.urls.paypal, [], {
    oAuthClientId: "who",
    oAuthClientSecret: "wrong-secret",
  });
  expect(await refusal(wrong.orders.getOrder({ id: "X" }))).toMatchObject({ status: 401 });
  expect((await fetch(`${sandbox.urls.paypal}/v2/checkout/orders/X`)).status).toBe(401);
  expect(await refusal(paypal.orders.getOrder({ id: "5O190127TN364715T" }))).toEqual({
    status: 404,
    issue: "INVALID_RESOURCE_ID",
  });
});

test.each([
  [{ intent: "AUTHORIZE" }, "MISSING_REQUIRED_PARAMETER", "/purchase_units"],
  [{ intent: "GIVE", purchase_units: [] }, "INVALID_PARAMETER_VALUE", "/intent"],
])("a wrong body %o is a 400 that names the field", async (body, issue, field) => {
  const exchanges: Exchange[] = [];
  await paypalAt(sandbox.urls.paypal, exchanges)
    .orders.getOrder({ id: "X" })
    .catch(() => undefined);
  const granted = exchanges.find(({ path }) => path.includes("token"))?.received as { access_token: string };
  const answer = await fetch(`${sandbox.urls.paypal}/v2/checkout/orders`, {
    method: "POST",
    headers: { authorization: `Bearer ${granted.access_token}` },
    body: JSON.stringify(body),
  });
  expect(answer.status).toBe(400);
  expect(await answer.json()).toMatchObject({ name: "INVALID_REQUEST", details: [{ issue, field }] });
});
