import type { PaymentActions } from "../../../browser/payment-fields.ts";
import { loadStripeScript, type StripeBrowserSettings } from "./load-script.ts";

/** Needs no fields on the page: after a reload the challenge can be taken up again. */
export function stripeActions(settings: StripeBrowserSettings): PaymentActions {
  return {
    perform: async (action) => {
      try {
        if (action.provider !== "stripe")
          throw new Error(`Stripe.js performs no action of ${action.provider}`);
        const { clientSecret } = action;
        const stripe = await loadStripeScript(settings);
        if (stripe === null) return { kind: "failed", operatorMessage: "Stripe.js is not there" };
        const { error } = await stripe.handleNextAction({ clientSecret });
        // A refused or abandoned challenge is an outcome the server learns from Stripe, not a failure of ours.
        return error === undefined || error.code === "payment_intent_authentication_failure"
          ? { kind: "finished", result: null }
          : { kind: "failed", operatorMessage: error.message ?? error.type };
      } catch (error) {
        return { kind: "failed", operatorMessage: error instanceof Error ? error.message : String(error) };
      }
    },
  };
}
