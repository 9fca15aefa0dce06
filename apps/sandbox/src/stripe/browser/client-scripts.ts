import { join } from "node:path";
import { buildSync } from "esbuild";

/** Scripts that the sandbox's Stripe sends to browsers, by the folder of their source. */
export type ClientScripts = {
  readonly stripeJs: string;
  readonly paymentFields: string;
  readonly challenge: string;
};

let joined: ClientScripts | undefined;

/**
 * Joins the modules under `client/` into classic scripts, once, in memory: there is no build step to forget. Node's own
 * type stripping was the rival; it does not join modules, and the loader wants one script that is there at once.
 */
export function clientScripts(): ClientScripts {
  joined ??= {
    stripeJs: bundle("stripe-js/main.ts"),
    paymentFields: bundle("fields/main.ts"),
    challenge: bundle("challenge/main.ts"),
  };
  return joined;
}

function bundle(entry: string): string {
  const { outputFiles } = buildSync({
    entryPoints: [join(import.meta.dirname, "client", entry)],
    bundle: true,
    write: false,
    format: "iife",
    target: "es2023",
    charset: "utf8",
    logLevel: "error",
  });
  return outputFiles[0]?.text ?? "";
}
