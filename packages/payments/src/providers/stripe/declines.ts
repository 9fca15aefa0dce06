import type { Decline, DeclineClass } from "../../outcome.ts";

/** What Stripe says of a decline, in a PaymentIntent's `last_payment_error` and in the body of a 402. */
export type StripeRefusal = {
  readonly code?: string | null | undefined;
  readonly decline_code?: string | null | undefined;
  readonly advice_code?: string | null | undefined;
  readonly message?: string | null | undefined;
};

type Reviewed = {
  readonly class: DeclineClass;
  /** Whether the same card may be tried here again by the shopper. */
  readonly mayRetry: boolean;
  readonly shopperMessage: Decline["shopperMessage"];
  /** What the operator reads. */
  readonly because: string;
};

const authenticate: Pick<Reviewed, "class" | "mayRetry" | "shopperMessage"> = {
  class: "authentication-required",
  mayRetry: true,
  shopperMessage: "authentication-not-completed",
};
const transient = { class: "transient", mayRetry: true, shopperMessage: "try-again-later" } as const;
const generic = { class: "generic", mayRetry: false, shopperMessage: "try-another-card" } as const;
const data = { class: "data", mayRetry: true, shopperMessage: "check-card-details" } as const;
const funds = { class: "funds", mayRetry: false, shopperMessage: "not-enough-funds" } as const;
// Lost, stolen, closed and suspected cards share the generic words: whoever holds the card learns nothing.
const hard = { class: "hard", mayRetry: false, shopperMessage: "try-another-card" } as const;
const fraud = { class: "fraud", mayRetry: false, shopperMessage: "try-another-card" } as const;
const config = { class: "config", mayRetry: false, shopperMessage: "try-another-card" } as const;

/**
 * All 50 card decline codes of docs.stripe.com/declines/codes (2026-11) with our reading of each, and below them the
 * error codes that come without a decline code.
 */
export const stripeDeclines: Readonly<Record<string, Reviewed>> = {
  approve_with_id: { ...transient, because: "The issuer could not approve without identification." },
  authentication_not_handled: {
    ...authenticate,
    because: "The payment needed a challenge that was not shown.",
  },
  authentication_required: { ...authenticate, because: "The issuer wants the shopper to authenticate." },
  call_issuer: { ...generic, because: "The issuer declined without a reason; only it can say why." },
  card_not_supported: { ...config, because: "The card does not support this kind of purchase." },
  card_velocity_exceeded: { ...funds, because: "The card went over its balance, credit or count limit." },
  currency_not_supported: { ...config, because: "The card does not support this currency." },
  do_not_honor: { ...generic, because: "The issuer declined without a reason." },
  do_not_try_again: { ...hard, because: "The issuer declined and asked not to be asked again." },
  duplicate_transaction: {
    ...generic,
    because: "The same amount was charged to this card just now: look for an existing payment first.",
  },
  expired_card: { ...data, because: "The card has expired." },
  fraudulent: { ...fraud, because: "Stripe suspects fraud. Not told to the shopper." },
  generic_decline: { ...generic, because: "The issuer, or Stripe's risk checks, declined without a reason." },
  incorrect_address: { ...data, because: "The billing address does not match the card." },
  incorrect_cvc: { ...data, because: "The security code is wrong." },
  incorrect_number: { ...data, because: "The card number is wrong." },
  incorrect_pin: { ...data, because: "The PIN is wrong (card readers only)." },
  incorrect_zip: { ...data, because: "The billing postcode does not match the card." },
  insufficient_funds: { ...funds, because: "The card does not have the money." },
  invalid_account: { ...hard, because: "The card, or its account, is not valid." },
  invalid_amount: { ...data, because: "The issuer does not take this amount." },
  invalid_cvc: { ...data, because: "The security code is not valid." },
  invalid_expiry_month: { ...data, because: "The expiry month is not valid." },
  invalid_expiry_year: { ...data, because: "The expiry year is not valid." },
  invalid_number: { ...data, because: "The card number is not valid." },
  invalid_pin: { ...data, because: "The PIN is not valid (card readers only)." },
  issuer_not_available: { ...transient, because: "The issuer could not be reached." },
  lost_card: { ...hard, because: "The card was reported lost. Not told to the shopper." },
  merchant_blacklist: { ...fraud, because: "The card is on our Stripe block list. Not told to the shopper." },
  mobile_device_authentication_required: {
    ...authenticate,
    because: "The issuer wants authentication on a mobile device (tap).",
  },
  new_account_information_available: { ...hard, because: "The card was replaced by the issuer." },
  no_action_taken: { ...generic, because: "The issuer declined without a reason." },
  not_permitted: { ...generic, because: "The issuer does not permit the payment." },
  offline_pin_required: { ...data, because: "The card needs a PIN (card readers only)." },
  online_or_offline_pin_required: { ...data, because: "The card needs a PIN (card readers only)." },
  pickup_card: {
    ...hard,
    because: "The card may not be used and may be lost or stolen. Not told to the shopper.",
  },
  pin_try_exceeded: { ...hard, because: "Too many wrong PINs." },
  processing_error: { ...transient, because: "An error while the card was processed." },
  reenter_transaction: { ...transient, because: "The issuer could not process it for an unknown reason." },
  restricted_card: {
    ...hard,
    because: "The card may not be used and may be lost or stolen. Not told to the shopper.",
  },
  revocation_of_all_authorizations: { ...hard, because: "The shopper revoked all authorisations." },
  revocation_of_authorization: { ...hard, because: "The shopper revoked the authorisation." },
  security_violation: { ...generic, because: "The issuer declined for an unknown reason." },
  service_not_allowed: { ...generic, because: "The issuer declined for an unknown reason." },
  stolen_card: { ...hard, because: "The card was reported stolen. Not told to the shopper." },
  stop_payment_order: { ...hard, because: "The shopper stopped payments to us at the issuer." },
  testmode_decline: { ...config, because: "A test card was used with a live key." },
  transaction_not_allowed: { ...generic, because: "The issuer does not allow the payment." },
  try_again_later: {
    ...transient,
    because: "The issuer declined for an unknown reason and may approve later.",
  },
  withdrawal_count_limit_exceeded: { ...funds, because: "The card went over its balance or credit limit." },
};

