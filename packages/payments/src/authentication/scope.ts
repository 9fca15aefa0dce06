import type { Agreement, AuthenticationInput, Scope } from "./decision.ts";
import { type Regime, type RegimeName, regimeOfCountry, regimeOn } from "./regimes.ts";
import type { RuleId } from "./rules.ts";

/** Whether authentication is owed, and under whose limits. It never depends on the provider. */
export type Scoped = {
  readonly scope: Scope;
  readonly rules: readonly RuleId[];
  /** All of them must be satisfied. */
  readonly regimes: readonly Regime[];
  /** Whether the acquirer's risk analysis means anything to the issuer. */
  readonly acquirerBinds: boolean;
  readonly acquirer: RegimeName;
};

type Legs = Pick<Scoped, "scope" | "acquirerBinds"> & {
  readonly rule: RuleId;
  readonly names: readonly RegimeName[];
};

/** Throws a RangeError when the acquirer's country is not an ISO 3166-1 code: that is our own configuration. */
export function scopeOf(input: AuthenticationInput): Scoped {
  const issuer = regimeOfCountry(input.issuerCountry);
  const acquirer = regimeOfCountry(input.acquirerCountry);
  if (acquirer === null)
    throw new RangeError(
      `Not a country to acquire in: "${input.acquirerCountry}". Configure two capital letters, such as IE`,
    );
  const legs = legsOf(issuer, acquirer);
  const how = howItWasAsked(input);
  const scoped = how.scope === null ? legs : { ...legs, scope: how.scope };
  return {
    scope: scoped.scope,
    rules: [...how.rules, ...(how.scope === null ? [legs.rule] : [])],
    regimes: legs.names.map((name) => regimeOn(name, input.at)),
    acquirerBinds: legs.acquirerBinds,
    acquirer,
  };
}

/** The location of issuer and acquirer decides, not that of the shopper (EBA Q&A 2018_4030 and 4233). */
function legsOf(issuer: RegimeName | null, acquirer: RegimeName): Legs {
  const statutes = [issuer, acquirer].filter((name) => name === "EEA" || name === "UK");
  if (issuer === "outside")
    return { scope: "one-leg-out", rule: "scope.one-leg-out", names: ["outside"], acquirerBinds: false };
  if (issuer === null)
    return {
      scope: "in",
      rule: "scope.unknown-issuer",
      names: unknownIssuer(acquirer),
      acquirerBinds: acquirer !== "outside",
    };
  if (issuer === acquirer) {
    const rule = issuer === "CH" ? "scope.swiss" : "scope.same-regime";
    return { scope: "in", rule, names: [issuer], acquirerBinds: true };
  }
  if (issuer === "CH")
    return { scope: "in", rule: "scope.swiss", names: [...statutes, "CH"], acquirerBinds: false };
  const rule = statutes.length === 2 ? "scope.cross-regime" : "scope.issuer-obligated";
  return { scope: "in", rule, names: statutes, acquirerBinds: false };
}

/** A card nobody knows is taken for one of the acquirer's region; from outside, for the strictest. */
function unknownIssuer(acquirer: RegimeName): readonly RegimeName[] {
  return acquirer === "outside" ? ["EEA", "UK"] : [acquirer];
}

/** What is out of scope wherever issuer and acquirer are. */
function howItWasAsked(input: AuthenticationInput): {
  readonly scope: Scope | null;
  readonly rules: readonly RuleId[];
} {
  const { initiator, session, agreement, cardProduct } = input;
  if (session === "none" && initiator === "mail-or-phone")
    return { scope: "mail-or-phone", rules: ["scope.mail-or-phone"] };
  if (session === "none" && initiator === "merchant" && mayCollect(agreement))
    return { scope: "merchant-initiated", rules: ["scope.merchant-initiated"] };
  if (session === "browser" && initiator === "mail-or-phone")
    return { scope: null, rules: ["mail-or-phone.from-browser"] };
  if (session === "browser" && initiator === "merchant")
    return { scope: null, rules: ["merchant-initiated.from-browser"] };
  if (cardProduct === "anonymous-prepaid")
    return { scope: "anonymous-prepaid", rules: ["scope.anonymous-prepaid"] };
  return { scope: null, rules: [] };
}

function mayCollect(agreement: Agreement | null): boolean {
  return agreement !== null && agreement.authenticated && agreement.stage === "following";
}
