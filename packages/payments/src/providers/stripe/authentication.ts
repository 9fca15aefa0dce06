import type { Stripe } from "stripe";
import type { Authentication } from "../../provider.ts";

type ConfirmParams = Stripe.PaymentIntentConfirmParams;

/**
 * What is asked of Stripe's SCA engine when a PaymentIntent is confirmed. Stripe has no field for an exemption: it asks for
 * them itself, and so one is left to it. An off-session payment fails rather than wait for a shopper who is not there.
 */
export function stripeAuthentication({
  ask,
  initiator,
}: Authentication): Pick<
  ConfirmParams,
  "payment_method_options" | "off_session" | "error_on_requires_action"
> {
  switch (initiator) {
    case "mail-or-phone":
      return { payment_method_options: { card: { moto: true } } };
    case "recurring":
    case "installment":
    case "unscheduled":
      return {
        off_session: initiator === "unscheduled" ? "one_off" : "recurring",
        error_on_requires_action: true,
        payment_method_options: { card: { stored_credential_usage: initiator } },
      };
    case undefined:
      return { payment_method_options: { card: { request_three_d_secure: requests[ask] } } };
  }
}

/** Data alone cannot be sent, and "none" cannot be asked for: Stripe decides. */
const requests = {
  automatic: "automatic",
  none: "automatic",
  "data-only": "automatic",
  authenticate: "any",
  challenge: "challenge",
} as const satisfies Record<Authentication["ask"], "automatic" | "any" | "challenge">;
