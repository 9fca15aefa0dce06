import { abilitiesOf } from "./abilities.ts";
import type { AuthenticationAction, AuthenticationDecision, AuthenticationInput } from "./decision.ts";
import { ageInDays } from "./exchange-rates.ts";
import { findExemption } from "./exemptions.ts";
import type { RuleId } from "./rules.ts";
import { type Scoped, scopeOf } from "./scope.ts";

/**
 * Decides, before a provider is asked, whether the shopper is authenticated, and if not on what ground. Pure: the same
 * input gives the same decision on any day, because the day is part of it. Thresholds, their versions and sources are in
 * `regimes.ts`; what a provider can be asked, in `abilities.ts`.
 *
 * Throws a RangeError for an amount that is not above zero, a risk score outside 0 to 100, or an acquirer's country that
 * is not one: nothing a shopper sends can cause these.
 */
export function decideAuthentication(input: AuthenticationInput): AuthenticationDecision {
  assertValid(input);
  const scoped = scopeOf(input);
  const { action, rules, lookedAt } = decide(input, scoped);
  return {
    provider: input.provider,
    scope: scoped.scope,
    regimes: scoped.regimes.map(({ regime, validFrom }) => ({ regime, validFrom })),
    agreement: input.agreement?.kind ?? null,
    rules: [...scoped.rules, ...rules.flatMap((rule) => withSignals(rule, input))],
    ...lookedAt,
    fallbackOnSoftDecline: fallbackOf(input, action),
    ...action,
  };
}

/** Where the risk score decided, what it is made of. */
function withSignals(rule: RuleId, { riskSignals }: AuthenticationInput): readonly RuleId[] {
  const isOfRisk = rule === "risk.challenge" || rule === "risk-analysis.risk";
  return isOfRisk ? [rule, ...riskSignals.map((signal) => `risk.${signal}` as const)] : [rule];
}

type Decided = {
  readonly action: AuthenticationAction;
  readonly rules: readonly RuleId[];
  readonly lookedAt?: Pick<AuthenticationDecision, "counters" | "rates">;
};

function decide(input: AuthenticationInput, scoped: Scoped): Decided {
  const mandate = mandateOf(input, scoped);
  if (mandate !== null) return { action: challenge(true), rules: [mandate] };
  if (scoped.scope === "merchant-initiated" || scoped.scope === "mail-or-phone")
    return { action: unasked("none"), rules: [] };
  if (input.authenticatedByWallet && input.session === "browser")
    return { action: doneByWallet, rules: ["wallet.authenticated"] };
  if (input.riskScore >= input.policy.challengeFromRisk)
    return { action: challenge(false), rules: ["risk.challenge"] };
  return scoped.scope === "in" ? whenInScope(input, scoped) : whenOutOfScope(input);
}

/** Why a challenge is owed whatever else is true. The issuer's own word comes before any table of ours. */
function mandateOf(
  { priorSoftDecline, initiator, session, agreement }: AuthenticationInput,
  { scope }: Scoped,
): RuleId | null {
  if (priorSoftDecline) return "soft-decline";
  if (scope !== "in") return null;
  const collects = initiator === "merchant" && session === "none";
  if (agreement === null) return collects ? "agreement.missing" : null;
  if (agreement.stage === "first") return "agreement.first";
  if (agreement.stage === "changed") return "agreement.changed";
  return agreement.authenticated ? null : "agreement.not-authenticated";
}

function whenInScope(input: AuthenticationInput, scoped: Scoped): Decided {
  const { exemption, rules } = findExemption(input, scoped);
  const lookedAt = { ...countersLookedAt(input, rules), ...ratesLookedAt(input, scoped) };
  if (exemption === null)
    return { action: authenticate, rules: [...rules, "default.authenticate"], lookedAt };
  if (abilitiesOf[input.provider].exemptions.has(exemption)) {
    const asked = { action: "exempt", exemption, askedBy: "merchant", liability: "merchant" } as const;
    return { action: asked, rules, lookedAt };
  }
  return {
    action: { action: "left-to-provider", exemption, askedBy: "provider", liability: "unknown" },
    rules: [...rules, "provider.cannot-ask"],
    lookedAt,
  };
}

function countersLookedAt(
  { counters }: AuthenticationInput,
  rules: readonly RuleId[],
): Pick<AuthenticationDecision, "counters"> {
  const hungOnThem = rules.includes("low-value.qualifies") || rules.includes("low-value.counters");
  return counters !== null && hungOnThem ? { counters } : {};
}

/** Where a limit is in another currency than the amount, the rates it was compared by. */
function ratesLookedAt(
  { amount, provider, rates, at }: AuthenticationInput,
  { regimes, acquirer }: Scoped,
): Pick<AuthenticationDecision, "rates"> {
  // The tiers of a regime are in the currency of its low-value limit.
  const limits = regimes.map(({ lowValue }) => lowValue?.amount);
  const ceiling = abilitiesOf[provider].riskAnalysisCeiling[acquirer];
  const isElsewhere = [...limits, ceiling].some((limit) => limit && limit.currency !== amount.currency);
  if (rates === null || !isElsewhere) return {};
  const { on, source } = rates;
  return { rates: { on: on.toISOString().slice(0, 10), source, ageDays: ageInDays(rates, at) } };
}

function whenOutOfScope({ provider, policy }: AuthenticationInput): Decided {
  return policy.dataOnlyOutOfScope && abilitiesOf[provider].dataOnly
    ? { action: unasked("data-only"), rules: ["risk.data-only"] }
    : { action: unasked("none"), rules: [] };
}

/** One step-up for one payment, and only while the shopper is there. */
function fallbackOf(
  { session, priorSoftDecline }: AuthenticationInput,
  { action }: AuthenticationAction,
): AuthenticationDecision["fallbackOnSoftDecline"] {
  if (priorSoftDecline) return "none";
  if (session === "none") return "shopper-must-return";
  return action === "challenge" ? "none" : "challenge";
}

const authenticate: AuthenticationAction = {
  action: "authenticate",
  exemption: null,
  askedBy: "merchant",
  liability: "issuer",
};

const doneByWallet: AuthenticationAction = {
  action: "done-by-wallet",
  exemption: null,
  askedBy: "wallet",
  liability: "issuer",
};

function challenge(mandated: boolean): AuthenticationAction {
  return { action: "challenge", mandated, exemption: null, askedBy: "merchant", liability: "issuer" };
}

function unasked(action: "none" | "data-only"): AuthenticationAction {
  return { action, exemption: null, askedBy: "nobody", liability: "merchant" };
}

function assertValid({ amount, riskScore, counters }: AuthenticationInput): void {
  if (amount.amountMinor <= 0)
    throw new RangeError(
      `Only an amount above zero can be decided on, not ${amount.amountMinor} ${amount.currency}`,
    );
  if (!(riskScore >= 0 && riskScore <= 100))
    throw new RangeError(`A risk score lies between 0 and 100, not at ${riskScore}: ask scoreRisk for it`);
  if (counters !== null && ((counters.sum?.amountMinor ?? 0) < 0 || counters.count < 0))
    throw new RangeError("What a card paid since its last authentication cannot be negative");
}
