import type { Money } from "@evertill/money";
import type { ProviderName } from "../provider.ts";
import type { RiskSignalName } from "../risk/score-risk.ts";
import type { ExchangeRates } from "./exchange-rates.ts";
import type { RegimeName } from "./regimes.ts";
import type { RuleId } from "./rules.ts";

export type Exemption =
  | "low-value"
  | "transaction-risk-analysis"
  | "recurring"
  | "trusted-beneficiary"
  | "secure-corporate";

/** What shopper and shop agreed about later payments. */
export type Agreement = {
  readonly kind: "recurring" | "installment" | "unscheduled";
  /** `changed`: another amount or payee than the shopper authenticated. */
  readonly stage: "first" | "following" | "changed";
  readonly amount: "fixed" | "variable";
  /** Whether the shopper was authenticated when it was made. */
  readonly authenticated: boolean;
};

/** Everything a decision is taken from; nothing else is looked at. */
export type AuthenticationInput = {
  readonly at: Date;
  readonly amount: Money;
  readonly provider: ProviderName;
  /** ISO 3166-1 alpha-2 of the card's issuer; null when not known, which is in scope. */
  readonly issuerCountry: string | null;
  /** Where the provider acquires for us. */
  readonly acquirerCountry: string;
  readonly initiator: "shopper" | "merchant" | "mail-or-phone";
  /** A payment that comes from a shopper's browser is never mail order, whatever the initiator says. */
  readonly session: "browser" | "none";
  readonly agreement: Agreement | null;
  readonly cardProduct: "consumer" | "corporate" | "anonymous-prepaid" | null;
  /** Paid through a dedicated corporate process (lodged or virtual cards), which article 17 asks for. */
  readonly corporateProcess: boolean;
  /** The cardholder keeps us on the issuer's list of trusted payees. */
  readonly trustedBeneficiary: boolean;
  /** The shopper's wallet authenticated them on their device, and the card's number is one that only it can use. */
  readonly authenticatedByWallet: boolean;
  /** 0 to 100, as `src/risk` scores it. */
  readonly riskScore: number;
  /** What the score is made of, for the reasons. */
  readonly riskSignals: readonly RiskSignalName[];
  /** How far the acquirer's fraud rate lets it go, and until when it said so. */
  readonly acquirerFraudBand: { readonly limit: Money; readonly validUntil: Date } | null;
  /** What this card paid here since it was last authenticated; null when too little is known of it to count. */
  readonly counters: PaymentCounters | null;
  /** The issuer already answered this payment with "authenticate". */
  readonly priorSoftDecline: boolean;
  readonly rates: ExchangeRates | null;
  readonly policy: AuthenticationPolicy;
};

/** `sum`: null where other currencies were paid in and there is no current rate for them. */
export type PaymentCounters = { readonly sum: Money | null; readonly count: number };

export type AuthenticationPolicy = {
  /** From this score on a challenge is asked for. */
  readonly challengeFromRisk: number;
  /** From this score on the acquirer's risk analysis is not relied on. */
  readonly noRiskAnalysisFromRisk: number;
  /** The law says "does not exceed"; some providers' pages say "less than". */
  readonly limitsAreInclusive: boolean;
  readonly ratesMaxAgeDays: number;
  /** Out of scope, send the issuer the data of an authentication without asking for one. */
  readonly dataOnlyOutOfScope: boolean;
};

export const defaultAuthenticationPolicy: AuthenticationPolicy = {
  challengeFromRisk: 75,
  noRiskAnalysisFromRisk: 25,
  limitsAreInclusive: true,
  ratesMaxAgeDays: 5,
  dataOnlyOutOfScope: false,
};

export type Scope = "in" | "one-leg-out" | "merchant-initiated" | "mail-or-phone" | "anonymous-prepaid";

/** Plain data, to be stored with the attempt as it is. */
export type AuthenticationDecision = {
  readonly provider: ProviderName;
  readonly scope: Scope;
  /** The rule books whose limits counted, in the version of the day. */
  readonly regimes: readonly { readonly regime: RegimeName; readonly validFrom: string }[];
  readonly agreement: Agreement["kind"] | null;
  /** Why, in the order in which it was thought. */
  readonly rules: readonly RuleId[];
  /** What the card had paid, where the low-value exemption hung on it. Not kept with decisions before it was counted. */
  readonly counters?: PaymentCounters;
  /** Which rates limits in another currency were compared by, current or not. */
  readonly rates?: { readonly on: string; readonly source: string; readonly ageDays: number };
  /** What is left to do when the issuer answers "authenticate". */
  readonly fallbackOnSoftDecline: "challenge" | "shopper-must-return" | "none";
} & AuthenticationAction;

export type AuthenticationAction =
  | {
      readonly action: "none" | "data-only";
      readonly exemption: null;
      readonly askedBy: "nobody";
      readonly liability: "merchant";
    }
  | {
      readonly action: "exempt";
      readonly exemption: Exemption;
      readonly askedBy: "merchant";
      readonly liability: "merchant";
    }
  /** The payment would qualify, and this provider asks for exemptions by itself or not at all. */
  | {
      readonly action: "left-to-provider";
      readonly exemption: Exemption;
      readonly askedBy: "provider";
      readonly liability: "unknown";
    }
  /** The device did it, on the issuer's behalf: its cryptogram leaves nothing to ask, and whoever bears fraud after a challenge bears it. */
  | {
      readonly action: "done-by-wallet";
      readonly exemption: null;
      readonly askedBy: "wallet";
      readonly liability: "issuer";
    }
  /** Frictionless is welcome. */
  | {
      readonly action: "authenticate";
      readonly exemption: null;
      readonly askedBy: "merchant";
      readonly liability: "issuer";
    }
  /** `mandated`: the rules want it, rather than our own caution. */
  | {
      readonly action: "challenge";
      readonly mandated: boolean;
      readonly exemption: null;
      readonly askedBy: "merchant";
      readonly liability: "issuer";
    };
