import { spawn } from "node:child_process";
import { join } from "node:path";
import { freshDatabase } from "@evertill/database/testing";
import type { ProviderName } from "../../provider.ts";
import { freePort } from "./free-port.ts";

const main = join(import.meta.dirname, "../../../../../apps/sandbox/src/main.ts");

/**
 * The sandbox with one provider's stand-in, as a process of its own, reached over its wire as everything else reaches it.
 * Without `webhookUrl` nobody listens for what it tells.
 */
export async function startSandbox(vendor: ProviderName, webhookUrl = "http://127.0.0.1:9/webhooks") {
  const { url: database, drop } = await freshDatabase([]);
  const [shopify, shopifyTls, port] = [await freePort(), await freePort(), await freePort()];
  const control = `http://127.0.0.1:${shopify}/control/api/faults`;
  const url = `http://127.0.0.1:${port}`;
  const prefix = `SANDBOX_${vendor.toUpperCase()}`;
  const child = spawn(process.execPath, [main], {
    stdio: ["ignore", "ignore", "inherit"],
    env: {
      PATH: process.env["PATH"],
      SANDBOX_DATABASE_URL: database,
      // The switches are on the shop's address.
      SANDBOX_PARTS: `shopify,${vendor}`,
      SANDBOX_SHOPIFY_PORT: String(shopify),
      SANDBOX_SHOPIFY_TLS_PORT: String(shopifyTls),
      SANDBOX_SHOPIFY_WEBHOOK_URL: "http://127.0.0.1:9/webhooks/shopify",
      [`${prefix}_PORT`]: String(port),
      [`${prefix}_WEBHOOK_URL`]: webhookUrl,
    },
  });
  await answers(`${url}/health`);
  return {
    url,
    /** The next `remaining` calls of the provider's API meet the fault. */
    switchOn: async (mode: string, remaining = 1) => {
      const fault = { target: `${vendor}-api`, mode, operation: null, remaining };
      const response = await fetch(control, {
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
