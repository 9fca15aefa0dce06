import { spawn } from "node:child_process";
import { join } from "node:path";
import { freshDatabase } from "@evertill/database/testing";
import type { ProviderName } from "../../provider.ts";
import { freePort } from "./free-port.ts";

const main = join(import.meta.dirname, "../../../../../apps/sandbox/src/main.ts");

/** A fault as the sandbox's switches name it. */
export type SwitchedFault = {
  readonly id: string;
  readonly target: string;
  readonly mode: string;
  readonly operation: string | null;
  readonly delayMs: number;
};

/** All amounts in minor units; `live` payments are held or taken now. */
export type LedgerRow = {
  readonly checkout: string;
  readonly authorized: number;
  readonly captured: number;
  readonly refunded: number;
  readonly live: number;
};

export type RunningSandbox = Awaited<ReturnType<typeof startSandbox>>;

/**
 * The sandbox with one provider's stand-in, as a process of its own, reached over its wire as everything else reaches it.
 * Without `webhookUrl` nobody listens for what it tells.
 */
export async function startSandbox(vendor: ProviderName, webhookUrl = "http://127.0.0.1:9/webhooks") {
  const { url: database, drop } = await freshDatabase([]);
  const [desk, port] = [await freePort(), await freePort()];
  const deskUrl = `http://127.0.0.1:${desk}`;
  const control = `${deskUrl}/control/api/faults`;
  const url = `http://127.0.0.1:${port}`;
  const prefix = `SANDBOX_${vendor.toUpperCase()}`;
  const child = spawn(process.execPath, [main], {
    stdio: ["ignore", "ignore", "inherit"],
    env: {
      PATH: process.env["PATH"],
      SANDBOX_DATABASE_URL: database,
      SANDBOX_PARTS: vendor,
      // The switches are on the desk, which is always there.
      SANDBOX_SHOPIFY_PORT: String(desk),
      [`${prefix}_PORT`]: String(port),
      [`${prefix}_WEBHOOK_URL`]: webhookUrl,
    },
  });
  const stop = async () => {
    const gone = new Promise((done) => child.once("exit", done));
    child.kill("SIGKILL");
    await gone;
    await drop();
  };
  await answers(`${url}/health`).catch(async (error: unknown) => {
    await stop();
    throw error;
  });
  return {
    url,
    /** The next `remaining` calls of the provider's API meet the fault; or those at another door, or of one operation only. */
    switchOn: async (mode: string, remaining: number | null = 1, more: Partial<SwitchedFault> = {}) => {
      const fault = { target: `${vendor}-api`, mode, operation: null, remaining, ...more };
      const response = await fetch(control, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(fault),
      });
      if (!response.ok) throw new Error(`the sandbox refused a fault: ${await response.text()}`);
      return (await response.json()) as SwitchedFault;
    },
    /** What is switched on and not used up. */
    faults: async () => (await (await fetch(control)).json()) as readonly SwitchedFault[],
    switchOff: async ({ id }: SwitchedFault) => void (await fetch(`${control}/${id}`, { method: "DELETE" })),
    /** The control page's button: opens a dispute of a payment there, or, with an outcome, has one decided. */
    dispute: async (id: string, outcome: "won" | "lost" | null = null) => {
      const body = new URLSearchParams({ provider: vendor, id, ...(outcome && { outcome }) });
      const options = { method: "POST", body, redirect: "manual" } as const;
      const { status } = await fetch(`${deskUrl}/control/payments/dispute`, options);
      if (status !== 303) throw new Error(`the sandbox refused the dispute of ${id}: ${status}`);
    },
    /** What money really moved, for each checkout. */
    ledger: async () => (await (await fetch(`${url}/sandbox/ledger`)).json()) as readonly LedgerRow[],
    stop,
  };
}

async function answers(url: string): Promise<void> {
  for (let tries = 0; tries < 900; tries += 1) {
    const response = await fetch(url).catch(() => null);
    if (response?.ok) return;
    await new Promise((done) => setTimeout(done, 100));
  }
  throw new Error(`${url} did not answer`);
}
