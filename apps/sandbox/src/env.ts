import {
  address,
  example,
  hexKey,
  host,
  port,
  postgresUrl,
  readEnvironment as readSettings,
  secret,
} from "@evertill/environment";
import { z } from "zod";

const webhookUrl = (fallback: string) => address(fallback).default(fallback);

const parts = ["shopify", "stripe", "adyen", "paypal"] as const;

const schema = z.object({
  SANDBOX_DATABASE_URL: postgresUrl("postgres://postgres:postgres@127.0.0.1:54329/sandbox").default(
    "postgres://postgres:postgres@127.0.0.1:54329/sandbox",
  ),
  SANDBOX_HOST: host(),
  /** Which stand-ins start: a vendor that is used for real needs none. */
  SANDBOX_PARTS: example(
    z
      .string()
      .transform((parts) => parts.split(",").map((part) => part.trim()))
      .pipe(z.array(z.enum(parts, { error: `must be some of ${parts.join(", ")}, between commas` }))),
    "shopify,stripe",
  ).default([...parts]),
  SANDBOX_SHOPIFY_PORT: port(4010),
  SANDBOX_SHOPIFY_TLS_PORT: port(4011),
  SANDBOX_STRIPE_PORT: port(4020),
  SANDBOX_ADYEN_PORT: port(4030),
  SANDBOX_PAYPAL_PORT: port(4040),
  /** Where the stand-ins send their webhooks. */
  SANDBOX_SHOPIFY_WEBHOOK_URL: webhookUrl("http://127.0.0.1:3003/webhooks/shopify"),
  SANDBOX_STRIPE_WEBHOOK_URL: webhookUrl("http://127.0.0.1:3003/webhooks/stripe"),
  SANDBOX_ADYEN_WEBHOOK_URL: webhookUrl("http://127.0.0.1:3003/webhooks/adyen"),
  SANDBOX_PAYPAL_WEBHOOK_URL: webhookUrl("http://127.0.0.1:3003/webhooks/paypal"),
  SHOPIFY_WEBHOOK_SECRET: secret("sandbox-shopify-webhook-secret").default("sandbox-shopify-webhook-secret"),
  SHOPIFY_STOREFRONT_PUBLIC_TOKEN: secret("sandbox-storefront-public-token").default(
    "sandbox-storefront-public-token",
  ),
  SHOPIFY_STOREFRONT_PRIVATE_TOKEN: secret("sandbox-storefront-token").default("sandbox-storefront-token"),
  SHOPIFY_ADMIN_TOKEN: secret("sandbox-admin-token").default("sandbox-admin-token"),
  STRIPE_SECRET_KEY: secret("sk_test_sandbox").default("sk_test_sandbox"),
  STRIPE_PUBLISHABLE_KEY: secret("pk_test_sandbox").default("pk_test_sandbox"),
  STRIPE_WEBHOOK_SECRET: secret("whsec_sandbox").default("whsec_sandbox"),
  ADYEN_API_KEY: secret("sandbox-adyen-api-key").default("sandbox-adyen-api-key"),
  ADYEN_MERCHANT_ACCOUNT: z.string().default("SandboxECOM"),
  ADYEN_CLIENT_KEY: secret("sandbox_adyen_client_key").default("sandbox_adyen_client_key"),
  /** Hexadecimal; this one spells "sandbox-adyen-hmac-key-for-tests". */
  ADYEN_HMAC_KEY: hexKey("73616E64626F782D616479656E2D686D61632D6B65792D666F722D7465737473").default(
    "73616E64626F782D616479656E2D686D61632D6B65792D666F722D7465737473",
  ),
  ADYEN_REPORT_USER: z.string().default("report@Company.Sandbox"),
  ADYEN_REPORT_PASSWORD: secret("sandbox-adyen-report-password").default("sandbox-adyen-report-password"),
  PAYPAL_CLIENT_ID: secret("paypal-sandbox-client").default("paypal-sandbox-client"),
  PAYPAL_CLIENT_SECRET: secret("paypal-sandbox-secret").default("paypal-sandbox-secret"),
  PAYPAL_WEBHOOK_ID: secret("SANDBOXWEBHOOK1").default("SANDBOXWEBHOOK1"),
});

export type Environment = z.infer<typeof schema>;

/**
 * The sandbox's settings; everything has a default that suits `npm start`.
 *
 * @throws EnvironmentError with every problem, its variable and an example.
 */
export function readEnvironment(variables: NodeJS.ProcessEnv = process.env): Environment {
  return readSettings("sandbox", schema, { variables });
}
