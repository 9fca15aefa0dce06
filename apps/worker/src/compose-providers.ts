import { createAdyenProvider } from "@evertill/payments/providers/adyen";
import { createStripeProvider } from "@evertill/payments/providers/stripe";
import type { WorkerEnvironment } from "./env.ts";

/** The providers this process has keys for. Adyen is there when all of its are. */
export function composeProviders(env: WorkerEnvironment) {
  const { ADYEN_API_KEY: apiKey, ADYEN_MERCHANT_ACCOUNT: merchantAccount, ADYEN_HMAC_KEY: hmacKey } = env;
  const stripe = createStripeProvider({
    secretKey: env.STRIPE_SECRET_KEY,
    webhookSecret: env.STRIPE_WEBHOOK_SECRET,
    apiUrl: env.STRIPE_API_URL,
  });
  if (!apiKey || !merchantAccount || !hmacKey) return { stripe };
  const adyen = createAdyenProvider({
    apiKey,
    merchantAccount,
    hmacKey,
    livePrefix: env.ADYEN_LIVE_PREFIX,
    apiUrl: env.ADYEN_API_URL,
  });
  return { stripe, adyen };
}
