import { expect, test } from "vitest";
import { z } from "zod";
import { EnvironmentError } from "./environment-error.ts";
import { readEnvironment } from "./read-environment.ts";
import { origin, port, postgresUrl, secret } from "./variables.ts";

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
