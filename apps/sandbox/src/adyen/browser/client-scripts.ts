import { join } from "node:path";
import { joinScript } from "../../http/join-script.ts";

/** Scripts that the sandbox's Adyen sends to browsers. */
export type ClientScripts = { readonly fields: string; readonly notify: string };

let joined: ClientScripts | undefined;

/** Joins the modules under `client/` into classic scripts, once. */
export function clientScripts(): ClientScripts {
  joined ??= { fields: bundle("fields/main.ts"), notify: bundle("notify/main.ts") };
  return joined;
}

function bundle(entry: string): string {
  return joinScript(join(import.meta.dirname, "client", entry));
}
