import { pino } from "pino";
import { readEnvironment } from "./env.ts";
import { folders } from "./folders.ts";
import { startSandbox } from "./sandbox.ts";

const log = pino({ name: "sandbox" });
const sandbox = await startSandbox({ env: readEnvironment(), log, folders });
log.info(sandbox.urls, "the sandbox is open");

for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => void shutDown());

async function shutDown(): Promise<void> {
  await sandbox.close();
  log.info("the sandbox is closed");
}
