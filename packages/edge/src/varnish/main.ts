import { pino } from "pino";
import { readDoorEnvironment } from "../env.ts";
import { followProductOptions } from "./product-options.ts";
import { readEdgeSettings } from "./settings.ts";
import { startVarnish } from "./start.ts";
import { renderVcl } from "./vcl.ts";

/**
 * Varnish as the front door: the same settings as the embedded one, and the port its purges are heard at. Which parameters a
 * product page knows it learns of the storefront, while it runs.
 */
const env = readDoorEnvironment();
const log = pino({ name: "edge" });

/** With the names of the options that product pages know; null while they are not known. */
const configuration = (productOptions: readonly string[] | null) =>
  renderVcl(
    readEdgeSettings({
      upstreams: {
        storefront: addressOf(env.STOREFRONT_URL),
        checkout: addressOf(env.CHECKOUT_URL),
        worker: addressOf(env.WORKER_URL),
        // Varnish speaks no TLS to what is behind it: the storefront hands such pictures on.
        cdn: env.SHOPIFY_CDN_URL.startsWith("https:") ? null : addressOf(env.SHOPIFY_CDN_URL),
      },
      purgers: env.EDGE_PURGERS,
      productOptions: productOptions && [...productOptions],
      trustForwarded: env.TRUST_FORWARDED,
      graceSeconds: (7 * 24 * 3_600) / env.EVERTILL_TIME_DIVISOR,
      staleWhileHealthySeconds: 60 / env.EVERTILL_TIME_DIVISOR,
    }),
  );
const varnish = await startVarnish({
  vcl: configuration(null),
  host: env.HOST,
  port: env.PORT,
  purgeHost: env.EDGE_PURGE_HOST,
  purgePort: env.EDGE_PURGE_PORT,
});
log.info({ url: varnish.url, purges: varnish.purgeUrl }, "open");
const options = followProductOptions(
  env.STOREFRONT_URL,
  async (productOptions) => {
    await varnish.use(configuration(productOptions));
    log.info({ productOptions }, "product pages are kept by these options");
  },
  (error) => log.warn({ err: error }, "the names of product options are as they were"),
);

void varnish.ended.then(() => process.exit(1));
for (const signal of ["SIGTERM", "SIGINT"] as const)
  process.once(signal, () => {
    options.stop();
    void varnish.close().then(() => process.exit(0));
  });

function addressOf(url: string): { host: string; port: number } {
  const { hostname, port, protocol } = new URL(url);
  // Varnish takes the first address of a name; local processes listen on IPv4.
  const host = hostname === "localhost" ? "127.0.0.1" : hostname;
  return { host, port: port === "" ? (protocol === "https:" ? 443 : 80) : Number(port) };
}
