import { readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseEnv } from "node:util";
import { expect, test } from "vitest";
import { checkSettings } from "./check-settings.ts";
import { portVariables, readSettings, root } from "./settings.ts";

const example = parseEnv(readFileSync(join(root, ".env.example"), "utf8"));

const told = async (given: Record<string, string>) =>
  checkSettings(readSettings(given, tmpdir())).then(
    () => "",
    (error: unknown) => String(error),
  );

test("what is explained in .env.example, left as it is, starts the shop", async () => {
  expect(await told({ DATABASE_URL: "", HANDOFF_SECRET: "", PORT: "", PUBLIC_ORIGIN: "" })).toBe("");
  expect(readSettings({ DATABASE_URL: "" }, tmpdir()).databaseUrl).toBeNull();
});

test("a copy of .env.example follows the ports, wherever they move", async () => {
  const ports = Object.values(portVariables);
  const moved = Object.fromEntries(ports.map(({ variable, port }) => [variable, String(port + 1_000)]));
  const copy = { ...example, ...moved } as Record<string, string>;
  expect(await told(copy)).toBe("");

  const { publicOrigin, variables } = readSettings(copy, tmpdir());
  expect(publicOrigin).toBe("http://localhost:4000");
  expect(variables).toMatchObject({
    CHECKOUT_ORIGIN: "http://localhost:4000",
    STOREFRONT_URL: "http://localhost:4001",
    SANDBOX_STRIPE_WEBHOOK_URL: "http://127.0.0.1:4003/webhooks/stripe",
    SANDBOX_MAIL_URL: "http://127.0.0.1:5010/sandbox/mail",
  });
  const left = ports.filter(({ port }) =>
    Object.values(variables).some((value) => value.includes(`:${port}`)),
  );
  expect(left).toEqual([]);
});

test("a copy of .env.example leaves out the stand-in of a vendor whose keys are given", () => {
  const copy = { ...example, STRIPE_SECRET_KEY: "sk_live_0123456789" } as Record<string, string>;
  expect(readSettings(copy, tmpdir()).variables["SANDBOX_PARTS"]).not.toContain("stripe");
});

test("an address of this machine on which nothing of the shop listens is told", async () => {
  const message = await told({
    PORT: "5460",
    PUBLIC_ORIGIN: "http://localhost:3000",
    CHECKOUT_ORIGIN: "http://127.0.0.1:3000",
    STOREFRONT_URL: "http://localhost:4001",
  });
  expect(message).toContain(
    "PUBLIC_ORIGIN: is port 3000 of this machine, but PORT is 5460: leave it empty. Example: PUBLIC_ORIGIN=http://localhost:5460",
  );
  expect(message).toContain("CHECKOUT_ORIGIN: is port 3000 of this machine, but PORT is 5460");
  expect(message).toContain("STOREFRONT_URL: is port 4001 of this machine, but STOREFRONT_PORT is 3001");
});

test.each([
  ["another host", { PUBLIC_ORIGIN: "https://shop.example" }],
  ["the door's own port", { PORT: "80", PUBLIC_ORIGIN: "http://localhost" }],
  ["a proxy of one's own", { PUBLIC_ORIGIN: "https://localhost:8443", TRUST_FORWARDED: "true" }],
  ["the till on a port of its own", { CHECKOUT_ORIGIN: "http://localhost:3002" }],
])("an address of %s is taken as it is", async (_, given) => {
  expect(await told(given)).toBe("");
});

test("every problem of every app is told at once, with its variable and an example", async () => {
  const message = await told({
    POSTGRES_PORT: "99999999",
    DATABASE_URL: "mysql://x",
    CHECKOUT_ORIGIN: "ftp://x",
    HANDOFF_SECRET: "short",
    TRUST_FORWARDED: "maybe",
    EVERTILL_ENV: "staging2",
    EDGE: "akamai",
    STRIPE_SECRET_KEY: "sk_live_0123456789",
  });
  for (const line of [
    "POSTGRES_PORT: must be a port number, 1 to 65535. Example: POSTGRES_PORT=54329",
    "DATABASE_URL: must be a Postgres address. Example: DATABASE_URL=",
    "CHECKOUT_ORIGIN: must be an address with its scheme. Example: CHECKOUT_ORIGIN=",
    "HANDOFF_SECRET: must have at least 8 characters",
    "TRUST_FORWARDED: must be true or false",
    "EVERTILL_ENV: must be one of local, staging, production",
    'EDGE: must be "embedded" or "varnish"',
    "STRIPE_PUBLISHABLE_KEY: is missing",
    "STRIPE_WEBHOOK_SECRET: is missing",
  ])
    expect(message).toContain(line);
});

