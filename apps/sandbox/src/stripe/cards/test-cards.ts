import type { PaymentError } from "../model.ts";

/** How a card behaves when it is charged. */
export type CardBehaviour = {
  readonly name: string;
  readonly number: string;
  readonly brand?: string;
  readonly country?: string;
  readonly funding?: "credit" | "debit" | "prepaid";
  /** Whether the bank asks for a challenge, waves it through, or has nothing of the kind. */
  readonly threeDSecure:
    | "required"
    | "supported"
    | "not-supported"
    | "frictionless"
    | "lookup-error"
    | "supported-error";
  readonly decline?: Pick<PaymentError, "code" | "message"> & Partial<PaymentError>;
  readonly riskLevel?: "normal" | "elevated" | "highest";
  readonly refund?: "pending" | "failed";
};

const declined = "Your card was declined.";

// docs.stripe.com/testing; advice codes as test mode gives them (see the README for the sources).
const declines = {
  generic: {
    code: "card_declined",
    declineCode: "generic_decline",
    message: declined,
    adviceCode: "try_again_later",
  },
  insufficientFunds: {
    code: "card_declined",
    declineCode: "insufficient_funds",
    message: "Your card has insufficient funds.",
    adviceCode: "try_again_later",
  },
  lost: {
    code: "card_declined",
    declineCode: "lost_card",
    message: declined,
    adviceCode: "do_not_try_again",
  },
  stolen: {
    code: "card_declined",
    declineCode: "stolen_card",
    message: declined,
    adviceCode: "do_not_try_again",
  },
  expired: {
    code: "expired_card",
    declineCode: "expired_card",
    message: "Your card has expired.",
    param: "exp_month",
    adviceCode: "confirm_card_data",
  },
  cvc: {
    code: "incorrect_cvc",
    declineCode: "incorrect_cvc",
    message: "Your card's security code is incorrect.",
    param: "cvc",
    adviceCode: "confirm_card_data",
  },
  processing: {
    code: "processing_error",
    declineCode: "processing_error",
    message: "An error occurred while processing your card. Try again in a little bit.",
    adviceCode: "try_again_later",
  },
  velocity: {
    code: "card_declined",
    declineCode: "card_velocity_exceeded",
    message:
      "Your card was declined for making repeated attempts too frequently or exceeding its amount limit.",
    adviceCode: "try_again_later",
  },
  fraudulent: { code: "card_declined", declineCode: "fraudulent", message: declined },
} as const satisfies Record<string, CardBehaviour["decline"]>;

const card = (name: string, number: string, rest: Partial<CardBehaviour> = {}): CardBehaviour => ({
  name,
  number,
  threeDSecure: "not-supported",
  ...rest,
});

/** Visa by the issuer's country (docs.stripe.com/testing, "Cards by country"). */
const visaByCountry: Readonly<Record<string, string>> = {
  AT: "4000000400000008",
  BE: "4000000560000004",
  BG: "4000001000000000",
  BY: "4000001120000005",
  HR: "4000001910000009",
  CY: "4000001960000008",
  CZ: "4000002030000002",
  DK: "4000002080000001",
  EE: "4000002330000009",
  FI: "4000002460000001",
  FR: "4000002500000003",
  DE: "4000002760000016",
  GI: "4000002920000005",
  GR: "4000003000000030",
  HU: "4000003480000005",
  IE: "4000003720000005",
  IT: "4000003800000008",
  LV: "4000004280000005",
  LI: "4000004380000004",
  LT: "4000004400000000",
  LU: "4000004420000006",
  MT: "4000004700000007",
  NL: "4000005280000002",
  NO: "4000005780000007",
  PL: "4000006160000005",
  PT: "4000006200000007",
  RO: "4000006420000001",
  SA: "4000006820000007",
  SI: "4000007050000006",
  SK: "4000007030000001",
  ES: "4000007240000007",
  SE: "4000007520000008",
  CH: "4000007560000009",
  CN: "4000001560000002",
  HK: "4000003440000004",
  IN: "4000003560000008",
  MY: "4000004580000002",
  NZ: "4000005540000008",
  SG: "4000007020000003",
  TW: "4000001580000008",
  PA: "4000005910000000",
  PY: "4000006000000066",
  PE: "4000006040000068",
  CO: "4000001700000003",
  CL: "4000001520000001",
  CR: "4000001880000005",
  EC: "4000002180000000",
  UY: "4000008580000003",
  AE: "4000007840000001",
};

