import { createStripe } from "./stripe.ts";
import { IntegrationError } from "./integration-error.ts";

/** A plain function, because it is called without `new`; the loader looks at `version`. */
function Stripe(publishableKey: unknown) {
  if (typeof publishableKey !== "string" || !/^pk_\w+$/.test(publishableKey)) {
    throw new IntegrationError("Invalid value for Stripe(): apiKey should be a publishable key, pk_…");
  }
  return createStripe(publishableKey);
}
Stripe.version = "endive";

Object.assign(window, { Stripe });
