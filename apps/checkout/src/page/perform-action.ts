import type { ActionRequired } from "@evertill/checkout/api";
import { localeTag, type Locale } from "@evertill/money";
import type { ActionEnd } from "@evertill/payments/browser";
import { adyenActions, readReturn } from "@evertill/payments/providers/adyen/browser";
import { paypalActions, paypalReturn } from "@evertill/payments/providers/paypal/browser";
import { stripeActions } from "@evertill/payments/providers/stripe/browser";
import type { Returned } from "../payment/payment-flow.ts";
import type { ProviderSettings } from "./page-settings.ts";

/** Lets the provider's script ask the shopper. A provider that is not there has failed. */
export function performAction(
  action: ActionRequired,
  {
    providers: { stripe, adyen, paypal },
    locale,
    currency,
    closeLabel,
  }: {
    readonly providers: ProviderSettings;
    readonly locale: Locale;
    readonly currency: string;
    readonly closeLabel: string;
  },
): Promise<ActionEnd> {
  const languageTag = localeTag(locale);
  switch (action.provider) {
    case "stripe":
      return stripeActions(stripe).perform(action);
    case "adyen": {
      if (adyen === null) return Promise.resolve(absent);
      const settings = { ...adyen, countryCode: locale.country, languageTag, standInUrl: adyen.webUrl };
      const perform = () => adyenActions(settings, closeLabel).perform(action);
      return import("./adyen-styles.ts").then(perform, perform);
    }
    case "paypal":
      return paypal === null
        ? Promise.resolve(absent)
        : paypalActions({ ...paypal, languageTag, currency }).perform(action);
  }
}

const absent: ActionEnd = { kind: "failed", operatorMessage: "The provider is not there any more" };

/**
 * Reads from the address how the shopper comes back from a bank's or a wallet's own page, and takes the provider's words out
 * of it. They are believed only as a hint to ask.
 */
export function takeReturn(): Returned {
  const address = new URL(window.location.href);
  const end = readReturn(address) ?? paypalReturn(address.search);
  const isStripe = address.searchParams.has("payment_intent");
  if (end === null && !isStripe) return { kind: "no" };
  window.history.replaceState(null, "", address.pathname);
  if (end?.kind === "abandoned") return { kind: "left" };
  return { kind: "back", result: end?.kind === "finished" ? end.result : null };
}
