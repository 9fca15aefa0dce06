import type { AuthenticationInput } from "./decision.ts";
import type { Judgement } from "./exemptions.ts";
import { compareWithLimit } from "./limits.ts";
import type { Regime } from "./regimes.ts";

/**
 * Article 16: a low amount, and since the card was last authenticated either a low sum or few payments. The issuer
 * counts across all shops, so ours can only rule the exemption out, never prove it.
 */
export function judgeLowValue(input: AuthenticationInput, regimes: readonly Regime[]): Judgement {
  const judgements = regimes.map((regime) => judgeUnder(input, regime));
  return judgements.find(({ qualifies }) => !qualifies) ?? judgements[0] ?? refuse("low-value.not-in-regime");
}

function judgeUnder(input: AuthenticationInput, { lowValue }: Regime): Judgement {
  if (lowValue === null) return refuse("low-value.not-in-regime");
  const amount = compareWithLimit(input.amount, lowValue.amount, input);
  if (amount === "no-rate") return refuse("low-value.no-rate");
  if (amount === "above") return refuse("low-value.amount");
  if (input.counters === null) return refuse("low-value.not-counted");
  const { sum, count } = input.counters;
  const few = count <= lowValue.countSinceAuthentication;
  const little = sum !== null && compareWithLimit(sum, lowValue.sumSinceAuthentication, input) === "within";
  return few || little ? { qualifies: true, rule: "low-value.qualifies" } : refuse("low-value.counters");
}

function refuse(rule: Judgement["rule"]): Judgement {
  return { qualifies: false, rule };
}
