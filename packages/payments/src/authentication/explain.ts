import type { AuthenticationDecision, Exemption } from "./decision.ts";
import { providerTitles } from "../provider-titles.ts";
import { rules } from "./rules.ts";

const exemptionNames: Readonly<Record<Exemption, string>> = {
  "low-value": "low-value",
  "transaction-risk-analysis": "risk-analysis",
  recurring: "recurring-payment",
  "trusted-beneficiary": "trusted-payee",
  "secure-corporate": "secure-corporate",
};

/** Says a decision in one English sentence, for the console. Works on a stored decision: only its own fields are read. */
export function explain(decision: AuthenticationDecision): string {
  const reasons = decision.rules.map((rule) => rules[rule]);
  return `${whatHappens(decision)} because ${listOf(reasons)}; ${whoPays(decision)}.`;
}

function whatHappens(decision: AuthenticationDecision): string {
  const provider = providerTitles[decision.provider];
  switch (decision.action) {
    case "none":
      return "No authentication was asked for";
    case "data-only":
      return "The issuer was sent data only";
    case "exempt":
      return `${provider} was asked for the ${exemptionNames[decision.exemption]} exemption`;
    case "left-to-provider":
      return `Whether to use the ${exemptionNames[decision.exemption]} exemption was left to ${provider}`;
    case "authenticate":
      return "Authentication was asked for, without a challenge if the issuer agrees,";
    case "challenge":
      return "A challenge was asked for";
  }
}

function whoPays({ liability, fallbackOnSoftDecline }: AuthenticationDecision): string {
  const bears = {
    merchant: "we bear fraud",
    issuer: "the issuer bears fraud once authenticated",
    unknown: "who bears fraud depends on what the provider does",
  }[liability];
  const then = {
    challenge: ", and a soft decline is answered with a challenge",
    "shopper-must-return": ", and after a soft decline the shopper must come back",
    none: "",
  }[fallbackOnSoftDecline];
  return bears + then;
}

function listOf(reasons: readonly string[]): string {
  const head = reasons.slice(0, -1).join(", ");
  const last = reasons.at(-1) ?? "";
  return head === "" ? last : `${head}, and ${last}`;
}
