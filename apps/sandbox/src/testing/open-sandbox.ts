import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freshDatabase } from "@evertill/database/testing";
import { pino } from "pino";
import sharp from "sharp";
import { type Environment, readEnvironment } from "../env.ts";
import type { Folders } from "../folders.ts";
import type { Sandbox } from "../sandbox.ts";
import { startSandbox } from "../sandbox.ts";
import { seedFiles } from "../seed/read-seed.ts";
import type { SeedCatalog } from "../seed/seed-catalog.ts";
import { fixtureSeed } from "./fixture-seed.ts";

export type TestSandbox = Sandbox & {
  readonly folders: Folders;
  /** Its environment with the port it really has. */
  readonly runningEnv: Environment;
  /** Stops it and keeps its database. */
  readonly stop: () => Promise<void>;
  /** Another sandbox on the same database. */
  readonly reopen: () => Promise<Sandbox>;
};

/** The whole sandbox on free ports, a database of its own and pictures made for it; `close` removes all of it. */
export async function openSandbox(
  options: {
    readonly seed?: SeedCatalog;
    readonly now?: () => Date;
    readonly variables?: Readonly<Record<string, string>>;
  } = {},
): Promise<TestSandbox> {
  const { url, drop } = await freshDatabase([]);
  const home = await mkdtemp(join(tmpdir(), "evertill-sandbox-"));
  const folders = { seed: join(home, "seed"), state: join(home, "state") };
  const seed = options.seed ?? fixtureSeed;
  await drawPictures(seed, join(folders.seed, "images"));
  await writeSeed(seed, folders.seed);
  // Port 0, a free one, is for tests only: the schema of the environment refuses it.
  const env = {
    ...readEnvironment({ SANDBOX_DATABASE_URL: url, ...options.variables }),
    SANDBOX_SHOPIFY_PORT: 0,
    SANDBOX_SHOPIFY_TLS_PORT: 0,
    SANDBOX_STRIPE_PORT: 0,
    SANDBOX_ADYEN_PORT: 0,
    SANDBOX_PAYPAL_PORT: 0,
  };
  const start = () =>
    startSandbox({ ...(options.now && { now: options.now }), env, folders, log: pino({ level: "silent" }) });
  const sandbox = await start();
  let running = true;
  const stop = async () => {
    if (running) await sandbox.close();
    running = false;
  };
  return {
    ...sandbox,
    folders,
    runningEnv: { ...env, SANDBOX_SHOPIFY_PORT: Number(new URL(sandbox.urls.desk).port) },
    stop,
    reopen: start,
    close: async () => {
      await stop();
      await drop();
      await rm(home, { recursive: true, force: true });
    },
  };
}

async function writeSeed(seed: SeedCatalog, folder: string): Promise<void> {
  for (const [part, file] of Object.entries(seedFiles))
    await writeFile(join(folder, file), JSON.stringify(seed[part as keyof SeedCatalog]));
}

async function drawPictures(seed: SeedCatalog, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const files = new Set([
    ...seed.products.flatMap(({ images }) => images.map(({ file }) => file)),
    ...seed.collections.flatMap(({ image }) => image?.file ?? []),
  ]);
  for (const file of files)
    await sharp({ create: { width: 120, height: 80, channels: 3, background: "#c8a27a" } })
      .webp()
      .toFile(join(folder, file));
}

/** What a Storefront query answers with. */
export type Answered = {
  readonly data: unknown;
  readonly errors?: readonly { readonly message: string; readonly extensions?: { readonly code?: string } }[];
};

/** Asks the Storefront API as a plain client would. */
export async function ask(
  sandbox: Pick<Sandbox, "urls">,
  query: string,
  variables: object = {},
): Promise<Answered> {
  const response = await fetch(`${sandbox.urls.shopify}/api/2026-04/graphql.json`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ query, variables }),
  });
  return (await response.json()) as Answered;
}

/** The value at a path such as "products.nodes.0.id". Throws when there is none. */
export function at(value: unknown, path: string): unknown {
  let found = value;
  for (const step of path.split(".")) {
    if (typeof found !== "object" || found === null || !(step in found))
      throw new Error(`Nothing at "${step}" of "${path}" in ${JSON.stringify(value)}`);
    found = (found as Record<string, unknown>)[step];
  }
  return found;
}
