import { z } from "zod";

const schema = z.object({
  SANDBOX_DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
  SANDBOX_HOST: z.string().default("127.0.0.1"),
  /** Which stand-ins start: a vendor that is used for real needs none. */
  SANDBOX_PARTS: z
    .string()
    .default("shopify,stripe")
    .transform((parts) => parts.split(",").map((part) => part.trim()))
    .pipe(z.array(z.enum(["shopify", "stripe"]))),
  SANDBOX_SHOPIFY_PORT: z.coerce.number().int().default(4010),
  SANDBOX_SHOPIFY_TLS_PORT: z.coerce.number().int().default(4011),
  SANDBOX_STRIPE_PORT: z.coerce.number().int().default(4020),
  /** Where the stand-ins send their webhooks. */
  SANDBOX_SHOPIFY_WEBHOOK_URL: z.url().default("http://127.0.0.1:3003/webhooks/shopify"),
  SANDBOX_STRIPE_WEBHOOK_URL: z.url().default("http://127.0.0.1:3003/webhooks/stripe"),
  SHOPIFY_WEBHOOK_SECRET: z.string().min(1).default("sandbox-shopify-webhook-secret"),
  SHOPIFY_STOREFRONT_PUBLIC_TOKEN: z.string().min(1).default("sandbox-storefront-public-token"),
  SHOPIFY_STOREFRONT_PRIVATE_TOKEN: z.string().min(1).default("sandbox-storefront-token"),
  SHOPIFY_ADMIN_TOKEN: z.string().min(1).default("sandbox-admin-token"),
  STRIPE_SECRET_KEY: z.string().min(1).default("sk_test_sandbox"),
  STRIPE_PUBLISHABLE_KEY: z.string().min(1).default("pk_test_sandbox"),
  STRIPE_WEBHOOK_SECRET: z.string().min(1).default("whsec_sandbox"),
});

export type Environment = z.infer<typeof schema>;

export function readEnvironment(variables: NodeJS.ProcessEnv): Environment {
  return schema.parse(variables);
}