test("whatever is wrong is told in words, with an example", async () => {
  const freely = /^(RELEASE_ID|ADYEN_(MERCHANT_ACCOUNT|LIVE_PREFIX|REPORT_USER)|CHROMIUM|TEST_DATABASE_URL)$/;
  const variables = Object.keys(example).filter((variable) => !freely.test(variable));
  const wrong = Object.fromEntries(variables.map((variable) => [variable, "§"]));
  const lines = (await told(wrong)).split("\n").filter((line) => /^  [A-Z_]+: /.test(line));
  expect(new Set(lines.map((line) => line.split(":")[0]?.trim()))).toEqual(new Set(variables));
  for (const line of lines) {
    expect(line).toMatch(/: (must|holds) .*\. Example: /);
    expect(line).not.toMatch(/invalid|pattern|expected/i);
  }
});

test("a HOST on which the parts would not find one another is told before anything is built", async () => {
  for (const HOST of ["nowhere", "192.0.2.1"])
    expect(await told({ HOST })).toContain(
      "HOST: must be 127.0.0.1, or 0.0.0.0 to let other machines in. Example: HOST=0.0.0.0",
    );
  expect(await told({ HOST: "0.0.0.0" })).toBe("");
});

test("two processes on one port are told before either starts", async () => {
  expect(await told({ PORT: "5401", STOREFRONT_PORT: "5401" })).toContain("STOREFRONT_PORT: 5401 is wanted");
});

test("production names every stand-in key", async () => {
  const message = await told({ EVERTILL_ENV: "production" });
  for (const line of [
    "STRIPE_SECRET_KEY: is a sandbox key",
    "ADYEN_HMAC_KEY: is a sandbox key",
    "PAYPAL_CLIENT_SECRET: is a sandbox key",
    "ADYEN_WEB_URL: points at a stand-in",
    "PUBLIC_ORIGIN: must be given, and begin with https:// in production. Example: PUBLIC_ORIGIN=https://shop.example",
    "PAYPAL_JS_URL: points at a stand-in",
  ])
    expect(message).toContain(line);
});

test("beside a real Stripe nobody pays in play money, and Stripe alone is enough", async () => {
  const real = {
    STRIPE_SECRET_KEY: "sk_live_0123456789",
    STRIPE_PUBLISHABLE_KEY: "pk_live_0123456789",
    STRIPE_WEBHOOK_SECRET: "whsec_0123456789",
  };
  expect(readSettings(real, tmpdir()).variables).toMatchObject({ SANDBOX_PARTS: "shopify" });
  expect(await told(real)).toBe("");
});

test("a provider with half of its keys is told which are missing", async () => {
  const message = await told({ ADYEN_API_KEY: "AQE0123456789", PAYPAL_CLIENT_ID: "AY0123456789" });
  for (const variable of [
    "ADYEN_MERCHANT_ACCOUNT",
    "ADYEN_CLIENT_KEY",
    "ADYEN_HMAC_KEY",
    "ADYEN_REPORT_USER",
    "ADYEN_REPORT_PASSWORD",
    "PAYPAL_CLIENT_SECRET",
    "PAYPAL_WEBHOOK_ID",
  ])
    expect(message).toContain(`${variable}: is missing. Example: ${variable}=`);
});

test("nothing of the caller's surroundings but what is explained reaches the house", () => {
  const { variables } = readSettings(
    { AWS_SECRET_ACCESS_KEY: "x", SHOPIFY_API_VERSION: "2026-07" },
    tmpdir(),
  );
  expect(variables["AWS_SECRET_ACCESS_KEY"]).toBeUndefined();
  expect(variables["SHOPIFY_API_VERSION"]).toBe("2026-07");
});
