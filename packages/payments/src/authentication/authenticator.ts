import type { Attempt } from "../attempt/attempt.ts";
import type { Clock } from "../clock.ts";
import type { PayCommand } from "../payments.ts";
import type { CardSummary } from "../outcome.ts";
import type { Authentication, ProviderName } from "../provider.ts";
import { cardKeyOf } from "../retry-caps/retry-caps.ts";
import { type RiskFacts, type RiskPolicy, scoreRisk } from "../risk/score-risk.ts";
import type { Try, TryStore } from "../risk/try-store.ts";
import { authenticationOf } from "./authentication-of.ts";
import { decideAuthentication } from "./decide-authentication.ts";
import type { AuthenticationInput, AuthenticationPolicy } from "./decision.ts";
import type { DecisionStore } from "./decision-store.ts";
import type { ExchangeRates } from "./exchange-rates.ts";

/** What is decided with. A provider that is not named here acquires nothing for us and decides by itself. */
export type AuthenticationSettings = {
  readonly acquirers: Readonly<Partial<Record<ProviderName, Acquirer>>>;
  readonly policy: AuthenticationPolicy;
  readonly riskPolicy: RiskPolicy;
  readonly rates: ExchangeRates | null;
};

export type Acquirer = {
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  readonly fraudBand: AuthenticationInput["acquirerFraudBand"];
};

/** What is known of a payment beside its attempt. */
export type Known = Pick<PayCommand, "delivery" | "billing" | "email" | "shopper"> & {
  /** As far as the provider or the browser told before anybody was asked. */
  readonly card: CardSummary | null;
};

/** Decides what is asked of the bank for an attempt, and keeps why, before the provider is asked. */
export type Authenticator = (
  attempt: Attempt,
  known: Known,
  afterSoftDecline: boolean,
) => Promise<Authentication>;

export function createAuthenticator(
  { acquirers, policy, riskPolicy, rates }: AuthenticationSettings,
  { decisions, tries }: { readonly decisions: DecisionStore; readonly tries: TryStore },
  clock: Clock,
): Authenticator {
  return async (attempt, known, afterSoftDecline) => {
    const velocity = await tries.note(tryOf(attempt, known), clock.now());
    const acquirer = acquirers[attempt.provider];
    if (!acquirer) return { ask: afterSoftDecline ? "challenge" : "automatic", exemption: null };
    const risk = scoreRisk({ ...factsOf(attempt, known), velocity }, riskPolicy);
    const decision = decideAuthentication({
      ...shopperAtOurTill,
      issuerCountry: known.card?.issuerCountry ?? null,
      at: clock.now(),
      amount: attempt.amount,
      provider: attempt.provider,
      acquirerCountry: acquirer.country,
      acquirerFraudBand: acquirer.fraudBand,
      riskScore: risk.score,
      priorSoftDecline: afterSoftDecline,
      rates,
      policy,
    });
    const kept = await decisions.keep({ attemptId: attempt.id, afterSoftDecline, decision, risk });
    return authenticationOf(kept.decision);
  };
}

/** All that the till takes: cards of one payment, typed into a provider's own frame. */
const shopperAtOurTill = {
  initiator: "shopper",
  session: "browser",
  agreement: null,
  cardProduct: null,
  corporateProcess: false,
  trustedBeneficiary: false,
  counters: null,
} as const satisfies Partial<AuthenticationInput>;

function tryOf({ id: attemptId }: Attempt, { email, shopper, card }: Known): Try {
  const cardKey = card === null ? null : cardKeyOf(card);
  return { attemptId, email, networkAddress: shopper?.ip ?? null, cardKey };
}

/** What is known of a payment at the till; the rest counts against nobody. */
function factsOf({ amount }: Attempt, { delivery, billing, card }: Known): Omit<RiskFacts, "velocity"> {
  const billed = billing ?? null;
  const sameStreet =
    delivery && billed && delivery.line1 === billed.line1 && delivery.postcode === billed.postcode;
  return {
    countries: {
      billing: billed?.country ?? null,
      delivery: delivery?.country ?? null,
      issuer: card?.issuerCountry ?? null,
      network: null,
    },
    sameAddress: sameStreet,
    basket: { totalMinor: amount.amountMinor, usualMinor: null, highestQuantity: 1, giftCards: false },
    device: { seenBefore: null, disposableEmail: false, foreignTimeZone: null },
    radarScore: null,
  };
}