/** The published test cards. Any other number that is a card number behaves like the first. */
export const testCards: readonly CardBehaviour[] = [
  card("visa", "4242424242424242", { threeDSecure: "supported" }),
  card("visa-debit", "4000056655665556", { funding: "debit", threeDSecure: "supported" }),
  card("mastercard", "5555555555554444", { threeDSecure: "supported" }),
  card("mastercard-2-series", "2223003122003222", { threeDSecure: "supported" }),
  card("mastercard-debit", "5200828282828210", { funding: "debit", threeDSecure: "supported" }),
  card("mastercard-prepaid", "5105105105105100", { funding: "prepaid", threeDSecure: "supported" }),
  card("amex", "378282246310005"),
  card("amex-second", "371449635398431"),
  card("discover", "6011111111111117", { threeDSecure: "supported" }),
  card("discover-second", "6011000990139424", { threeDSecure: "supported" }),
  card("discover-debit", "6011981111111113", { funding: "debit", threeDSecure: "supported" }),
  card("diners", "3056930009020004"),
  card("diners-14", "36227206271667"),
  card("bccard", "6555900000604105", { country: "KR" }),
  card("jcb", "3566002020360505", { country: "JP" }),
  card("unionpay", "6200000000000005", { country: "CN" }),
  card("unionpay-debit", "6200000000000047", { country: "CN", funding: "debit" }),
  card("unionpay-19", "6205500000000000004", { country: "CN" }),
  card("visa-ar", "4000000320000021", { country: "AR" }),
  card("visa-br", "4000000760000002", { country: "BR" }),
  card("visa-ca", "4000001240000000", { country: "CA" }),
  card("visa-mx", "4000004840008001", { country: "MX" }),
  card("visa-gb", "4000008260000000", { country: "GB", threeDSecure: "supported" }),
  card("visa-au", "4000000360000006", { country: "AU" }),
  card("visa-jp", "4000003920000003", { country: "JP" }),
  card("visa-gb-debit", "4000058260000005", { country: "GB", funding: "debit", threeDSecure: "supported" }),
  ...Object.entries(visaByCountry).map(([country, number]) =>
    card(`visa-${country.toLowerCase()}`, number, { country, threeDSecure: "supported" }),
  ),
  card("declined", "4000000000000002", { decline: declines.generic }),
  card("insufficient-funds", "4000000000009995", { decline: declines.insufficientFunds }),
  card("lost", "4000000000009987", { decline: declines.lost }),
  card("stolen", "4000000000009979", { decline: declines.stolen }),
  card("expired", "4000000000000069", { decline: declines.expired }),
  card("incorrect-cvc", "4000000000000127", { decline: declines.cvc }),
  card("processing-error", "4000000000000119", { decline: declines.processing }),
  card("velocity", "4000000000006975", { decline: declines.velocity }),
  card("fails-after-attach", "4000000000000341", { decline: declines.generic }),
  card("always-blocked", "4100000000000019", { decline: declines.fraudulent, riskLevel: "highest" }),
  card("highest-risk", "4000000000004954", { decline: declines.fraudulent, riskLevel: "highest" }),
  card("elevated-risk", "4000000000009235", { riskLevel: "elevated" }),
  card("cvc-check-fails", "4000000000000101"),
  card("postcode-check-fails", "4000000000000036"),
  card("line1-check-fails", "4000000000000028"),
  card("address-checks-fail", "4000000000000010"),
  card("address-unavailable", "4000000000000044"),
  card("refund-pending", "4000000000007726", { refund: "pending" }),
  card("refund-fails", "4000000000005126", { refund: "failed" }),
  card("available-at-once", "4000000000000077"),
  card("available-at-once-international", "4000003720000278", { country: "IE" }),
  card("authenticate-unless-set-up", "4000002500003155", { threeDSecure: "required" }),
  card("always-authenticate", "4000002760003184", { threeDSecure: "required", country: "DE" }),
  card("already-set-up", "4000003800000446", { threeDSecure: "required" }),
  card("insufficient-funds-after-authentication", "4000008260003178", {
    threeDSecure: "required",
    decline: declines.insufficientFunds,
    country: "GB",
  }),
  card("three-d-secure-2", "4000000000003220", { threeDSecure: "required", country: "IE" }),
  card("three-d-secure-2-us", "4000008400000027", { threeDSecure: "required" }),
  card("declined-after-authentication", "4000008400001629", {
    threeDSecure: "required",
    decline: declines.generic,
  }),
  card("lookup-error", "4000008400001280", { threeDSecure: "lookup-error", decline: declines.generic }),
  card("three-d-secure-supported", "4000000000003055", { threeDSecure: "supported" }),
  card("three-d-secure-supported-error", "4000000000003097", { threeDSecure: "supported-error" }),
  card("frictionless", "4000000032200000", { threeDSecure: "frictionless" }),
  card("three-d-secure-not-supported", "4000000000000572"),
];

