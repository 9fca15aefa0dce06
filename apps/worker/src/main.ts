import { serve } from "@hono/node-server";
import { pino } from "pino";
import { composeWorker } from "./compose.ts";
import { readWorkerEnvironment } from "./env.ts";
import { closeDoor } from "./http/close-door.ts";

const env = readWorkerEnvironment();
const log = pino({ name: "worker" });
const worker = await composeWorker(env, log);
const server = serve({ fetch: worker.app.fetch, port: env.WORKER_PORT, hostname: env.HOST }, () =>
  log.info({ port: env.WORKER_PORT }, "open"),
);

// Longer than the front door keeps an idle connection: it must be the door that ends one, never in mid-request.
if ("keepAliveTimeout" in server) server.keepAliveTimeout = 75_000;

/** Takes nothing new, finishes what it began, and leaves. */
async function close(): Promise<void> {
  log.info("closing");
  await Promise.all([closeDoor(server), worker.stopJobs()]);
  await worker.close();
  log.info("closed");
  // Whatever still holds a socket open for later has nothing left to do.
  process.exit(0);
}
process.once("SIGTERM", () => void close());
process.once("SIGINT", () => void close());
