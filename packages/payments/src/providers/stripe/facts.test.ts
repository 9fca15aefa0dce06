import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import type { Stripe } from "stripe";
import { factsOf, knownStatuses, summaryOf } from "./facts.ts";

test("every status the SDK knows has its translation", () => {
  const types = import.meta.resolve("stripe").replace(/[^/]+$/, "resources/PaymentIntents.d.ts");
  const list = /type Status = ([^;]+);/.exec(readFileSync(new URL(types), "utf8"))?.[1] ?? "";
  const statuses = [...list.matchAll(/'(\w+)'/g)].map(([, status]) => status);
  expect(new Set(statuses)).toEqual(new Set(knownStatuses));
});

test("a status that is new to us is not learnt yet, never a failure", () => {
  const intent = {
    status: "requires_something_new",
    last_payment_error: null,
  } as unknown as Stripe.PaymentIntent;
  expect(factsOf(intent)).toEqual({ kind: "processing" });
});

const charged = (threeDSecure: { authentication_flow: string; result: string } | null) =>
  ({
    status: "requires_capture",
    currency: "eur",
    amount_capturable: 49_00,
    latest_charge: {
      payment_method_details: { card: { brand: "visa", last4: "4242", three_d_secure: threeDSecure } },
    },
  }) as unknown as Stripe.PaymentIntent;

test.each([
  ["a challenge that was passed", { authentication_flow: "challenge", result: "authenticated" }, true],
  ["what passed without a question", { authentication_flow: "frictionless", result: "authenticated" }, false],
  ["an attempt", { authentication_flow: "challenge", result: "attempt_acknowledged" }, false],
  ["no authentication", null, false],
])("%s: whether the shopper proved who they are", (_what, threeDSecure, challenged) => {
  expect(factsOf(charged(threeDSecure))).toMatchObject({ kind: "authorized", challenged });
});

const scored = (status: string, outcome: object) =>
  ({
    status,
    currency: "eur",
    amount_capturable: 49_00,
    last_payment_error: { code: "card_declined", decline_code: "generic_decline" },
    latest_charge: { outcome },
  }) as unknown as Stripe.PaymentIntent;

test.each([
  [
    { risk_score: 12, risk_level: "normal" },
    { riskScore: "12", riskLevel: "normal" },
  ],
  [
    { risk_score: 0, risk_level: "normal" },
    { riskScore: "0", riskLevel: "normal" },
  ],
  [{ risk_level: "elevated" }, { riskLevel: "elevated" }],
  [{ risk_level: "not_assessed" }, {}],
  [{ risk_level: "unknown" }, {}],
  [{}, {}],
])("what Radar said is kept with an approval and with a decline: %o", (outcome, details) => {
  expect(factsOf(scored("requires_capture", outcome)).details).toEqual(details);
  expect(factsOf(scored("requires_payment_method", outcome)).details).toEqual(details);
});

test.each([
  ["apple_pay", "9999", { name: "apple-pay", authenticates: true }],
  ["google_pay", "9999", { name: "google-pay", authenticates: true }],
  // A card that Google keeps, and no number of the device's own.
  ["google_pay", null, { name: "google-pay", authenticates: false }],
  ["link", null, undefined],
])("%s with a device number of …%s is a card from %o", (type, dynamic_last4, wallet) => {
  const card = { brand: "visa", last4: "0000", wallet: { type, dynamic_last4 } };
  expect(summaryOf(card)).toEqual({ brand: "visa", last4: "0000", ...(wallet && { wallet }) });
});
