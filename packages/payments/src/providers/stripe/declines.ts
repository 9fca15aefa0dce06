import { declineFor } from "../../declines/decline-for.ts";
import type { Decline } from "../../outcome.ts";

/** What Stripe says of a decline, in a PaymentIntent's `last_payment_error` and in the body of a 402. */
export type StripeRefusal = {
  readonly code?: string | null | undefined;
  readonly decline_code?: string | null | undefined;
  readonly advice_code?: string | null | undefined;
  readonly network_advice_code?: string | null | undefined;
  readonly network_decline_code?: string | null | undefined;
  readonly payment_method?:
    | { readonly card?: { readonly brand?: string | null | undefined } | null | undefined }
    | null
    | undefined;
};

/** Hands Stripe's words to the reviewed table; the decline code says more than the error code around it. */
export function declineFrom(refusal: StripeRefusal, blockedByRisk = false): Decline {
  return declineFor({
    provider: "stripe",
    code: refusal.decline_code ?? refusal.code ?? null,
    adviceCode: refusal.advice_code,
    networkAdviceCode: refusal.network_advice_code,
    networkDeclineCode: refusal.network_decline_code,
    brand: refusal.payment_method?.card?.brand,
    blockedByRisk,
  });
}
