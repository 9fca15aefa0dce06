import { isIP } from "node:net";
import { z } from "zod";

const seconds = z.number().nonnegative();
const host = z.string().regex(/^[\w.:${}-]+$/, "must be a host name or an address");
const port = z.union([z.int().min(1).max(65_535), z.string().regex(/^\$\{\w+\}$/)]);
const upstream = z.strictObject({ host, port });

/** Who may purge: an address, or a network by its first address and the length of its prefix, `10.0.0.0/8`. */
export const purger = z.string().refine(isAddressOrNetwork, "must be an address or a network");

function isAddressOrNetwork(text: string): boolean {
  const [, address = "", bits = "0"] = /^([^/]+)(?:\/(\d+))?$/.exec(text) ?? [];
  const family = isIP(address);
  return family !== 0 && Number(bits) <= (family === 4 ? 32 : 128);
}

/** What the Varnish configuration is made of. Durations are seconds. */
export const edgeSettingsSchema = z.strictObject({
  upstreams: z.strictObject({
    storefront: upstream,
    checkout: upstream,
    worker: upstream,
    /** Where the pictures lie. Null: behind the storefront, as they must when the shop is only reached by TLS. */
    cdn: upstream.nullable(),
  }),
  /** What a health probe of the storefront asks for. */
  probe: z
    .strictObject({ path: z.string().startsWith("/"), everySeconds: seconds, timeoutSeconds: seconds })
    .default({ path: "/api/health", everySeconds: 1, timeoutSeconds: 2 }),
  /** How long a page that was good is shown while nothing newer can be had. */
  graceSeconds: seconds.default(7 * 24 * 3_600),
  /** How long past its end a page is still shown to the one who asks while a newer one is fetched behind. */
  staleWhileHealthySeconds: seconds.default(60),
  /** The longest that an answer is kept which the origin itself calls stale. */
  markedStaleSeconds: seconds.max(1).default(1),
  /** How long a page whose fetch failed is not asked for again. */
  blacklistSeconds: seconds.default(3),
  /** How many pages are fetched behind an old answer at a time; the others stay old until the next who asks. */
  renewedAtOnce: z.int().positive().default(64),
  retryAfterSeconds: z.int().positive().default(10),
  /** Addresses and networks that may purge, by the purge address alone. */
  purgers: z.array(purger).min(1).default(["127.0.0.1", "::1"]),
  /** Query parameters that never change a page, as regular expressions of their whole name. */
  trackingParameters: z
    .array(z.string().regex(/^[\w.*+\\[\]()|-]+$/, "must be a plain regular expression"))
    .default([
      "utm_\\w+",
      "gclid",
      "gclsrc",
      "gbraid",
      "wbraid",
      "dclid",
      "gad_\\w+",
      "_ga",
      "_gl",
      "fbclid",
      "msclkid",
      "ttclid",
      "twclid",
      "li_fat_id",
      "igshid",
      "srsltid",
      "yclid",
      "epik",
      "irclickid",
      "mc_\\w+",
      "_kx",
      "_hs\\w+",
      "ref",
    ]),
  /**
   * Names of the shop's product options, the parameters a product page knows. Null: unknown, and then every parameter
   * that is not tracking is kept, so that no variant becomes unreachable.
   */
  productOptions: z.array(z.string().min(1).max(60)).nullable().default(null),
  /** The experiment arms an edge may choose, the first for whoever has none. */
  arms: z
    .array(z.string().regex(/^[a-z0-9]{1,8}$/))
    .min(1)
    .default(["0"]),
  /** True where no other cache stands in front: tags and shared lifetimes end here. */
  isOutermost: z.boolean().default(true),
  /** True only where a TLS proxy of our own stands in front and writes the forwarded headers. */
  trustForwarded: z.boolean().default(false),
});
export type EdgeSettings = z.infer<typeof edgeSettingsSchema>;

/** Throws one error that lists every setting that is missing or wrong. */
export function readEdgeSettings(given: z.input<typeof edgeSettingsSchema>): EdgeSettings {
  const read = edgeSettingsSchema.safeParse(given);
  if (read.success) return read.data;
  throw new Error(`The edge's settings are wrong:\n${z.prettifyError(read.error)}`);
}
