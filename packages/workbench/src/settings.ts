import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { takeFreePorts, type WantedPort } from "./ports.ts";

export const root = join(import.meta.dirname, "../../..");

/** Everything that differs between two runs of the house: its ports, its folder, which vendors are real. */
export type Settings = {
  readonly ports: Readonly<Record<keyof typeof portVariables, number>>;
  readonly folder: string;
  /** Null: we start the Postgres that comes with the project. */
  readonly databaseUrl: string | null;
  readonly standIns: Readonly<Record<"shopify" | "stripe" | "adyen" | "paypal", boolean>>;
  readonly publicOrigin: string;
  /** What stands in front: the embedded door, which only routes, or Varnish, which keeps pages. */
  readonly edge: "embedded" | "varnish";
  readonly variables: Readonly<Record<string, string>>;
};

export const portVariables = {
  door: { variable: "PORT", port: 3000, purpose: "the shop" },
  storefront: { variable: "STOREFRONT_PORT", port: 3001, purpose: "storefront" },
  checkout: { variable: "CHECKOUT_PORT", port: 3002, purpose: "checkout" },
  worker: { variable: "WORKER_PORT", port: 3003, purpose: "worker" },
  console: { variable: "CONSOLE_PORT", port: 3005, purpose: "console" },
  purge: { variable: "EDGE_PURGE_PORT", port: 3004, purpose: "the edge's purges" },
  shopify: { variable: "SANDBOX_SHOPIFY_PORT", port: 4010, purpose: "sandbox: Shopify and the control page" },
  shopifyTls: { variable: "SANDBOX_SHOPIFY_TLS_PORT", port: 4011, purpose: "sandbox: Shopify over TLS" },
  stripe: { variable: "SANDBOX_STRIPE_PORT", port: 4020, purpose: "sandbox: Stripe" },
  adyen: { variable: "SANDBOX_ADYEN_PORT", port: 4030, purpose: "sandbox: Adyen" },
  paypal: { variable: "SANDBOX_PAYPAL_PORT", port: 4040, purpose: "sandbox: PayPal" },
  postgres: { variable: "POSTGRES_PORT", port: 54329, purpose: "Postgres" },
} as const;

/**
 * Reads the settings of a run; empty values count as not given. A vendor is real as soon as a key of it is given, and
 * then its stand-in does not start. Beside a real Stripe no other payment provider is stood in for: where money is real,
 * nothing may be paid in play money. Whether the values are any good is told by {@link checkSettings}.
 */
