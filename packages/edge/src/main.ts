import { pino } from "pino";
import { readDoorEnvironment } from "./env.ts";
import { createFrontDoor } from "./front-door.ts";

const env = readDoorEnvironment();
const log = pino({ name: "door" });
const door = createFrontDoor({
  upstreams: {
    storefront: new URL(env.STOREFRONT_URL),
    checkout: new URL(env.CHECKOUT_URL),
    worker: new URL(env.WORKER_URL),
    cdn: new URL(env.SHOPIFY_CDN_URL),
  },
  log,
  trustForwarded: env.TRUST_FORWARDED,
});
door.listen(env.PORT, env.HOST, () => log.info({ port: env.PORT }, "open"));

function close(): void {
  door.close(() => process.exit(0));
  door.closeIdleConnections();
  setTimeout(() => process.exit(0), 5_000).unref();
}
process.once("SIGTERM", close);
process.once("SIGINT", close);
