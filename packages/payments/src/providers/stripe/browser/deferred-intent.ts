import type { Money } from "@evertill/money";
import type { StripeElementLocale, StripeElementsOptionsMode } from "@stripe/stripe-js";

/** What elements are told of a payment that does not exist yet. It must be what the server asks for, or Stripe refuses the token. */
export function deferredIntent({ amountMinor, currency }: Money, languageTag: string) {
  return {
    mode: "payment",
    amount: amountMinor,
    currency: currency.toLowerCase(),
    captureMethod: "manual",
    allowedPaymentMethodTypes: ["card"],
    locale: stripeLocale(languageTag),
  } satisfies StripeElementsOptionsMode;
}

function stripeLocale(languageTag: string): StripeElementLocale {
  if (languageTag.startsWith("de")) return "de";
  return languageTag === "en-GB" ? "en-GB" : "en";
}
