import type { Attempt } from "../attempt/attempt.ts";
import type { Clock } from "../clock.ts";
import type { PayCommand } from "../payments.ts";
import type { Authentication, ProviderName } from "../provider.ts";
import { type RiskFacts, type RiskPolicy, scoreRisk } from "../risk/score-risk.ts";
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

/** Decides what is asked of the bank for an attempt, and keeps why, before the provider is asked. */
export type Authenticator = (
  attempt: Attempt,
  command: Pick<PayCommand, "delivery" | "billing">,
  afterSoftDecline: boolean,
) => Promise<Authentication>;

export function createAuthenticator(
  { acquirers, policy, riskPolicy, rates }: AuthenticationSettings,
  store: DecisionStore,
  clock: Clock,
): Authenticator {
  return async (attempt, command, afterSoftDecline) => {
    const acquirer = acquirers[attempt.provider];
    if (!acquirer) return { ask: afterSoftDecline ? "challenge" : "automatic", exemption: null };
    const risk = scoreRisk(factsOf(attempt, command), riskPolicy);
    const decision = decideAuthentication({
      ...shopperAtOurTill,
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
    const kept = await store.keep({ attemptId: attempt.id, afterSoftDecline, decision, risk });
    return authenticationOf(kept.decision);
  };
}

/** All that the till takes: cards of one payment, typed into a provider's own frame, of which nothing is known beforehand. */
const shopperAtOurTill = {
  issuerCountry: null,
  initiator: "shopper",
  session: "browser",
  agreement: null,
  cardProduct: null,
  corporateProcess: false,
  trustedBeneficiary: false,
  counters: null,
} as const satisfies Partial<AuthenticationInput>;

/** What is known of a payment at the till; the rest counts against nobody. */
function factsOf(
  { amount }: Attempt,
  { delivery, billing }: Pick<PayCommand, "delivery" | "billing">,
): RiskFacts {
  const billed = billing ?? null;
  const sameStreet =
    delivery && billed && delivery.line1 === billed.line1 && delivery.postcode === billed.postcode;
  return {
    velocity: {
      attemptsWithCard: null,
      attemptsFromAddress: null,
      attemptsWithEmail: null,
      declinesFromAddress: null,
      cardsFromAddress: null,
    },
    countries: {
      billing: billed?.country ?? null,
      delivery: delivery?.country ?? null,
      issuer: null,
      network: null,
    },
    sameAddress: sameStreet,
    basket: { totalMinor: amount.amountMinor, usualMinor: null, highestQuantity: 1, giftCards: false },
    device: { seenBefore: null, disposableEmail: false, foreignTimeZone: null },
    radarScore: null,
  };
}
