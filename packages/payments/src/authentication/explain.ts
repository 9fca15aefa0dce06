import { formatMoney } from "@evertill/money";
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
  const figures = [countedWords(decision.counters), ratesWords(decision.rates)].join("");
  return `${whatHappens(decision)} because ${listOf(reasons)}${figures}; ${whoPays(decision)}.`;
}

function countedWords(counters: AuthenticationDecision["counters"]): string {
  if (!counters) return "";
  const { sum, count } = counters;
  const times = count === 1 ? "once" : `${count} times`;
  const together =
    sum === null ? "a sum not known for want of a rate" : `together ${formatMoney(sum, "en-GB")}`;
  return count === 0
    ? "; since its last authentication the card paid nothing here"
    : `; since its last authentication the card paid ${times} here, ${together}`;
}

function ratesWords(rates: AuthenticationDecision["rates"]): string {
  if (!rates) return "";
  const { on, source, ageDays } = rates;
  const age = ageDays === 1 ? "1 day" : `${ageDays} days`;
  return `; amounts were compared by the exchange rates of ${on} (${source}), ${age} old`;
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
    case "done-by-wallet":
      return "Nothing more was asked for";
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
