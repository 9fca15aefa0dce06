import type { Stripe } from "@stripe/stripe-js";
import { useEffect, useState } from "react";
import { loadStripeScript, type StripeBrowserSettings } from "./load-script.ts";

/** Stripe.js, once it is there; `onUnavailable` is called when it does not come, and must stay the same function. */
export function useStripeScript(
  { publishableKey, scriptUrl }: StripeBrowserSettings,
  onUnavailable: () => void,
): Stripe | null {
  const [stripe, setStripe] = useState<Stripe | null>(null);
  useEffect(() => {
    let wanted = true;
    const load = async (): Promise<void> => {
      const loaded = await loadStripeScript({ publishableKey, scriptUrl }).catch(() => null);
      if (!wanted) return;
      if (loaded) setStripe(loaded);
      else onUnavailable();
    };
    void load();
    return () => {
      wanted = false;
    };
  }, [publishableKey, scriptUrl, onUnavailable]);
  return stripe;
}
