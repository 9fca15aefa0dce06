import { example, host, origin, port, readEnvironment } from "@evertill/environment";
import { z } from "zod";
import { purger } from "./varnish/settings.ts";

const divisorError = "must be a number, 1 or more";

/** Addresses and networks, separated by commas. */
const purgers = example(
  z.string().transform((list, context) =>
    list.split(",").map((item) => {
      const one = item.trim();
      if (!purger.safeParse(one).success)
        context.addIssue(`holds "${one}", which is neither an address nor a network such as 10.0.0.0/8`);
      return one;
    }),
  ),
  "127.0.0.1,10.0.0.0/8",
);

const schema = z.object({
  PORT: port(3000),
  HOST: host(),
  STOREFRONT_URL: origin("http://127.0.0.1:3001"),
  CHECKOUT_URL: origin("http://127.0.0.1:3002"),
  WORKER_URL: origin("http://127.0.0.1:3003"),
  SHOPIFY_CDN_URL: origin("https://your-store.myshopify.com"),
  /** Where the Varnish edge hears purges. */
  EDGE_PURGE_HOST: host(),
  EDGE_PURGE_PORT: port(3004),
  /** From whom it takes them; from this machine alone when nothing is set. */
  EDGE_PURGERS: purgers.optional(),
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
