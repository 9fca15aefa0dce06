import type { Money } from "@evertill/money";
import type { Attempt } from "../attempt/attempt.ts";
import type { Clock } from "../clock.ts";
import type { PayCommand } from "../payments.ts";
import type { CardSummary } from "../outcome.ts";
import type { Authentication, ProviderDetails, ProviderName } from "../provider.ts";
import { cardKeyOf } from "../retry-caps/card-key.ts";
import { deviceFacts } from "../risk/device.ts";
import { isDisposable } from "../risk/disposable-email.ts";
import { type RiskFacts, type RiskPolicy, scoreRisk } from "../risk/score-risk.ts";
import type { Try, TryStore } from "../risk/try-store.ts";
import type { UsualBasket } from "../risk/usual-basket.ts";
import { authenticationOf } from "./authentication-of.ts";
import { type CardPaymentStore, countersOf } from "./card-payments.ts";
import { decideAuthentication } from "./decide-authentication.ts";
import type { AuthenticationInput, AuthenticationPolicy } from "./decision.ts";
import type { DecisionStore } from "./decision-store.ts";
import type { RateSource } from "./exchange-rates.ts";

/** What is decided with. A provider that is not named here acquires nothing for us and decides by itself. */
export type AuthenticationSettings = {
  readonly acquirers: Readonly<Partial<Record<ProviderName, Acquirer>>>;
  readonly policy: AuthenticationPolicy;
  readonly riskPolicy: RiskPolicy;
  readonly rates: RateSource;
};

export type Acquirer = {
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  readonly fraudBand: AuthenticationInput["acquirerFraudBand"];
};

/** What is known of a payment beside its attempt. */
export type Known = Omit<PayCommand, "reference" | "amount" | "returnUrl" | "description"> & {
  /** As far as the provider or the browser told before anybody was asked. */
  readonly card: CardSummary | null;
};

/** Decides what is asked of the bank for an attempt, and keeps why, before the provider is asked. */
export type Authenticator = (
  attempt: Attempt,
  known: Known,
  afterSoftDecline: boolean,
) => Promise<Authentication>;

/** What is remembered between decisions. */
export type Memory = {
  readonly usualBasket: UsualBasket;
  readonly decisions: DecisionStore;
  readonly tries: TryStore;
  readonly cardPayments: CardPaymentStore;
};

export function createAuthenticator(
  { acquirers, policy, riskPolicy, rates: source }: AuthenticationSettings,
  { decisions, tries, cardPayments, usualBasket }: Memory,
  clock: Clock,
): Authenticator {
  return async (attempt, known, afterSoftDecline) => {
    const at = clock.now();
    const cardKey = known.card === null ? null : cardKeyOf(known.card);
    const { amount } = attempt;
    const [velocity, paid, rates, usual] = await Promise.all([
      tries.note(tryOf(attempt, known, cardKey), at),
      cardKey === null ? [] : cardPayments.note(attempt.id, cardKey, at),
      source(),
      usualBasket(amount.currency, at),
    ]);
    const acquirer = acquirers[attempt.provider];
    if (!acquirer) return { ask: afterSoftDecline ? "challenge" : "automatic", exemption: null };
    const risk = scoreRisk({ ...factsOf(attempt, known, { usual, at }), velocity }, riskPolicy);
    const decision = decideAuthentication({
      ...shopperAtOurTill,
      issuerCountry: known.card?.issuerCountry ?? null,
      authenticatedByWallet: known.card?.wallet?.authenticates ?? false,
      at,
      amount,
      provider: attempt.provider,
      acquirerCountry: acquirer.country,
      acquirerFraudBand: acquirer.fraudBand,
      riskScore: risk.score,
      riskSignals: risk.contributions.map(({ signal }) => signal),
      priorSoftDecline: afterSoftDecline,
      counters: countersOf(cardKey, paid, { amount, at, rates, policy }),
      rates,
      policy,
    });
    const kept = await decisions.keep({ attemptId: attempt.id, afterSoftDecline, decision, risk });
    return authenticationOf(kept.decision);
  };
}

/** All that the till takes: cards of one payment, typed into a provider's own frame or handed over by a wallet. */
const shopperAtOurTill = {
  initiator: "shopper",
  session: "browser",
  agreement: null,
  cardProduct: null,
  corporateProcess: false,
  trustedBeneficiary: false,
} as const satisfies Partial<AuthenticationInput>;

function tryOf({ id: attemptId }: Attempt, { email, shopper }: Known, cardKey: string | null): Try {
  return { attemptId, email, networkAddress: shopper?.ip ?? null, cardKey };
}

/** What is known of a payment at the till; the rest counts against nobody. */
function factsOf(
  { amount, providerDetails }: Attempt,
  { delivery, billing, card, basket, email, shopper = {}, instrument, languageTag }: Known,
  { usual, at }: { readonly usual: Money | null; readonly at: Date },
): Omit<RiskFacts, "velocity"> {
  const billed = billing ?? delivery;
  const billingCountry = billed?.country ?? null;
  return {
    countries: {
      billing: billingCountry,
      delivery: delivery?.country ?? null,
      issuer: card?.issuerCountry ?? null,
      network: shopper.country ?? null,
    },
    sameAddress:
      delivery && billed && delivery.line1 === billed.line1 && delivery.postcode === billed.postcode,
    basket: {
      totalMinor: amount.amountMinor,
      usualMinor: usual?.amountMinor ?? null,
      highestQuantity: basket?.highestQuantity ?? null,
      digital: basket?.digital ?? null,
    },
    device: deviceFacts({ shopper, instrument, languageTag, billingCountry, at }),
    disposableEmail: isDisposable(email),
    radarScore: radarScoreOf(providerDetails),
  };
}

/** Stripe tells with an answer how risky Radar found it: known once it was asked before, as when it is asked again with a challenge. */
function radarScoreOf({ riskScore }: ProviderDetails): number | null {
  return riskScore === undefined ? null : Number(riskScore);
}
