import type { Money } from "@evertill/money";
import type { ProviderHealth } from "../health/health.ts";
import type { CardSummary } from "../outcome.ts";
import type { ProviderName } from "../provider.ts";
import type { RoutingPolicy, RoutingRule } from "./policy.ts";

export type RoutingRequest = {
  readonly amount: Money;
  /** Path of the locale ("de-de"). */
  readonly locale: string;
  /** What else is known of the payment beforehand, by which a provider's authorisation rate is looked for. */
  readonly card?: CardSummary | null | undefined;
  /** ISO 3166-1 alpha-2. */
  readonly billingCountry?: string | null | undefined;
  /** Providers that cannot serve this shopper now: their script did not load, or they were just asked in vain. */
  readonly without: readonly ProviderName[];
};

/** What a shopper is offered, and why. */
export type RoutingDecision = {
  readonly policyVersion: string;
  readonly rule: string;
  /** Providers whose card fields may be shown, best first; the first one's are mounted. */
  readonly cards: readonly ProviderName[];
  readonly paypal: boolean;
  readonly reasons: readonly RoutingReason[];
};

export type RoutingReason = {
  readonly provider: ProviderName;
  readonly verdict: "offered" | "offered-last" | "left-out" | "kept-for-want-of-another";
  readonly because: string;
};

/** What is known of a provider beside its health: null where this process was not given it. */
export type ProviderView = (provider: ProviderName) => {
  readonly health: ProviderHealth;
  /** Why the amount cannot be asked for there. */
  readonly refusal: string | null;
} | null;

type Weighed = { readonly provider: ProviderName; readonly rank: 0 | 1 | 2; readonly because: string };

/**
 * Policy × health × what the amount allows. The order is the policy's; a provider below its usual authorisation rate goes
 * behind the others, one that cannot answer is left out, and where that leaves nobody the policy's first is kept: asking
 * in vain costs a shopper seconds, asking nobody costs the sale.
 */
export function chooseMethods(
  policy: RoutingPolicy,
  request: RoutingRequest,
  viewOf: ProviderView,
): RoutingDecision {
  const rule = ruleFor(policy, request);
  const cards = weighAll(rule.cards, request, viewOf);
  const wallet = rule.paypal ? weighAll(["paypal"], request, viewOf) : { offered: [], out: [] };
  const nobody = cards.offered.length === 0 && wallet.offered.length === 0;
  const kept = nobody ? cards.out.find(({ rank }) => rank === 2) : undefined;
  return {
    policyVersion: policy.version,
    rule: rule.name,
    cards: kept ? [kept.provider] : cards.offered.map(({ provider }) => provider),
    paypal: wallet.offered.length > 0,
    reasons: [...cards.offered, ...wallet.offered, ...cards.out, ...wallet.out].map((weighed) =>
      reasonOf(weighed, kept),
    ),
  };
}

function ruleFor({ rules }: RoutingPolicy, request: RoutingRequest): RoutingRule {
  const rule = rules.find(({ when }) => matches(when, request));
  if (!rule) throw new Error("A routing policy ends with a rule for everything");
  return rule;
}

function matches(
  { locales, currencies, amount: wanted }: RoutingRule["when"],
  request: RoutingRequest,
): boolean {
  const { amountMinor, currency } = request.amount;
  if (locales && !locales.includes(request.locale)) return false;
  if (currencies && !currencies.includes(currency)) return false;
  if (!wanted) return true;
  const { atLeastMinor = 0, atMostMinor = Infinity } = wanted;
  return wanted.currency === currency && amountMinor >= atLeastMinor && amountMinor <= atMostMinor;
}

function weighAll(providers: readonly ProviderName[], request: RoutingRequest, viewOf: ProviderView) {
  const weighed = providers.map((provider) => weigh(provider, request, viewOf));
  const able = weighed.filter((entry): entry is Weighed => !("out" in entry));
  return {
    // Stable: within a rank the policy's order stays.
    offered: able.toSorted((one, other) => one.rank - other.rank),
    out: weighed.filter((entry): entry is LeftOut => "out" in entry),
  };
}

type LeftOut = Weighed & { readonly out: true };

function weigh(provider: ProviderName, request: RoutingRequest, viewOf: ProviderView): Weighed | LeftOut {
  const view = viewOf(provider);
  const out = (because: string, rank: 1 | 2 = 1): LeftOut => ({ provider, rank, because, out: true });
  if (view === null) return out("it is not composed here");
  if (view.refusal !== null) return out(view.refusal);
  if (request.without.includes(provider)) return out("it could not serve this shopper just now");
  const { technical, because, approval, among } = view.health;
  // Rank 2 marks who may be kept when nobody else is left.
  if (technical !== "able") return out(because ?? technical, 2);
  return approval === "below-usual"
    ? {
        provider,
        rank: 1,
        because: `its authorisation rate${among ? ` of ${among}` : ""} is below its usual`,
      }
    : { provider, rank: 0, because: "the policy's order" };
}

function reasonOf(weighed: Weighed | LeftOut, kept: Weighed | undefined): RoutingReason {
  const { provider, because } = weighed;
  if (weighed === kept) return { provider, verdict: "kept-for-want-of-another", because };
  if ("out" in weighed) return { provider, verdict: "left-out", because };
  return { provider, verdict: weighed.rank === 0 ? "offered" : "offered-last", because };
}
