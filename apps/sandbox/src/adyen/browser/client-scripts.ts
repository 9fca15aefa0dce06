import { join } from "node:path";
import { buildSync } from "esbuild";

/** Scripts that the sandbox's Adyen sends to browsers. */
export type ClientScripts = { readonly fields: string; readonly notify: string };

let joined: ClientScripts | undefined;

/** Joins the modules under `client/` into classic scripts, once, in memory. */
export function clientScripts(): ClientScripts {
  joined ??= { fields: bundle("fields/main.ts"), notify: bundle("notify/main.ts") };
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
