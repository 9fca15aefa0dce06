import { execFile } from "node:child_process";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openSandbox } from "../testing/open-sandbox.ts";

const shim = createRequire(import.meta.url).resolve("@stripe/cli/bin/shim.js");
const run = promisify(execFile);

let sandbox: Awaited<ReturnType<typeof openSandbox>>;
beforeAll(async () => {
  sandbox = await openSandbox();
});
afterAll(() => sandbox.close());

/** What Stripe's own command line prints for a call of the API. */
async function stripe(...words: string[]): Promise<unknown> {
  const base = ["--api-key", "sk_test_sandbox", "--api-base", sandbox.urls.stripe, "--color", "off"];
  const env = { ...process.env, HOME: tmpdir(), STRIPE_CLI_TELEMETRY_OPTOUT: "1" };
  const { stdout } = await run(process.execPath, [shim, ...words, ...base], { env, timeout: 15_000 });
  return JSON.parse(stdout);
}

test("Stripe's command line makes, confirms, captures and lists a payment", async () => {
  const words = ["--amount=4200", "--currency=gbp", "--capture-method=manual"];
  const made = (await stripe("payment_intents", "create", ...words)) as { id: string };
  expect(made).toMatchObject({ amount: 4_200, status: "requires_payment_method" });
  const held = await stripe("payment_intents", "confirm", made.id, "--payment-method=pm_card_visa");
  expect(held).toMatchObject({ id: made.id, status: "requires_capture" });
  expect(await stripe("payment_intents", "capture", made.id)).toMatchObject({ status: "succeeded" });
  expect(await stripe("payment_intents", "list")).toMatchObject({ object: "list", data: [{ id: made.id }] });
}, 60_000);
