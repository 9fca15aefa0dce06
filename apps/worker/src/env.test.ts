import { expect, test } from "vitest";
import { readWorkerEnvironment } from "./env.ts";

const local = {
  DATABASE_URL: "postgres://postgres@127.0.0.1:54329/evertill",
  CHECKOUT_ORIGIN: "http://localhost:3000",
  SHOPIFY_STORE_URL: "http://127.0.0.1:4010",
  SHOPIFY_STOREFRONT_PRIVATE_TOKEN: "sandbox-storefront-token",
  SHOPIFY_ADMIN_TOKEN: "sandbox-admin-token",
  SHOPIFY_WEBHOOK_SECRET: "sandbox-shopify-webhook-secret",
  STRIPE_SECRET_KEY: "sk_test_sandbox",
  STRIPE_WEBHOOK_SECRET: "whsec_sandbox",
  STRIPE_API_URL: "http://127.0.0.1:4020",
  SANDBOX_MAIL_URL: "http://127.0.0.1:4010/sandbox/mail",
};

test("the settings of a local start are enough", () => {
  expect(readWorkerEnvironment(local)).toMatchObject({ WORKER_PORT: 3003, SHOPIFY_API_VERSION: "2026-04" });
});

test("every missing setting is named at once, with an example", () => {
  const message = messageOf(() => readWorkerEnvironment({}));
  for (const name of ["DATABASE_URL", "SHOPIFY_ADMIN_TOKEN", "STRIPE_SECRET_KEY", "CHECKOUT_ORIGIN"]) {
    expect(message).toContain(`${name}: is missing. Example: ${name}=`);
  }
});

test("mail needs a way to leave", () => {
  const { SANDBOX_MAIL_URL: _, ...silent } = local;
  expect(messageOf(() => readWorkerEnvironment(silent))).toContain("SMTP_URL: is missing");
});

test("production refuses every key and address of the sandbox", () => {
  const message = messageOf(() => readWorkerEnvironment({ ...local, EVERTILL_ENV: "production" }));
  for (const name of ["STRIPE_SECRET_KEY", "SHOPIFY_ADMIN_TOKEN", "STRIPE_API_URL", "SANDBOX_MAIL_URL"]) {
    expect(message).toContain(name);
  }
});

test("nothing is put off for longer than a minute", () => {
  expect(messageOf(() => readWorkerEnvironment({ ...local, RUSH_PUTS_OFF_SECONDS: "61" }))).toContain(
    "RUSH_PUTS_OFF_SECONDS: must be a whole number, 0 to 60",
  );
  expect(readWorkerEnvironment(local)).toMatchObject({ RUSH_PUTS_OFF_SECONDS: 30 });
});

function messageOf(read: () => unknown): string {
  try {
    read();
  } catch (error) {
    return String(error);
  }
  return "nothing was refused";
}
