import { join } from "node:path";
import { joinScript } from "../../http/join-script.ts";

/** Scripts that the sandbox's Stripe sends to browsers, by the folder of their source. */
export type ClientScripts = {
  readonly stripeJs: string;
  readonly paymentFields: string;
  readonly challenge: string;
};

let joined: ClientScripts | undefined;

/** Joins the modules under `client/` into classic scripts, once. */
export function clientScripts(): ClientScripts {
  joined ??= {
    stripeJs: bundle("stripe-js/main.ts"),
    paymentFields: bundle("fields/main.ts"),
    challenge: bundle("challenge/main.ts"),
  };
  return joined;
}

function bundle(entry: string): string {
  return joinScript(join(import.meta.dirname, "client", entry));
}
