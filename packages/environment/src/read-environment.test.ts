import { hostname } from "node:os";
import { expect, test } from "vitest";
import { z } from "zod";
import { EnvironmentError } from "./environment-error.ts";
import { readEnvironment } from "./read-environment.ts";
import { country, host, origin, port, postgresUrl, secret } from "./variables.ts";

const schema = z.object({
  DATABASE_URL: postgresUrl("postgres://user@localhost/evertill"),
  PUBLIC_ORIGIN: origin("https://shop.example"),
  PORT: port(3000),
  STRIPE_SECRET_KEY: secret("sk_live_…"),
});
const complete = {
  DATABASE_URL: "postgres://user@localhost/evertill",
  PUBLIC_ORIGIN: "https://shop.example",
  STRIPE_SECRET_KEY: "sk_live_0123456789",
};

function problemsOf(variables: Record<string, string>, standInOnly: string[] = []) {
  try {
    readEnvironment("worker", schema, { variables, standInOnly });
  } catch (error) {
    if (error instanceof EnvironmentError)
      return error.problems.map(({ variable, reason }) => `${variable} ${reason}`);
    throw error;
  }
  return [];
}

test("a complete environment is read, defaults filled in", () => {
  expect(readEnvironment("worker", schema, { variables: complete })).toEqual({ ...complete, PORT: 3000 });
});

test("every problem is listed at once, each with its variable and an example", () => {
  const variables = {
    DATABASE_URL: "mysql://x",
    PORT: "many",
    PUBLIC_ORIGIN: "https://shop.example/path",
    STRIPE_SECRET_KEY: "",
  };
  expect(problemsOf(variables)).toEqual([
    "DATABASE_URL must be a Postgres address",
    "PUBLIC_ORIGIN must be an origin, without a path",
    "PORT must be a port number, 1 to 65535",
    "STRIPE_SECRET_KEY is missing",
  ]);
  expect(() => readEnvironment("worker", schema, { variables })).toThrow(
    "Example: DATABASE_URL=postgres://user@localhost/evertill",
  );
});

test("an address that is none is told as such", () => {
  expect(problemsOf({ ...complete, PUBLIC_ORIGIN: "nonsense", PORT: "70000" })).toEqual([
    "PUBLIC_ORIGIN must be an address with its scheme",
    "PORT must be a port number, 1 to 65535",
  ]);
});

test("production refuses a sandbox key that is written in hexadecimal", () => {
  const variables = {
    EVERTILL_ENV: "production",
    ADYEN_HMAC_KEY: Buffer.from("a sandbox key").toString("hex"),
  };
  const withHex = z.object({ ADYEN_HMAC_KEY: z.string() });
  expect(() => readEnvironment("worker", withHex, { variables })).toThrow("is a sandbox key");
});

test("production refuses sandbox keys and stand-in addresses", () => {
  const variables = {
    ...complete,
    STRIPE_SECRET_KEY: "sk_test_sandbox",
    STRIPE_API_URL: "http://127.0.0.1:4020",
    EVERTILL_ENV: "production",
  };
  expect(problemsOf(variables, ["STRIPE_API_URL"])).toEqual([
    "STRIPE_SECRET_KEY is a sandbox key, which production refuses",
    "STRIPE_API_URL points at a stand-in, which production refuses: remove it",
  ]);
  expect(problemsOf({ ...variables, EVERTILL_ENV: "local" }, ["STRIPE_API_URL"])).toEqual([]);
});

const live = { ...complete, EVERTILL_ENV: "production", STRIPE_PUBLISHABLE_KEY: "pk_live_0123456789" };
const vendors = z.object({
  ...schema.shape,
  CHECKOUT_ORIGIN: origin("https://till.shop.example").optional(),
  CONSOLE_ORIGIN: origin("https://console.shop.example").optional(),
  STRIPE_PUBLISHABLE_KEY: secret("pk_live_…"),
  ADYEN_API_KEY: secret("AQE…").optional(),
  ADYEN_CLIENT_KEY: secret("live_…").optional(),
  ADYEN_LIVE_PREFIX: z.string().optional(),
});

function refusalsOf(variables: Record<string, string>): string[] {
  try {
    readEnvironment("checkout", vendors, { variables });
    return [];
  } catch (error) {
    if (!(error instanceof EnvironmentError)) throw error;
    return error.problems.map(({ variable, reason }) => `${variable} ${reason}`);
  }
}

