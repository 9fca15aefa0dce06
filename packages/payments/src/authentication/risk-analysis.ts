import type { Money } from "@evertill/money";
import type { Abilities } from "./abilities.ts";
import type { AuthenticationInput } from "./decision.ts";
import type { Judgement } from "./exemptions.ts";
import { compareWithLimit } from "./limits.ts";
import type { Regime } from "./regimes.ts";
import type { Scoped } from "./scope.ts";

/**
 * Article 18: low risk, and an amount within the tier that the acquirer's own fraud rate has earned. A provider that runs
 * its own engine is the acquirer: its published ceiling stands in for a band nobody configured.
 */
export function judgeRiskAnalysis(
  input: AuthenticationInput,
  { regimes, acquirer, acquirerBinds }: Scoped,
  { riskAnalysisCeiling }: Abilities,
): Judgement {
  if (input.riskScore >= input.policy.noRiskAnalysisFromRisk) return refuse("risk-analysis.risk");
  if (!acquirerBinds) return refuse("risk-analysis.cross-regime");
  const ceiling = riskAnalysisCeiling[acquirer] ?? null;
  const tier = tierOf(input, regimes);
  if (typeof tier === "string" && (tier !== "risk-analysis.no-band" || ceiling === null)) return refuse(tier);
  const limits = [typeof tier === "string" ? null : tier, ceiling].filter((limit) => limit !== null);
  const compared = limits.map((limit) => compareWithLimit(input.amount, limit, input));
  if (compared.includes("above")) return refuse("risk-analysis.amount");
  if (compared.includes("no-rate")) return refuse("risk-analysis.no-rate");
  const rule = typeof tier === "string" ? "risk-analysis.provider-engine" : "risk-analysis.qualifies";
  return { qualifies: true, rule };
}

/** The highest amount of the rules that the configured band reaches. */
function tierOf(
  { acquirerFraudBand: band, at }: AuthenticationInput,
  regimes: readonly Regime[],
): Money | "risk-analysis.no-band" | "risk-analysis.band-expired" | "risk-analysis.no-tier" {
  if (band === null) return "risk-analysis.no-band";
  if (band.validUntil.getTime() < at.getTime()) return "risk-analysis.band-expired";
  const tiers = regimes.flatMap(({ riskAnalysis }) => riskAnalysis.map(({ upTo }) => upTo));
  const { currency, amountMinor } = band.limit;
  const reached = tiers.filter((tier) => tier.currency === currency && tier.amountMinor <= amountMinor);
  return reached[0] ?? "risk-analysis.no-tier";
}

function refuse(rule: Judgement["rule"]): Judgement {
  return { qualifies: false, rule };
}