export function readSettings(
  surroundings: Readonly<Record<string, string | undefined>>,
  folder: string,
): Settings {
  const given = onlyKnown(surroundings);
  const ports = Object.fromEntries(
    Object.entries(portVariables).map(([name, { variable, port }]) => [name, portOr(given[variable], port)]),
  ) as Settings["ports"];
  const stripe = !given["STRIPE_SECRET_KEY"];
  const standIns = {
    shopify: !given["SHOPIFY_STORE_URL"],
    stripe,
    adyen: stripe && !given["ADYEN_API_KEY"],
    paypal: stripe && !given["PAYPAL_CLIENT_ID"],
  };
  const edge = given["EDGE"] === "varnish" ? "varnish" : "embedded";
  const someStandIn = Object.values(standIns).some(Boolean);
  const publicOrigin = given["PUBLIC_ORIGIN"] ?? `http://localhost:${ports.door}`;
  const local = (port: number) => `http://127.0.0.1:${port}`;
  const defaults: Record<string, string> = {
    PUBLIC_ORIGIN: publicOrigin,
    CHECKOUT_ORIGIN: publicOrigin,
    HANDOFF_SECRET: given["HANDOFF_SECRET"] ?? localSecret(folder, "handoff-secret"),
    REVALIDATE_SECRET: given["REVALIDATE_SECRET"] ?? localSecret(folder, "revalidate-secret"),
    CONSOLE_ORIGIN: `http://localhost:${ports.console}`,
    CONSOLE_SECRET: given["CONSOLE_SECRET"] ?? localSecret(folder, "console-secret"),
    ...(given["EVERTILL_ENV"] !== "production" && {
      CONSOLE_PASSWORD: given["CONSOLE_PASSWORD"] ?? localSecret(folder, consolePasswordFile, 12),
    }),
    RELEASE_ID: "local",
    EVERTILL_ENV: "local",
    SHOPIFY_API_VERSION: "2026-04",
    STOREFRONT_URL: `http://localhost:${ports.storefront}`,
    STOREFRONT_URLS: given["STOREFRONT_URL"] ?? `http://localhost:${ports.storefront}`,
    ...(edge === "varnish" && { EDGE_PURGE_URLS: local(ports.purge) }),
    CHECKOUT_URL: `http://localhost:${ports.checkout}`,
    WORKER_URL: local(ports.worker),
    ...(standIns.shopify && {
      SHOPIFY_STORE_URL: local(ports.shopify),
      SHOPIFY_CDN_URL: local(ports.shopify),
      SHOPIFY_STOREFRONT_PRIVATE_TOKEN: "sandbox-storefront-token",
      SHOPIFY_ADMIN_TOKEN: "sandbox-admin-token",
      SHOPIFY_WEBHOOK_SECRET: "sandbox-shopify-webhook-secret",
    }),
    // Mail stays in the sandbox's outbox until there is a server to send it by.
    ...(someStandIn && { ADDRESS_SUGGESTIONS_URL: `${local(ports.shopify)}/sandbox/addresses` }),
    ...(someStandIn && !given["SMTP_URL"] && { SANDBOX_MAIL_URL: `${local(ports.shopify)}/sandbox/mail` }),
    // Pages ask for pictures under /cdn/shop, which every store answers on its own domain.
    ...(!standIns.shopify && { SHOPIFY_CDN_URL: given["SHOPIFY_STORE_URL"] ?? "" }),
    ...(standIns.stripe && {
      STRIPE_SECRET_KEY: "sk_test_sandbox",
      STRIPE_PUBLISHABLE_KEY: "pk_test_sandbox",
      STRIPE_WEBHOOK_SECRET: "whsec_sandbox",
      STRIPE_API_URL: local(ports.stripe),
      STRIPE_JS_URL: `${local(ports.stripe)}/endive/stripe.js`,
      STRIPE_ACQUIRER_COUNTRY: "IE",
    }),
    ...(standIns.adyen && {
      ADYEN_API_KEY: "sandbox-adyen-api-key",
      ADYEN_MERCHANT_ACCOUNT: "SandboxECOM",
      ADYEN_CLIENT_KEY: "sandbox_adyen_client_key",
      // Hexadecimal, as Adyen shows it: "sandbox-adyen-hmac-key-for-tests".
      ADYEN_HMAC_KEY: "73616E64626F782D616479656E2D686D61632D6B65792D666F722D7465737473",
      ADYEN_REPORT_USER: "report@Company.Sandbox",
      ADYEN_REPORT_PASSWORD: "sandbox-adyen-report-password",
      ADYEN_API_URL: local(ports.adyen),
      // Of plain http, adyen-web lets a bank ask only where this address is part of its own.
      ADYEN_WEB_URL: `${local(ports.adyen)}/checkoutshopper/test/http://localhost:8080/`,
    }),
    ...(standIns.paypal && {
      PAYPAL_CLIENT_ID: "paypal-sandbox-client",
      PAYPAL_CLIENT_SECRET: "paypal-sandbox-secret",
      PAYPAL_WEBHOOK_ID: "SANDBOXWEBHOOK1",
      PAYPAL_API_URL: local(ports.paypal),
      PAYPAL_ACQUIRER_COUNTRY: "LU",
      PAYPAL_JS_URL: `${local(ports.paypal)}/web-sdk/v6/core`,
    }),
    SANDBOX_PARTS: Object.entries(standIns)
      .flatMap(([name, starts]) => (starts ? [name] : []))
      .join(","),
    SANDBOX_SHOPIFY_WEBHOOK_URL: `${local(ports.worker)}/webhooks/shopify`,
    SANDBOX_STRIPE_WEBHOOK_URL: `${local(ports.worker)}/webhooks/stripe`,
    SANDBOX_ADYEN_WEBHOOK_URL: `${local(ports.worker)}/webhooks/adyen`,
    SANDBOX_PAYPAL_WEBHOOK_URL: `${local(ports.worker)}/webhooks/paypal`,
    NEXT_TELEMETRY_DISABLED: "1",
    TURBO_TELEMETRY_DISABLED: "1",
  };
  for (const [name, { variable }] of Object.entries(portVariables))
    defaults[variable] = String(ports[name as keyof typeof ports]);
  return {
    ports,
    folder,
    databaseUrl: given["DATABASE_URL"] ?? null,
    standIns,
    publicOrigin,
    edge,
    variables: { ...defaults, ...given },
  };
}

/** Until {@link checkSettings} has told of a wrong one, the others are read as if it were not there. */
function portOr(given: string | undefined, fallback: number): number {
  const number = Number(given ?? fallback);
  return Number.isInteger(number) && number > 0 && number < 65_536 ? number : fallback;
}

/** The variables that `.env.example` explains: nothing else of the caller's surroundings reaches a process of the house. */
function onlyKnown(surroundings: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const explained = readFileSync(join(root, ".env.example"), "utf8").matchAll(/^#? ?([A-Z][A-Z0-9_]*)=/gm);
  const entries = [...explained].flatMap(([, name = ""]) => {
    const value = surroundings[name];
    return value ? [[name, value] as const] : [];
  });
  return Object.fromEntries(entries);
}

/** A value for every port variable that nothing listens on, so that a test run and `npm start` can live side by side. */
export async function freePorts(): Promise<Record<string, string>> {
  const variables = Object.values(portVariables).map(({ variable }) => variable);
  const ports = await takeFreePorts(variables.length);
  return Object.fromEntries(variables.map((variable, index) => [variable, String(ports[index])]));
}

/** The ports this run will listen on. */
export function wantedPorts({ ports, standIns, databaseUrl, edge }: Settings): WantedPort[] {
  const unused = new Set<string>([
    ...(standIns.shopify ? [] : ["shopifyTls"]),
    ...(Object.values(standIns).some(Boolean) ? [] : ["shopify"]),
    ...(standIns.stripe ? [] : ["stripe"]),
    ...(standIns.adyen ? [] : ["adyen"]),
    ...(standIns.paypal ? [] : ["paypal"]),
    ...(databaseUrl === null ? [] : ["postgres"]),
    ...(edge === "varnish" ? [] : ["purge"]),
  ]);
  return Object.entries(portVariables)
    .filter(([name]) => !unused.has(name))
    .map(([name, { variable, purpose }]) => ({ variable, purpose, port: ports[name as keyof typeof ports] }));
}

/** Where, in the run's folder, whoever started it finds the password of the console's local account. */
export const consolePasswordFile = "console-password";

/** A secret of this installation; made once, so that links signed before a restart still hold. */
function localSecret(folder: string, name: string, bytes = 32): string {
  const file = join(folder, name);
  if (!existsSync(file)) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(file, randomBytes(bytes).toString("hex"), { mode: 0o600 });
  }
  return readFileSync(file, "utf8").trim();
}
