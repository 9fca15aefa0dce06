import { join } from "node:path";
import { joinScript } from "../../http/join-script.ts";

/** Scripts that the sandbox's PayPal sends to browsers, by the folder of their source. */
export type ClientScripts = { readonly core: string; readonly approval: string };

let joined: ClientScripts | undefined;

/** Joins the modules under `client/` into classic scripts, once. */
export function clientScripts(): ClientScripts {
  joined ??= { core: bundle("core/main.ts"), approval: bundle("approval/main.ts") };
  return joined;
}

function bundle(entry: string): string {
  return joinScript(join(import.meta.dirname, "client", entry));
}
