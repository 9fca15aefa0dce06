import { createAdyenProvider } from "./adyen/adyen-provider.ts";
import { createAdyenReport } from "./adyen/adyen-report.ts";
import type { PayPalSettings } from "./paypal/paypal-client.ts";
import { createPayPalReport } from "./paypal/paypal-report.ts";
import { createPayPalProvider } from "./paypal/paypal-provider.ts";
import type { ProviderReport } from "../provider-report.ts";
import { createStripeReport } from "./stripe/stripe-report.ts";
import { createStripeProvider } from "./stripe/stripe-provider.ts";

/** What providers are reached with, by the names of the variables that `.env.example` explains. */
export type ProviderKeys = {
  readonly STRIPE_SECRET_KEY: string;
  readonly STRIPE_WEBHOOK_SECRET: string;
  readonly STRIPE_API_URL?: string | undefined;
  readonly ADYEN_API_KEY?: string | undefined;
  readonly ADYEN_MERCHANT_ACCOUNT?: string | undefined;
  readonly ADYEN_HMAC_KEY?: string | undefined;
  readonly ADYEN_REPORT_USER?: string | undefined;
  readonly ADYEN_REPORT_PASSWORD?: string | undefined;
  readonly ADYEN_LIVE_PREFIX?: string | undefined;
  readonly ADYEN_API_URL?: string | undefined;
  readonly PAYPAL_CLIENT_ID?: string | undefined;
  readonly PAYPAL_CLIENT_SECRET?: string | undefined;
  readonly PAYPAL_WEBHOOK_ID?: string | undefined;
  readonly PAYPAL_API_URL?: string | undefined;
};

/** The providers there are keys for. Adyen and PayPal are there when all of theirs are. Every process that pays composes the same. */
export function createProviders(keys: ProviderKeys) {
  const stripe = createStripeProvider({
    secretKey: keys.STRIPE_SECRET_KEY,
    webhookSecret: keys.STRIPE_WEBHOOK_SECRET,
    apiUrl: keys.STRIPE_API_URL,
  });
  const adyen = adyenOf(keys);
  const paypal = paypalOf(keys);
  return { stripe, ...(adyen && { adyen }), ...(paypal && { paypal }) };
}

/** The same providers' own accounts of what they moved. */
export function createReports(keys: ProviderKeys): readonly ProviderReport[] {
  const { STRIPE_SECRET_KEY: secretKey, STRIPE_WEBHOOK_SECRET: webhookSecret, STRIPE_API_URL: apiUrl } = keys;
  const paypal = paypalSettings(keys);
  const stripe = createStripeReport({ secretKey, webhookSecret, apiUrl });
  const adyen = adyenReportOf(keys);
  return [stripe, ...(adyen ? [adyen] : []), ...(paypal ? [createPayPalReport(paypal)] : [])];
}

function adyenOf(keys: ProviderKeys) {
  const { ADYEN_API_KEY: apiKey, ADYEN_MERCHANT_ACCOUNT: merchantAccount, ADYEN_HMAC_KEY: hmacKey } = keys;
  if (!apiKey || !merchantAccount || !hmacKey) return null;
  const { ADYEN_LIVE_PREFIX: livePrefix, ADYEN_API_URL: apiUrl } = keys;
  return createAdyenProvider({ apiKey, merchantAccount, hmacKey, livePrefix, apiUrl });
}

function adyenReportOf(keys: ProviderKeys): ProviderReport | null {
  const { ADYEN_MERCHANT_ACCOUNT: merchantAccount, ADYEN_REPORT_USER: user } = keys;
  const { ADYEN_REPORT_PASSWORD: password, ADYEN_LIVE_PREFIX: livePrefix, ADYEN_API_URL: apiUrl } = keys;
  if (!merchantAccount || !user || !password) return null;
  return createAdyenReport({ merchantAccount, user, password, livePrefix, apiUrl });
}

function paypalOf(keys: ProviderKeys) {
  const settings = paypalSettings(keys);
  return settings && createPayPalProvider(settings);
}

function paypalSettings(keys: ProviderKeys): PayPalSettings | null {
  const {
    PAYPAL_CLIENT_ID: clientId,
    PAYPAL_CLIENT_SECRET: clientSecret,
    PAYPAL_WEBHOOK_ID: webhookId,
  } = keys;
  if (!clientId || !clientSecret || !webhookId) return null;
  return { clientId, clientSecret, webhookId, apiUrl: keys.PAYPAL_API_URL };
}
