import { tmpdir } from "node:os";
import { expect, test } from "vitest";
import { checkSettings } from "./check-settings.ts";
import { readSettings } from "./settings.ts";

const told = async (given: Record<string, string>) =>
  checkSettings(readSettings(given, tmpdir())).then(
    () => "",
    (error: unknown) => String(error),
  );

test("what is explained in .env.example, left as it is, starts the shop", async () => {
  expect(await told({ DATABASE_URL: "", HANDOFF_SECRET: "", PORT: "", PUBLIC_ORIGIN: "" })).toBe("");
  expect(readSettings({ DATABASE_URL: "" }, tmpdir()).databaseUrl).toBeNull();
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

test("two processes on one port are told before either starts", async () => {
  expect(await told({ PORT: "5401", STOREFRONT_PORT: "5401" })).toContain("STOREFRONT_PORT: 5401 is wanted");
});

test("production names every stand-in key", async () => {
  expect(await told({ EVERTILL_ENV: "production" })).toContain("STRIPE_SECRET_KEY: is a sandbox key");
});

test("nothing of the caller's surroundings but what is explained reaches the house", () => {
  const { variables } = readSettings(
    { AWS_SECRET_ACCESS_KEY: "x", SHOPIFY_API_VERSION: "2026-07" },
    tmpdir(),
  );
  expect(variables["AWS_SECRET_ACCESS_KEY"]).toBeUndefined();
  expect(variables["SHOPIFY_API_VERSION"]).toBe("2026-07");
});
