import {
  address,
  allOrNone,
  count,
  example,
  hexKey,
  host,
  house,
  monthlyVersion,
  origin,
  port,
  postgresUrl,
  readEnvironment,
  secret,
} from "@evertill/environment";
import { z } from "zod";

const databaseUrl = postgresUrl("postgres://evertill@localhost:5432/evertill");

/** Addresses of several processes, separated by commas. */
function origins(text: string) {
  const one = origin(text);
  return example(
    z.string().transform((list, context) =>
      list.split(",").flatMap((item) => {
        const read = one.safeParse(item.trim());
        if (read.success) return [read.data];
        context.addIssue(`holds "${item.trim()}", which is no address of a process`);
        return [];
      }),
    ),
    text,
  );
}

const schema = z
  .object({
    DATABASE_URL: databaseUrl,
    WORKER_PORT: port(3003),
    HOST: host(),
    CHECKOUT_ORIGIN: origin("https://shop.example"),
    SHOPIFY_STORE_URL: origin("https://my-shop.myshopify.com"),
    SHOPIFY_API_VERSION: monthlyVersion("2026-04"),
    SHOPIFY_STOREFRONT_PRIVATE_TOKEN: secret("shpat_…"),
    SHOPIFY_ADMIN_TOKEN: secret("shpat_…"),
    SHOPIFY_WEBHOOK_SECRET: secret("shpss_…"),
    STRIPE_SECRET_KEY: secret("sk_live_…"),
    STRIPE_WEBHOOK_SECRET: secret("whsec_…"),
    STRIPE_API_URL: origin("http://127.0.0.1:4020").optional(),
    ADYEN_API_KEY: secret("AQE…").optional(),
    ADYEN_MERCHANT_ACCOUNT: example(z.string().min(1), "YourCompanyECOM").optional(),
    ADYEN_HMAC_KEY: hexKey("44782DEF547AAA06C910C43932B1EB0C71FC68D9D0C057550C48EC2ACF6BA056").optional(),
    ADYEN_REPORT_USER: example(z.string().min(1), "report_123456@Company.YourCompany").optional(),
    ADYEN_REPORT_PASSWORD: secret("its basic authentication password").optional(),
    ADYEN_LIVE_PREFIX: example(z.string().min(1), "1797a841fbb37ca7-YourCompany").optional(),
    ADYEN_API_URL: origin("http://127.0.0.1:4030").optional(),
    PAYPAL_CLIENT_ID: secret("AX…").optional(),
    PAYPAL_CLIENT_SECRET: secret("EJ…").optional(),
    PAYPAL_WEBHOOK_ID: secret("5GP028458E2496506").optional(),
    PAYPAL_API_URL: origin("http://127.0.0.1:4040").optional(),
    PUBLIC_ORIGIN: origin("https://shop.example").optional(),
    STOREFRONT_URLS: origins("http://localhost:3001").optional(),
    REVALIDATE_SECRET: secret("32 random bytes in hex").optional(),
    EDGE_PURGE_URLS: origins("http://127.0.0.1:3004").optional(),
    SMTP_URL: z
      .url({ protocol: /^smtps?$/, error: "must be the address of a mail server" })
      .meta({ example: "smtps://user:password@mail.example:465" })
      .optional(),
    MAIL_FROM: z
      .string()
      .regex(/^[^\r\n]*@[^\r\n]+$/, "must be a sender, a name and a mail address")
      .default("Lumen & Loam <hello@lumen-and-loam.example>")
      .meta({ example: '"Shop <shop@example.com>"' }),
    SANDBOX_MAIL_URL: address("http://127.0.0.1:4010/sandbox/mail").optional(),
    RUSH_ORDERS_PER_SECOND: count({ least: 1, most: 1_000, fallback: 5 }),
    RUSH_PUTS_OFF_SECONDS: count({ least: 0, most: 60, fallback: 30 }),
    RELEASE_ID: z.string().default("local"),
    EVERTILL_ENV: house(),
  })
  .superRefine(
    allOrNone(
      "ADYEN_API_KEY",
      "ADYEN_MERCHANT_ACCOUNT",
      "ADYEN_HMAC_KEY",
      "ADYEN_REPORT_USER",
      "ADYEN_REPORT_PASSWORD",
    ),
  )
  .superRefine(allOrNone("PAYPAL_CLIENT_ID", "PAYPAL_CLIENT_SECRET", "PAYPAL_WEBHOOK_ID"))
  .refine(({ SMTP_URL, SANDBOX_MAIL_URL }) => SMTP_URL !== undefined || SANDBOX_MAIL_URL !== undefined, {
    path: ["SMTP_URL"],
    error: "is missing, and there is no other way for mail to leave",
  });

/** Throws an EnvironmentError that lists every problem. */
export function readWorkerEnvironment(variables: NodeJS.ProcessEnv = process.env) {
  return readEnvironment("The worker", schema, {
    variables,
    standInOnly: ["STRIPE_API_URL", "ADYEN_API_URL", "PAYPAL_API_URL", "SANDBOX_MAIL_URL"],
  });
}

export type WorkerEnvironment = ReturnType<typeof readWorkerEnvironment>;

/** The one setting of `migrate.ts`, which runs before the others matter. */
export function readMigrationEnvironment(variables: NodeJS.ProcessEnv = process.env) {
  return readEnvironment("The migration", z.object({ DATABASE_URL: databaseUrl }), { variables });
}
