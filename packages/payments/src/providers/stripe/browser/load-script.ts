import type { Stripe } from "@stripe/stripe-js";
import { loadStripe } from "@stripe/stripe-js/pure";
import { standInScript } from "../../../browser/stand-in-script.ts";

const loaded = new Map<string, Promise<Stripe | null>>();

/** Which Stripe the browser speaks to. */
export type StripeBrowserSettings = {
  readonly publishableKey: string;
  /** Address of a stand-in's script; without it, Stripe's own. */
  readonly scriptUrl?: string | undefined;
};

/**
 * Stripe.js, once per key. A stand-in's is loaded before, and adopted by the loader, which otherwise takes the real one. A
 * failure is forgotten, so that the next call tries again.
 */
export function loadStripeScript({
  publishableKey,
  scriptUrl,
}: StripeBrowserSettings): Promise<Stripe | null> {
  const known = loaded.get(publishableKey);
  if (known) return known;
  const loading = load(publishableKey, scriptUrl).catch((error: unknown) => {
    loaded.delete(publishableKey);
    throw error;
  });
  loaded.set(publishableKey, loading);
  return loading;
}

async function load(publishableKey: string, scriptUrl: string | undefined): Promise<Stripe | null> {
  if (scriptUrl !== undefined) await standInScript(scriptUrl);
  return loadStripe(publishableKey);
}
