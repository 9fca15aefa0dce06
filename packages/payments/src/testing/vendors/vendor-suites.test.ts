import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { type Keys, readinessOf, vendorSuites } from "./vendor-suites.ts";

const { stripe, adyen, paypal } = vendorSuites;
const paypalKeys = { PAYPAL_CLIENT_ID: "id", PAYPAL_CLIENT_SECRET: "secret" };

test.each(Object.values(vendorSuites))("the suite of $name is there", ({ file }) => {
  expect(existsSync(join(import.meta.dirname, "../../providers", file))).toBe(true);
});

test.each<[string, keyof typeof vendorSuites, Keys]>([
  ["a live key of Stripe's", "stripe", { STRIPE_SECRET_KEY: "sk_live_51" }],
  ["a live restricted key of Stripe's", "stripe", { STRIPE_SECRET_KEY: "rk_live_51" }],
  ["a publishable key", "stripe", { STRIPE_SECRET_KEY: "pk_test_51" }],
  ["Adyen's live endpoints", "adyen", { ADYEN_LIVE_PREFIX: "1797a841fbb37ca7-Shop" }],
  ["the live PayPal", "paypal", { ...paypalKeys, PAYPAL_API_URL: "https://api-m.paypal.com" }],
  [
    "the live PayPal by its older name",
    "paypal",
    { ...paypalKeys, PAYPAL_API_URL: "https://api.paypal.com/" },
  ],
])("%s is refused, before anything is asked", (_, vendor, keys) => {
  expect(readinessOf(vendorSuites[vendor], keys)).toMatchObject({ kind: "refused" });
});

test("what is missing is named, and an empty key is none", () => {
  expect(readinessOf(stripe, { STRIPE_SECRET_KEY: "" })).toEqual({
    kind: "lacking",
    missing: ["STRIPE_SECRET_KEY"],
  });
  expect(readinessOf(adyen, { ADYEN_API_KEY: "key" })).toEqual({
    kind: "lacking",
    missing: ["ADYEN_MERCHANT_ACCOUNT"],
  });
  expect(readinessOf(paypal, paypalKeys)).toEqual({ kind: "lacking", missing: ["PAYPAL_API_URL"] });
});

test("keys of a test system are ready", () => {
  expect(readinessOf(stripe, { STRIPE_SECRET_KEY: "rk_test_51" })).toEqual({ kind: "ready" });
  expect(readinessOf(adyen, { ADYEN_API_KEY: "key", ADYEN_MERCHANT_ACCOUNT: "ShopECOM" })).toEqual({
    kind: "ready",
  });
  const there = { ...paypalKeys, PAYPAL_API_URL: "https://api-m.sandbox.paypal.com" };
  expect(readinessOf(paypal, there)).toEqual({ kind: "ready" });
});
