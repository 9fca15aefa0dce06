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

/** Runs Stripe's own command line against the sandbox. */
function command(...words: string[]) {
  const base = ["--api-key", "sk_test_sandbox", "--api-base", sandbox.urls.stripe, "--color", "off"];
  const env = { ...process.env, HOME: tmpdir(), STRIPE_CLI_TELEMETRY_OPTOUT: "1" };
  return run(process.execPath, [shim, ...words, ...base], { env, timeout: 30_000 });
}

/** The object that a call of the API answers with. */
async function stripe(...words: string[]): Promise<unknown> {
  const { stdout } = await command(...words);
  return JSON.parse(stdout);
}

test.each([
  "payment_intent.succeeded",
  "payment_intent.requires_action",
  "charge.failed",
  "charge.refunded",
  "payment_method.attached",
])(
  "the command line's own fixture of %s runs to its end",
  async (event) => {
    const { stdout } = await command("trigger", event);
    expect(stdout).toContain("Trigger succeeded!");
  },
  60_000,
);

test("Stripe's command line makes, confirms, captures and lists a payment", async () => {
  const words = ["--amount=4200", "--currency=gbp", "--capture-method=manual"];
  const made = (await stripe("payment_intents", "create", ...words)) as { id: string };
  expect(made).toMatchObject({ amount: 4_200, status: "requires_payment_method" });
  const held = await stripe("payment_intents", "confirm", made.id, "--payment-method=pm_card_visa");
  expect(held).toMatchObject({ id: made.id, status: "requires_capture" });
  expect(await stripe("payment_intents", "capture", made.id)).toMatchObject({ status: "succeeded" });
  expect(await stripe("payment_intents", "list", "--limit=1")).toMatchObject({
    object: "list",
    data: [{ id: made.id }],
  });
}, 60_000);
