import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { adyenKinds } from "./model.ts";
import { misfits, type Spec } from "../testing/misfits.ts";
import { openSandbox, type TestSandbox } from "../testing/open-sandbox.ts";
import {
  cardNamed,
  cardPayment,
  checkoutClient,
  type Exchange,
  nativeBrowser,
} from "./testing/checkout-client.ts";
import { adyenSending, type AdyenDeliveryDocument } from "./webhooks/notifications.ts";

const folder = join(import.meta.dirname, "../../../../../shared/specs/adyen");
const read = (file: string): Spec => JSON.parse(readFileSync(join(folder, file), "utf8")) as Spec;

/** The schemas of a call's body and of its answer. */
const schemas: readonly (readonly [RegExp, string, string])[] = [
  [/^\/payments$/, "PaymentRequest", "PaymentResponse"],
  [/^\/payments\/details$/, "PaymentDetailsRequest", "PaymentDetailsResponse"],
  [/\/captures$/, "PaymentCaptureRequest", "PaymentCaptureResponse"],
  [/\/refunds$/, "PaymentRefundRequest", "PaymentRefundResponse"],
  [/^\/cancels$/, "StandalonePaymentCancelRequest", "StandalonePaymentCancelResponse"],
  [/\/cancels$/, "PaymentCancelRequest", "PaymentCancelResponse"],
  [/\/reversals$/, "PaymentReversalRequest", "PaymentReversalResponse"],
  [/^\/paymentMethods$/, "PaymentMethodsRequest", "PaymentMethodsResponse"],
];

describe.skipIf(!existsSync(folder))(
  "bodies both ways fit Adyen's Checkout v72 (../shared/specs/adyen)",
  () => {
    let sandbox: TestSandbox;
    beforeAll(async () => {
      sandbox = await openSandbox();
    });
    afterAll(async () => sandbox.close());

    test("the walker finds what does not fit", () => {
      const spec = read("CheckoutService-v72.json");
      const wrong = { status: "done", amount: { value: "1", currency: "EUR" }, more: true };
      const found = misfits(spec, { $ref: "#/PaymentCaptureResponse" }, wrong, "it");
      expect(found).toEqual(
        expect.arrayContaining([
          "it.pspReference: missing",
          "it.status: done is none of its words",
          "it.amount.value: no whole number",
          "it.more: unknown",
        ]),
      );
    });

    test("of every call, whether it is done, refused or not understood", async () => {
      const { payments, modifications, exchanges } = checkoutClient(sandbox.urls.adyen);
      const amount = { value: 4_900, currency: "EUR" };
      const change = { merchantAccount: "SandboxECOM", reference: "change" };
      await payments.paymentMethods({ merchantAccount: "SandboxECOM", countryCode: "DE" });
      const { pspReference = "" } = await payments.payments(cardPayment());
      await payments.payments(cardNamed("DECLINED"));
      await payments.payments(cardPayment({ authenticationData: { attemptAuthentication: "always" } }));
      const { action } = await payments.payments(cardPayment(nativeBrowser));
      const { authorisationToken } = action as unknown as { authorisationToken: string };
      const threeDSResult = Buffer.from(JSON.stringify({ authorisationToken })).toString("base64");
      await payments.paymentsDetails({ details: { threeDSResult } });
      await modifications.captureAuthorisedPayment(pspReference, { ...change, amount });
      await modifications.refundCapturedPayment(pspReference, { ...change, amount });
      await modifications.cancelAuthorisedPaymentByPspReference(pspReference, change);
      await modifications.refundOrCancelPayment(pspReference, change);
      await modifications.cancelAuthorisedPayment({ ...change, paymentReference: "r" });
      await fetch(`${sandbox.urls.adyen}/sandbox/reports`, { method: "POST", body: '{"day":"2026-11-20"}' });
      const wrong = cardPayment({ returnUrl: undefined });
      await payments.payments(wrong).catch(() => undefined);
      const spec = read("CheckoutService-v72.json");
      expect(exchanges).toHaveLength(12);
      // The last request is wrong by intent: only its answer is held against the schema.
      expect(
        exchanges.flatMap((exchange) => misfitsOf(spec, exchange, exchange !== exchanges.at(-1))),
      ).toEqual([]);
    });

    test("and of every webhook", () => {
      const spec = read("Webhooks-v1.json");
      const deliveries = sandbox.context.store.collection<AdyenDeliveryDocument>(adyenKinds.delivery).all();
      const bodies = deliveries.map(
        (delivery) => adyenSending.compose(sandbox.context, delivery, new Date()).body,
      );
      const found = bodies.flatMap((body) =>
        misfits(spec, { $ref: "#/NotificationRequest" }, JSON.parse(body), "webhook"),
      );
      expect(bodies.length).toBeGreaterThan(0);
      expect(found).toEqual([]);
    });
  },
);

function misfitsOf(spec: Spec, { path, status, request, answer }: Exchange, checkRequest: boolean): string[] {
  const [, asked, answered] = schemas.find(([pattern]) => pattern.test(path)) ?? [];
  if (!asked || !answered) return [`${path}: no schema`];
  const name = status < 300 ? answered : "ServiceError";
  return [
    ...(checkRequest ? misfits(spec, { $ref: `#/${asked}` }, request, asked) : []),
    ...misfits(spec, { $ref: `#/${name}` }, answer, `${path} ${name}`),
  ];
}
