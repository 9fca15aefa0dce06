import { abilitiesOf } from "./abilities.ts";
import type { AuthenticationInput, Exemption } from "./decision.ts";
import { judgeLowValue } from "./low-value.ts";
import { judgeRiskAnalysis } from "./risk-analysis.ts";
import type { RuleId } from "./rules.ts";
import type { Scoped } from "./scope.ts";

/** Whether an exemption's conditions are met; null when the payment is not of its kind at all. */
export type Judgement = { readonly qualifies: boolean; readonly rule: RuleId };

/** The first exemption that is met, and every reason on the way to it. The order is from the surest to the most arguable. */
export function findExemption(
  input: AuthenticationInput,
  scoped: Scoped,
): { readonly exemption: Exemption | null; readonly rules: readonly RuleId[] } {
  const judges: readonly [Exemption, () => Judgement | null][] = [
    ["secure-corporate", () => judgeSecureCorporate(input)],
    ["trusted-beneficiary", () => judgeTrustedBeneficiary(input)],
    ["recurring", () => judgeRecurring(input)],
    ["low-value", () => judgeLowValue(input, scoped.regimes)],
    ["transaction-risk-analysis", () => judgeRiskAnalysis(input, scoped, abilitiesOf[input.provider])],
  ];
  const rules: RuleId[] = [];
  for (const [exemption, judge] of judges) {
    const judgement = judge();
    if (judgement === null) continue;
    rules.push(judgement.rule);
    if (judgement.qualifies) return { exemption, rules };
  }
  return { exemption: null, rules };
}

/** Article 17: a corporate card alone is not enough. */
function judgeSecureCorporate({ cardProduct, corporateProcess }: AuthenticationInput): Judgement | null {
  if (cardProduct !== "corporate") return null;
  return corporateProcess
    ? { qualifies: true, rule: "secure-corporate.qualifies" }
    : { qualifies: false, rule: "secure-corporate.no-process" };
}

/** Article 13. */
function judgeTrustedBeneficiary({ trustedBeneficiary }: AuthenticationInput): Judgement | null {
  return trustedBeneficiary ? { qualifies: true, rule: "trusted-beneficiary.qualifies" } : null;
}

/** Article 14: the same amount to the same payee again, with the shopper present. */
function judgeRecurring({ agreement }: AuthenticationInput): Judgement | null {
  if (agreement?.kind !== "recurring") return null;
  return agreement.amount === "fixed"
    ? { qualifies: true, rule: "recurring.qualifies" }
    : { qualifies: false, rule: "recurring.variable" };
}
