import type { ProviderName } from "./provider.ts";

/** Providers as people write them. */
export const providerTitles: Readonly<Record<ProviderName, string>> = {
  stripe: "Stripe",
  adyen: "Adyen",
  paypal: "PayPal",
};
