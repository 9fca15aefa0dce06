import { host, origin, port, readEnvironment } from "@evertill/environment";
import { z } from "zod";

const divisorError = "must be a number, 1 or more";

const schema = z.object({
  PORT: port(3000),
  HOST: host(),
  STOREFRONT_URL: origin("http://127.0.0.1:3001"),
  CHECKOUT_URL: origin("http://127.0.0.1:3002"),
  WORKER_URL: origin("http://127.0.0.1:3003"),
  SHOPIFY_CDN_URL: origin("https://your-store.myshopify.com"),
  /** Where the Varnish edge hears purges; on the loopback only. */
  EDGE_PURGE_PORT: port(3004),
  /** Makes the edge's lifetimes so much shorter: an outage of a day is then tried in minutes. */
  EVERTILL_TIME_DIVISOR: z.coerce
    .number({ error: divisorError })
    .min(1, { error: divisorError })
    .default(1)
    .meta({ example: "360" }),
  TRUST_FORWARDED: z.stringbool({ error: "must be true or false" }).default(false).meta({ example: "true" }),
});

export function readDoorEnvironment(variables: NodeJS.ProcessEnv = process.env) {
  return readEnvironment("The front door", schema, { variables });
}
