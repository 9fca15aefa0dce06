import type { ProviderName } from "../../provider.ts";

/** Of the environment, which of a vendor's test keys there are. Empty ones are none. */
export type Keys = Readonly<Record<string, string | undefined>>;

/** What is run at one vendor's own test system, and with what. */
export type VendorSuite = {
  readonly name: string;
  /** Below `src/providers`. */
  readonly file: string;
  readonly needs: readonly string[];
  /** Why these keys are no test keys; null when they are. A suite takes and gives back money. */
  readonly refusal: (keys: Keys) => string | null;
};

/** The addresses of PayPal's that move real money; its own sandbox and any stand-in are others. */
const paypalLive = /^api(-m)?\.paypal\.com$/;

export const vendorSuites: Readonly<Record<ProviderName, VendorSuite>> = {
  stripe: {
    name: "Stripe",
    file: "stripe/stripe-real.test.ts",
    needs: ["STRIPE_SECRET_KEY"],
    refusal: ({ STRIPE_SECRET_KEY: key }) =>
      key && !/^[sr]k_test_/.test(key)
        ? "STRIPE_SECRET_KEY is no test key: give one that begins with sk_test_"
        : null,
  },
  adyen: {
    name: "Adyen",
    file: "adyen/adyen-real.test.ts",
    needs: ["ADYEN_API_KEY", "ADYEN_MERCHANT_ACCOUNT"],
    refusal: ({ ADYEN_LIVE_PREFIX: prefix }) =>
      prefix
        ? "ADYEN_LIVE_PREFIX names live endpoints: leave it empty, and give keys of the test account"
        : null,
  },
  paypal: {
    name: "PayPal",
    file: "paypal/paypal-real.test.ts",
    needs: ["PAYPAL_CLIENT_ID", "PAYPAL_CLIENT_SECRET", "PAYPAL_API_URL"],
    refusal: ({ PAYPAL_API_URL: url }) =>
      url && URL.canParse(url) && paypalLive.test(new URL(url).hostname)
        ? "PAYPAL_API_URL is the live PayPal: give https://api-m.sandbox.paypal.com"
        : null,
  },
};

export type Readiness =
  | { readonly kind: "ready" }
  | { readonly kind: "lacking"; readonly missing: readonly string[] }
  | { readonly kind: "refused"; readonly reason: string };

/** Whether a suite can and may be run with these keys. */
export function readinessOf({ needs, refusal }: VendorSuite, keys: Keys): Readiness {
  const reason = refusal(keys);
  if (reason !== null) return { kind: "refused", reason };
  const missing = needs.filter((name) => !keys[name]);
  return missing.length > 0 ? { kind: "lacking", missing } : { kind: "ready" };
}
