import { spawn } from "node:child_process";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { freshDatabase } from "@evertill/database/testing";
import { Stripe } from "stripe";
import { type ContractFault, provideContract } from "../provider-contract.ts";
import { createStripeProvider } from "./stripe-provider.ts";

const secretKey = "sk_test_sandbox";
const root = join(dirname(fileURLToPath(import.meta.url)), "../../../../..");
const cards = { ok: "pm_card_visa", decline: "pm_card_visa_chargeDeclinedInsufficientFunds", challenge: "" };

/** The contract's faults in the words of the sandbox's switches. A reset takes two: the SDK asks once more. */
const switches: Partial<Record<ContractFault, { readonly mode: string }>> = {
  hang: { mode: "accept-then-hang" },
  reset: { mode: "accept-then-reset" },
  "http-500": { mode: "accept-then-error" },
  "cut-body": { mode: "partial-body" },
  "request-lost": { mode: "refuse" },
  "rate-limited": { mode: "throttle" },
};

provideContract(
  "Stripe's adapter over the sandbox",
  async () => {
    const sandbox = await startSandbox();
    const settings = { secretKey, webhookSecret: "whsec_sandbox", timeoutMs: 1_500 };
    const { hostname, port } = new URL(sandbox.stripeUrl);
    const stripe = new Stripe(secretKey, { host: hostname, port: Number(port), protocol: "http" });
    return {
      provider: createStripeProvider({ ...settings, apiUrl: sandbox.stripeUrl }),
      unreachable: createStripeProvider({ ...settings, apiUrl: `http://127.0.0.1:${await freePort()}` }),
      instrument: async (does) => {
        const token = await stripe.testHelpers.confirmationTokens.create({ payment_method: cards[does] });
        return { provider: "stripe", confirmationToken: token.id };
      },
      befall: async (...faults) => {
        for (const fault of faults) await sandbox.switchOn(switches[fault]?.mode ?? "");
      },
      answerChallenge: async () => undefined,
      stop: sandbox.stop,
    };
  },
  { faults: Object.keys(switches) as ContractFault[], challenges: false },
);

/** The sandbox as a process of its own, reached over its wire as everything else reaches it. */
async function startSandbox() {
  const { url, drop } = await freshDatabase([]);
  const [shopify, shopifyTls, stripe] = [await freePort(), await freePort(), await freePort()];
  const shopifyUrl = `http://127.0.0.1:${shopify}`;
  const stripeUrl = `http://127.0.0.1:${stripe}`;
  const child = spawn(process.execPath, [join(root, "apps/sandbox/src/main.ts")], {
    stdio: ["ignore", "ignore", "inherit"],
    env: {
      PATH: process.env["PATH"],
      SANDBOX_DATABASE_URL: url,
      SANDBOX_SHOPIFY_PORT: String(shopify),
      SANDBOX_SHOPIFY_TLS_PORT: String(shopifyTls),
      SANDBOX_STRIPE_PORT: String(stripe),
      SANDBOX_PARTS: "shopify,stripe",
      // Nobody listens for its webhooks here.
      SANDBOX_STRIPE_WEBHOOK_URL: "http://127.0.0.1:9/webhooks/stripe",
      SANDBOX_SHOPIFY_WEBHOOK_URL: "http://127.0.0.1:9/webhooks/shopify",
    },
  });
  await answers(`${stripeUrl}/health`);
  return {
    stripeUrl,
    switchOn: async (mode: string) => {
      const fault = { target: "stripe-api", mode, operation: null, remaining: 1 };
      const response = await fetch(`${shopifyUrl}/control/api/faults`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(fault),
      });
      if (!response.ok) throw new Error(`the sandbox refused a fault: ${await response.text()}`);
    },
    stop: async () => {
      const gone = new Promise((done) => child.once("exit", done));
      child.kill("SIGKILL");
      await gone;
      await drop();
    },
  };
}

async function answers(url: string): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    const response = await fetch(url).catch(() => null);
    if (response?.ok) return;
    await new Promise((done) => setTimeout(done, 100));
  }
  throw new Error(`${url} did not answer`);
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