/** `pm_card_…` names of the same cards (docs.stripe.com/testing, "PaymentMethods"). */
export const testPaymentMethods: Readonly<Record<string, string>> = {
  pm_card_visa: "visa",
  pm_card_visa_debit: "visa-debit",
  pm_card_mastercard: "mastercard",
  pm_card_mastercard_debit: "mastercard-debit",
  pm_card_mastercard_prepaid: "mastercard-prepaid",
  pm_card_amex: "amex",
  pm_card_discover: "discover",
  pm_card_diners: "diners",
  pm_card_jcb: "jcb",
  pm_card_unionpay: "unionpay",
  pm_card_visa_chargeDeclined: "declined",
  pm_card_chargeDeclined: "declined",
  pm_card_visa_chargeDeclinedInsufficientFunds: "insufficient-funds",
  pm_card_visa_chargeDeclinedLostCard: "lost",
  pm_card_visa_chargeDeclinedStolenCard: "stolen",
  pm_card_chargeDeclinedExpiredCard: "expired",
  pm_card_chargeDeclinedIncorrectCvc: "incorrect-cvc",
  pm_card_chargeDeclinedProcessingError: "processing-error",
  pm_card_visa_chargeDeclinedVelocityLimitExceeded: "velocity",
  pm_card_chargeCustomerFail: "fails-after-attach",
  pm_card_chargeDeclinedFraudulent: "always-blocked",
  pm_card_radarBlock: "always-blocked",
  pm_card_riskLevelElevated: "elevated-risk",
  pm_card_riskLevelHighest: "highest-risk",
  pm_card_refundFail: "refund-fails",
  pm_card_pendingRefund: "refund-pending",
  pm_card_authenticationRequired: "always-authenticate",
  pm_card_authenticationRequiredOnSetup: "authenticate-unless-set-up",
  pm_card_authenticationRequiredChargeDeclinedInsufficientFunds: "insufficient-funds-after-authentication",
  pm_card_threeDSecure2Required: "three-d-secure-2",
  pm_card_threeDSecureRequired: "three-d-secure-2-us",
  pm_card_threeDSecureRequiredChargeDeclined: "declined-after-authentication",
  pm_card_threeDSecureRequiredProcessingError: "lookup-error",
  pm_card_threeDSecureOptional: "three-d-secure-supported",
  pm_card_threeDSecureOptionalProcessingError: "three-d-secure-supported-error",
  pm_card_avsFail: "address-checks-fail",
  pm_card_avsLine1Fail: "line1-check-fails",
  pm_card_avsZipFail: "postcode-check-fails",
  pm_card_avsUnchecked: "address-unavailable",
  pm_card_cvcCheckFail: "cvc-check-fails",
  pm_card_bypassPending: "available-at-once",
  pm_card_bypassPendingInternational: "available-at-once-international",
  pm_card_us: "visa",
  pm_card_gb: "visa-gb",
  pm_card_gb_debit: "visa-gb-debit",
  pm_card_ar: "visa-ar",
  pm_card_br: "visa-br",
  pm_card_ca: "visa-ca",
  pm_card_mx: "visa-mx",
  pm_card_au: "visa-au",
  pm_card_jp: "visa-jp",
  ...Object.fromEntries(
    Object.keys(visaByCountry).map((country) => [
      `pm_card_${country.toLowerCase()}`,
      `visa-${country.toLowerCase()}`,
    ]),
  ),
};

const byNumber = new Map(testCards.map((entry) => [entry.number, entry]));
const byName = new Map(testCards.map((entry) => [entry.name, entry]));
const ordinary = testCards[0] as CardBehaviour;

export function behaviourOfNumber(number: string): CardBehaviour {
  return byNumber.get(number) ?? ordinary;
}

export function behaviourNamed(name: string): CardBehaviour {
  return byName.get(name) ?? ordinary;
}
