import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { takeFreePorts } from "@evertill/workbench/ports";

const root = join(import.meta.dirname, "../..");

/**
 * A storefront of the build that is there, with nothing kept but what was written at build, and the embedded door before it.
 * `shop` is where its Storefront API is; with `cache` it shares what it keeps in that database.
 */
export async function openStorefront(shop: string, { cache }: { cache?: string } = {}) {
  const [storefrontPort = 0, doorPort = 0] = await takeFreePorts(2);
  const { CACHE_DATABASE_URL: _, ...variables } = process.env;
  const running: ChildProcess[] = [];
  const start = (folder: string, words: readonly string[], own: Readonly<Record<string, string>>) => {
    const child = spawn(process.execPath, words, {
      cwd: join(root, folder),
      env: { ...variables, ...own },
      stdio: "ignore",
    });
    running.push(child);
  };
  const storefront = `http://127.0.0.1:${storefrontPort}`;
  const door = `http://127.0.0.1:${doorPort}`;
  start(
    "apps/storefront",
    ["node_modules/next/dist/bin/next", "start", "--hostname=127.0.0.1", `--port=${storefrontPort}`],
    { SHOPIFY_STORE_URL: shop, PUBLIC_ORIGIN: door, ...(cache && { CACHE_DATABASE_URL: cache }) },
  );
  start("packages/edge", ["src/main.ts"], { PORT: String(doorPort), STOREFRONT_URL: storefront });
  await answers(`${storefront}/api/health`);
  await answers(`${door}/_door/health`);
  return {
    storefront,
    door,
    close: async () => {
      await Promise.all(
        running.map(async (child) => {
          const isRunning = child.exitCode === null && child.signalCode === null;
          const ended = isRunning ? once(child, "exit") : null;
          child.kill("SIGKILL");
          await ended;
        }),
      );
    },
  };
}

async function answers(url: string): Promise<void> {
  for (let tries = 0; tries < 600; tries += 1) {
    const answer = await fetch(url).catch(() => null);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`${url} does not answer`);
}
