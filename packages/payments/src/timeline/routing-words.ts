import type { Attempt } from "../attempt/attempt.ts";
import type { ProviderName } from "../provider.ts";
import { providerTitles } from "../provider-titles.ts";
import type { RoutingReason } from "../routing/choose-methods.ts";
import type { PaymentRecord } from "./payment-record.ts";

type Offer = PaymentRecord["routing"][number];

/** What a shopper was offered, and why, in two sentences. */
export function offerWords(record: PaymentRecord, { at, decision }: Offer): [string, string] {
  const { cards, paypal, rule, reasons } = decision;
  const first = cards[0];
  const offered = first
    ? `${providerTitles[first]}’s card fields were offered`
    : "No card fields were offered";
  const beside = paypal ? (first ? ", with PayPal beside them" : ", PayPal alone was") : "";
  const before = record.attempts.map(({ attempt }) => attempt).filter(({ createdAt }) => createdAt < at);
  const out = reasons
    .filter(({ verdict }) => verdict !== "offered")
    .map((reason) => becauseOf(before, reason));
  const policy = `The policy’s rule is “${rule}”.`;
  return [`${offered}${beside}.`, out.length === 0 ? policy : `${policy} ${out.join(" ")}`];
}

/** Why an attempt went to its provider and to no other: the sentence a person looks for. */
export function whyHere(record: PaymentRecord, attempt: Attempt): string {
  const offer = record.routing.findLast(({ at }) => at <= attempt.createdAt)?.decision;
  const mine = offer?.reasons.find(({ provider }) => provider === attempt.provider);
  const others = (offer?.reasons ?? []).filter(
    ({ provider, verdict }) => isCards(provider) && provider !== attempt.provider && isBehind(verdict),
  );
  const before = record.attempts.map((one) => one.attempt).filter(({ number }) => number < attempt.number);
  const why = others.map((reason) => becauseOf(before, reason));
  if (attempt.provider === "paypal") return join(["The shopper chose PayPal.", ...why]);
  if (mine?.verdict === "kept-for-want-of-another") {
    const title = providerTitles[attempt.provider];
    return join([
      `${title} was asked all the same, because nobody else was left.`,
      reasonWords(mine),
      ...why,
    ]);
  }
  if (why.length > 0) return join(why);
  return offer
    ? `It comes first by the policy’s rule “${offer.rule}”.`
    : "The shopper paid in its fields; nothing more is kept of the offer.";
}

/** `before`: the tries until then. */
function becauseOf(before: readonly Attempt[], reason: RoutingReason): string {
  const vain = before.findLast(({ provider }) => provider === reason.provider);
  if (reason.because !== couldNotServe || vain === undefined) return reasonWords(reason);
  const title = providerTitles[reason.provider];
  return `${title} was left out, because it had just been asked in vain (attempt ${vain.number}).`;
}

const couldNotServe = "it could not serve this shopper just now";

function reasonWords({ provider, verdict, because }: RoutingReason): string {
  const title = providerTitles[provider];
  const words =
    because === couldNotServe
      ? "its fields could not be used in the shopper’s browser just then"
      : plain(because);
  switch (verdict) {
    case "offered":
      return `${title} was offered: ${words}.`;
    case "offered-last":
      return `${title} came after the others, because ${words}.`;
    case "left-out":
      return `${title} was left out, because ${words}.`;
    case "kept-for-want-of-another":
      return `${title} was not well: ${words}.`;
  }
}

const operations: Readonly<Record<string, string>> = {
  prepare: "beginning a payment there",
  authorize: "asking it for money",
  continueAction: "going on after the bank’s question",
};

/** A breaker says "authorize: 5 calls in a row failed". */
function plain(because: string): string {
  return because
    .replace(/^(\w+): /, (whole, name: string) => (operations[name] ? `in ${operations[name]} ` : whole))
    .replace(/^it is not composed here$/, "it has no keys here")
    .replace(/\.$/, "");
}

function isCards(provider: ProviderName): boolean {
  return provider !== "paypal";
}

function isBehind(verdict: RoutingReason["verdict"]): boolean {
  return verdict === "left-out" || verdict === "offered-last";
}

function join(sentences: readonly string[]): string {
  return sentences.join(" ");
}
