import { declineFor } from "../../declines/decline-for.ts";
import type { Decline } from "../../outcome.ts";

/** What Adyen says of a refusal. */
export type AdyenRefusal = {
  readonly resultCode?: string | undefined;
  readonly refusalReasonCode?: string | undefined;
  readonly paymentMethod?: { readonly brand?: string | undefined } | null | undefined;
  readonly additionalData?: Readonly<Record<string, string>> | undefined;
};

/** Hands Adyen's words to the reviewed table. The raw reason begins with the network's own code ("51 : Insufficient funds"). */
export function declineFrom(refusal: AdyenRefusal): Decline {
  const { refusalReasonRaw, merchantAdviceCode, paymentMethod } = refusal.additionalData ?? {};
  return declineFor({
    provider: "adyen",
    code: refusal.refusalReasonCode ?? refusal.resultCode ?? null,
    networkAdviceCode: /^\d{2}/.exec(merchantAdviceCode ?? "")?.[0],
    networkDeclineCode: /^([0-9A-Z]{2})\s*:/.exec(refusalReasonRaw ?? "")?.[1],
    brand: refusal.paymentMethod?.brand ?? paymentMethod,
  });
}
