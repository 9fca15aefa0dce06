import { providerTitles } from "../provider-titles.ts";
import type { RoutingPolicy, RoutingRule } from "./policy.ts";

/** What one policy does otherwise than another, a sentence each; empty when payments go the same way. */
export function policyChanges(before: RoutingPolicy, after: RoutingPolicy): readonly string[] {
  const was = new Map(before.rules.map((rule) => [rule.name, rule]));
  const is = new Map(after.rules.map((rule) => [rule.name, rule]));
  const gone = before.rules.filter(({ name }) => !is.has(name));
  const kept = (rules: readonly RoutingRule[], other: ReadonlyMap<string, RoutingRule>) =>
    rules.map(({ name }) => name).filter((name) => other.has(name));
  const isReordered = kept(before.rules, is).join() !== kept(after.rules, was).join();
  return [
    ...gone.map(({ name }) => `The rule “${name}” is taken away.`),
    ...after.rules.flatMap((rule) => ruleChanges(was.get(rule.name), rule)),
    ...(isReordered
      ? [`The rules are asked in another order: ${after.rules.map(({ name }) => `“${name}”`).join(", ")}.`]
      : []),
  ];
}

function ruleChanges(before: RoutingRule | undefined, after: RoutingRule): string[] {
  const { name } = after;
  if (!before) return [`A rule “${name}” is added, ${conditionWords(after)}: ${routeWords(after)}.`];
  const changes: string[] = [];
  if (JSON.stringify(before.when) !== JSON.stringify(after.when))
    changes.push(`“${name}” counts ${conditionWords(after)}, and counted ${conditionWords(before)}.`);
  if (routeWords(before) !== routeWords(after))
    changes.push(`“${name}”: ${routeWords(after)}. Until now: ${routeWords(before)}.`);
  return changes;
}

/** Which payments a rule is for, in words that follow "counts". */
export function conditionWords({ when }: RoutingRule): string {
  const { locales, currencies, amount } = when;
  const parts = [
    ...(locales ? [`in ${locales.join(", ")}`] : []),
    ...(currencies ? [`for ${currencies.join(", ")}`] : []),
    ...(amount ? [amountWords(amount)] : []),
  ];
  return parts.length === 0 ? "for every payment" : parts.join(" ");
}

function amountWords({
  currency,
  atLeastMinor,
  atMostMinor,
}: NonNullable<RoutingRule["when"]["amount"]>): string {
  const least = atLeastMinor === undefined ? [] : [`from ${atLeastMinor}`];
  const most = atMostMinor === undefined ? [] : [`up to ${atMostMinor}`];
  return [...least, ...most, `minor units of ${currency}`].join(" ");
}

/** Who takes what under a rule. */
export function routeWords({ cards, paypal }: RoutingRule): string {
  const taken = cards.map((name) => providerTitles[name]).join(", then ");
  return `cards go to ${taken}, and PayPal ${paypal ? "is offered beside them" : "is not offered"}`;
}
