import type { Stripe } from "@stripe/stripe-js";
import { loadStripe } from "@stripe/stripe-js/pure";

const loaded = new Map<string, Promise<Stripe | null>>();

/**
 * Stripe.js, once per key. A script tag that stands in the page before this (a stand-in's) is adopted; otherwise the loader
 * takes the real one. A failure is forgotten, so that the next call tries again.
 */
export function loadStripeScript(publishableKey: string): Promise<Stripe | null> {
  const known = loaded.get(publishableKey);
  if (known) return known;
  const loading = loadStripe(publishableKey).catch((error: unknown) => {
    loaded.delete(publishableKey);
    throw error;
  });
  loaded.set(publishableKey, loading);
  return loading;
}
