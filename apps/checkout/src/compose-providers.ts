import { createAdyenProvider } from "@evertill/payments/providers/adyen";
import { createPayPalProvider } from "@evertill/payments/providers/paypal";
import { createStripeProvider } from "@evertill/payments/providers/stripe";
import type { Environment } from "./env.ts";

/** The providers this process has keys for. Adyen and PayPal are there when all of theirs are. */
export function composeProviders(env: Environment) {
  const stripe = createStripeProvider({
    secretKey: env.STRIPE_SECRET_KEY,
    webhookSecret: env.STRIPE_WEBHOOK_SECRET,
    apiUrl: env.STRIPE_API_URL,
  });
  const adyen = composeAdyen(env);
  const paypal = composePayPal(env);
  return { stripe, ...(adyen && { adyen }), ...(paypal && { paypal }) };
}

function composeAdyen(env: Environment) {
  const { ADYEN_API_KEY: apiKey, ADYEN_MERCHANT_ACCOUNT: merchantAccount, ADYEN_HMAC_KEY: hmacKey } = env;
  if (!apiKey || !merchantAccount || !hmacKey) return null;
  const { ADYEN_LIVE_PREFIX: livePrefix, ADYEN_API_URL: apiUrl } = env;
  return createAdyenProvider({ apiKey, merchantAccount, hmacKey, livePrefix, apiUrl });
}

function composePayPal(env: Environment) {
  const {
    PAYPAL_CLIENT_ID: clientId,
    PAYPAL_CLIENT_SECRET: clientSecret,
    PAYPAL_WEBHOOK_ID: webhookId,
  } = env;
  if (!clientId || !clientSecret || !webhookId) return null;
  return createPayPalProvider({ clientId, clientSecret, webhookId, apiUrl: env.PAYPAL_API_URL });
}
