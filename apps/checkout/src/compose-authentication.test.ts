import { currency, money } from "@evertill/money";
import { silentLog } from "@evertill/payments";
import { expect, test } from "vitest";
import { composeAuthentication } from "./compose-authentication.ts";
import type { Environment } from "./env.ts";

const compose = (env: Partial<Environment>) => composeAuthentication(env as Environment, silentLog);

test("only providers whose acquirer is configured are decided for", () => {
  expect(compose({}).acquirers).toEqual({});
  expect(compose({ STRIPE_ACQUIRER_COUNTRY: "IE" }).acquirers).toEqual({
    stripe: { country: "IE", fraudBand: null },
  });
  expect(compose({ PAYPAL_ACQUIRER_COUNTRY: "LU" }).acquirers).toEqual({
    paypal: { country: "LU", fraudBand: null },
  });
});

test("an acquirer's fraud band is an amount that holds to the end of a day", () => {
  const env = { ADYEN_ACQUIRER_COUNTRY: "NL", ADYEN_FRAUD_BAND: "EUR 25000 until 2026-12-31" };
  expect(compose(env).acquirers.adyen).toEqual({
    country: "NL",
    fraudBand: { limit: money(250_00, currency("EUR")), validUntil: new Date("2026-12-31T23:59:59.999Z") },
  });
});

test("without an address of exchange rates there are none to go by", async () => {
  expect(await compose({}).rates()).toBeNull();
});
