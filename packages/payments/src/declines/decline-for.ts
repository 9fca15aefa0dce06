import type { Decline } from "../outcome.ts";
import type { ProviderName } from "../provider.ts";
import { adyenRefusalCodes, adyenResultCodes } from "./adyen.ts";
import { type Advice, adviceOf } from "./advice.ts";
import { fraud, type Reviewed, settled, treatments } from "./classes.ts";
import { reviewNetworkCode } from "./network-codes.ts";
import { paypalIssues, paypalResponseCodes } from "./paypal.ts";
import { stripeDeclineCodes, stripeErrorCodes } from "./stripe.ts";

/** What a provider said when it declined, in its own words. */
export type Refusal = {
  readonly provider: ProviderName;
  /**
   * The most exact code there is. Stripe: `decline_code`, or else `code`. Adyen: `refusalReasonCode`, or else `resultCode`.
   * PayPal: `processor_response.response_code`, or else the `issue` of a 422.
   */
  readonly code: string | null;
  /** Stripe's `advice_code`. */
  readonly adviceCode?: string | null | undefined;
  /** Stripe's `network_advice_code`, Adyen's `merchantAdviceCode`, PayPal's `payment_advice_code`. */
  readonly networkAdviceCode?: string | null | undefined;
  /** The network's own response code: Stripe's `network_decline_code`, the number in Adyen's `refusalReasonRaw`. */
  readonly networkDeclineCode?: string | null | undefined;
  /** "visa", "mastercard" or "mc": the same network codes mean different things. */
  readonly brand?: string | null | undefined;
  /** The provider's risk checks refused it before a bank was asked (Stripe's `outcome.type` is `blocked`). */
  readonly blockedByRisk?: boolean | undefined;
};

/** The one reviewed table: every published code of the three providers. */
export const reviewedDeclines: Readonly<Record<ProviderName, Readonly<Record<string, Reviewed>>>> = {
  stripe: { ...stripeDeclineCodes, ...stripeErrorCodes },
  adyen: { ...adyenRefusalCodes, ...adyenResultCodes },
  paypal: { ...paypalResponseCodes, ...paypalIssues },
};

/** A code nobody has reviewed is a plain no: shown as such, and never asked elsewhere. */
const unreviewed = settled("A code that is not in our table.");

/**
 * Reads a refusal. Lost, stolen, closed and suspected cards stay what they are, whoever says so; then advice against
 * another try counts, then a soft decline in the network's words, then the provider's code, which advice may still refine.
 */
export function declineFor(refusal: Refusal): Decline {
  const { code, brand = null, networkDeclineCode } = refusal;
  const advice = adviceOf({
    adviceCode: refusal.adviceCode ?? null,
    networkAdviceCode: refusal.networkAdviceCode ?? null,
    brand,
  });
  const reviewed = review(
    refusal.blockedByRisk
      ? fraud("The provider's risk checks refused it. Not told to the shopper.")
      : codeOf(refusal),
    networkDeclineCode ? reviewNetworkCode(networkDeclineCode, brand) : null,
  );
  const { because, ...treatment } = advise(reviewed, advice);
  const operatorMessage = advice === null ? because : `${because} ${advice.because}`;
  return { ...treatment, code: code ?? "unknown", operatorMessage };
}

function codeOf({ provider, code }: Pick<Refusal, "provider" | "code">): Reviewed {
  const table = reviewedDeclines[provider];
  return code !== null && Object.hasOwn(table, code) ? (table[code] ?? unreviewed) : unreviewed;
}

/** Whether a bank said no without a reason, whatever was advised with it. */
export function isPlainNo(refusal: Pick<Refusal, "provider" | "code">): boolean {
  return codeOf(refusal).class === "generic";
}

function review(byProvider: Reviewed, byNetwork: Reviewed | null): Reviewed {
  return byNetwork === null || isFinal(byProvider) ? byProvider : byNetwork;
}

function advise(reviewed: Reviewed, advice: Advice | null): Reviewed {
  if (advice === null || isFinal(reviewed)) return reviewed;
  const { because } = reviewed;
  switch (advice.kind) {
    case "never":
      return { ...treatments.hard, because };
    case "new-details":
      return { ...treatments.data, because };
    case "later":
      return reviewed.class === "generic" ? { ...reviewed, class: "transient", mayRetry: true } : reviewed;
  }
}

/** Nothing that anybody says makes these better. */
function isFinal({ class: declineClass }: Reviewed): boolean {
  return declineClass === "hard" || declineClass === "fraud";
}