/** Error codes of a card payment that carry no decline code. */
export const stripeErrorCodes: Readonly<Record<string, Reviewed>> = {
  card_declined: { ...generic, because: "The card was declined." },
  card_decline_rate_limit_exceeded: {
    ...hard,
    because: "The card was declined too often; Stripe refuses it for 24 hours.",
  },
  incorrect_postal_code: { ...data, because: "The billing postcode does not match the card." },
  payment_intent_authentication_failure: {
    class: "authentication-failed",
    mayRetry: true,
    shopperMessage: "authentication-not-completed",
    because: "The shopper did not pass, or left, the bank's challenge.",
  },
  payment_intent_payment_attempt_expired: {
    ...transient,
    because: "The attempt expired at Stripe before it was finished.",
  },
  payment_intent_payment_attempt_failed: { ...generic, because: "The attempt failed at Stripe." },
};

/** A code nobody has reviewed is a plain no: shown as such, and never asked elsewhere. */
const unreviewed: Reviewed = { ...generic, because: "A code that is not in our table." };

/** Reads a refusal. Stripe's advice outranks the code: the same code comes with different advice. */
export function declineFrom(refusal: StripeRefusal): Decline {
  const code = refusal.decline_code ?? refusal.code ?? "unknown";
  const reviewed = stripeDeclines[code] ?? stripeErrorCodes[code] ?? unreviewed;
  const { because, ...advised } = advise(reviewed, refusal.advice_code ?? null);
  const advice = refusal.advice_code ? ` Stripe advises: ${refusal.advice_code}.` : "";
  return { ...advised, code, operatorMessage: `${because}${advice}` };
}

function advise(reviewed: Reviewed, advice: string | null): Reviewed {
  const never = reviewed.class === "hard" || reviewed.class === "fraud";
  switch (advice) {
    case "do_not_try_again":
      return never ? reviewed : { ...hard, because: reviewed.because };
    case "confirm_card_data":
      return never ? reviewed : { ...data, because: reviewed.because };
    case "try_again_later":
      return reviewed.class === "generic" ? { ...reviewed, class: "transient", mayRetry: true } : reviewed;
    case null:
    default:
      return reviewed;
  }
}