test("production takes live keys and a shop over https", () => {
  const adyen = {
    ADYEN_API_KEY: "AQE0123456",
    ADYEN_CLIENT_KEY: "live_0123456",
    ADYEN_LIVE_PREFIX: "1797a-Us",
  };
  expect(refusalsOf({ ...live, ...adyen })).toEqual([]);
});

test("production refuses a shop in clear text, and the till's own address once", () => {
  const reason = "must be given, and begin with https:// in production";
  const shop = { PUBLIC_ORIGIN: "http://localhost:3000" };
  expect(refusalsOf({ ...live, ...shop, CHECKOUT_ORIGIN: shop.PUBLIC_ORIGIN })).toEqual([
    `PUBLIC_ORIGIN ${reason}`,
  ]);
  expect(refusalsOf({ ...live, CHECKOUT_ORIGIN: "http://till.shop.example" })).toEqual([
    `CHECKOUT_ORIGIN ${reason}`,
  ]);
  expect(refusalsOf({ ...live, CONSOLE_ORIGIN: "http://console.shop.example" })).toEqual([
    `CONSOLE_ORIGIN ${reason}`,
  ]);
  expect(refusalsOf({ ...live, ...shop, EVERTILL_ENV: "staging" })).toEqual([]);
});

test("production refuses each vendor's test mode", () => {
  const test = {
    STRIPE_SECRET_KEY: "rk_test_0123456789",
    STRIPE_PUBLISHABLE_KEY: "pk_test_0123456789",
    ADYEN_API_KEY: "AQE0123456789",
    ADYEN_CLIENT_KEY: "test_0123456789",
  };
  expect(refusalsOf({ ...live, ...test })).toEqual([
    "STRIPE_SECRET_KEY is a test key, which production refuses",
    "STRIPE_PUBLISHABLE_KEY is a test key, which production refuses",
    "ADYEN_CLIENT_KEY is a test key, which production refuses",
    "ADYEN_LIVE_PREFIX is missing: without it payments go to Adyen's test environment, which production refuses",
  ]);
  expect(refusalsOf({ ...live, ...test, EVERTILL_ENV: "local" })).toEqual([]);
});

test("a test key beside a live one is refused everywhere", () => {
  const mixed = { ...live, EVERTILL_ENV: "local", STRIPE_SECRET_KEY: "sk_test_0123456789" };
  expect(refusalsOf(mixed)).toEqual(["STRIPE_PUBLISHABLE_KEY is a live key beside a test STRIPE_SECRET_KEY"]);

  const adyen = { ...live, EVERTILL_ENV: "local", ADYEN_API_KEY: "AQE0123456789" };
  expect(refusalsOf({ ...adyen, ADYEN_CLIENT_KEY: "live_0123456789" })).toEqual([
    "ADYEN_LIVE_PREFIX is missing beside a live ADYEN_CLIENT_KEY",
  ]);
  expect(
    refusalsOf({ ...adyen, ADYEN_CLIENT_KEY: "test_0123456789", ADYEN_LIVE_PREFIX: "1797a-Us" }),
  ).toEqual(["ADYEN_CLIENT_KEY is a test key beside ADYEN_LIVE_PREFIX"]);
});

test.each(["127.0.0.1", "0.0.0.0", "::", "localhost", hostname()])("%s can be listened on", (name) => {
  expect(readEnvironment("door", z.object({ HOST: host() }), { variables: { HOST: name } }).HOST).toBe(name);
});

// 192.0.2.0/24 is kept for documentation: no machine has it (RFC 5737).
test.each(["nowhere", "192.0.2.1", "http://127.0.0.1", "300.0.0.1"])("%s cannot be listened on", (name) => {
  expect(() => readEnvironment("door", z.object({ HOST: host() }), { variables: { HOST: name } })).toThrow(
    "HOST: must be an IP address of this machine, 0.0.0.0 for all it has, or its name. Example: HOST=127.0.0.1",
  );
});

test("a country is asked for in words", () => {
  const variables = { STRIPE_ACQUIRER_COUNTRY: "Ireland" };
  const schema = z.object({ STRIPE_ACQUIRER_COUNTRY: country("IE") });
  expect(() => readEnvironment("checkout", schema, { variables })).toThrow(
    "must be a country in two capital letters. Example: STRIPE_ACQUIRER_COUNTRY=IE",
  );
});
