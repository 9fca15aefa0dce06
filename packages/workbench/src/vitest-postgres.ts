import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { takeFreePorts } from "./ports.ts";
import { startPostgres } from "./postgres.ts";

/** Gives every test run a Postgres of its own, unless TEST_DATABASE_URL already names one. */
export default async function setup(): Promise<(() => Promise<void>) | undefined> {
  if (process.env["TEST_DATABASE_URL"]) return undefined;
  const parent = await mkdtemp(join(tmpdir(), "evertill-test-"));
  const [port = 0] = await takeFreePorts(1);
  const postgres = await startPostgres({ folder: join(parent, "postgres"), port });
  process.env["TEST_DATABASE_URL"] = postgres.url;
  return async () => {
    await postgres.stop();
    await rm(parent, { recursive: true, force: true });
  };
}
