import {
  address,
  allOrNone,
  country,
  example,
  hexKey,
  house,
  monthlyVersion,
  origin,
  postgresUrl,
  readEnvironment,
  secret,
} from "@evertill/environment";
import { z } from "zod";

const schema = z
  .object({
    DATABASE_URL: postgresUrl("postgres://postgres@127.0.0.1:54329/evertill"),
    PUBLIC_ORIGIN: origin("https://shop.example"),
    CHECKOUT_ORIGIN: origin("https://till.shop.example").optional(),
    SHOPIFY_STORE_URL: origin("https://your-shop.myshopify.com"),
    SHOPIFY_API_VERSION: monthlyVersion("2026-04"),
    SHOPIFY_STOREFRONT_PRIVATE_TOKEN: secret("shpat_…"),
    STRIPE_SECRET_KEY: secret("sk_live_…"),
    STRIPE_PUBLISHABLE_KEY: secret("pk_live_…"),
    STRIPE_WEBHOOK_SECRET: secret("whsec_…"),
    STRIPE_API_URL: origin("http://127.0.0.1:4020").optional(),
    STRIPE_JS_URL: address("http://127.0.0.1:4020/endive/stripe.js").optional(),
    ADYEN_API_KEY: secret("AQE…").optional(),
    ADYEN_MERCHANT_ACCOUNT: example(z.string().min(1), "YourCompanyECOM").optional(),
    ADYEN_HMAC_KEY: hexKey("44782DEF547AAA06C910C43932B1EB0C71FC68D9D0C057550C48EC2ACF6BA056").optional(),
    ADYEN_LIVE_PREFIX: example(z.string().min(1), "1797a841fbb37ca7-YourCompany").optional(),
    ADYEN_CLIENT_KEY: secret("live_…").optional(),
    ADYEN_API_URL: origin("http://127.0.0.1:4030").optional(),
    ADYEN_WEB_URL: address("http://127.0.0.1:4030/checkoutshopper/test/").optional(),
    PAYPAL_CLIENT_ID: secret("AY…").optional(),
    PAYPAL_CLIENT_SECRET: secret("EL…").optional(),
    PAYPAL_WEBHOOK_ID: secret("5GP028458E2496506").optional(),
    PAYPAL_API_URL: origin("http://127.0.0.1:4040").optional(),
    PAYPAL_JS_URL: address("http://127.0.0.1:4040/web-sdk/v6/core").optional(),
    STRIPE_ACQUIRER_COUNTRY: country("IE").optional(),
    ADYEN_ACQUIRER_COUNTRY: country("NL").optional(),
    PAYPAL_ACQUIRER_COUNTRY: country("LU").optional(),
    ADYEN_FRAUD_BAND: example(
      z
        .string()
        .regex(
          /^[A-Z]{3} \d+ until \d{4}-\d{2}-\d{2}$/,
          "must be a currency, an amount in its minor units and the last day it holds",
        ),
      "EUR 25000 until 2026-12-31",
    ).optional(),
    COUNTRY_HEADER: example(
      z.string().regex(/^[a-z][a-z0-9-]*$/, "must be the name of a header in small letters"),
      "cf-ipcountry",
    ).optional(),
    EXCHANGE_RATES_URL: example(
      z.url({ protocol: /^(https|file)$/, error: "must be an address that begins with https:// or file://" }),
      "https://www.ecb.europa.eu/stats/eurofxref/eurofxref-daily.xml",
    ).optional(),
    ADDRESS_SUGGESTIONS_URL: address("http://127.0.0.1:4010/sandbox/addresses").optional(),
    HANDOFF_SECRET: secret("a long random text, the same for storefront and checkout"),
    RELEASE_ID: example(z.string().min(1), "2026-11-21-1").default("local"),
    EVERTILL_ENV: house(),
  })
  .superRefine(allOrNone("ADYEN_API_KEY", "ADYEN_MERCHANT_ACCOUNT", "ADYEN_HMAC_KEY", "ADYEN_CLIENT_KEY"))
  .superRefine(allOrNone("PAYPAL_CLIENT_ID", "PAYPAL_CLIENT_SECRET", "PAYPAL_WEBHOOK_ID"));

export type Environment = z.output<typeof schema>;

let read: Environment | undefined;

/**
 * The app's settings, read once and not before they are needed: a build must not ask for keys.
 *
 * @throws EnvironmentError with every problem, its variable and an example.
 */
export function environment(): Environment {
  read ??= readEnvironment("checkout", schema, {
    variables: process.env,
    standInOnly: [
      "STRIPE_API_URL",
      "STRIPE_JS_URL",
      "ADYEN_API_URL",
      "ADYEN_WEB_URL",
      "PAYPAL_API_URL",
      "PAYPAL_JS_URL",
    ],
  });
  return read;
}
