import { formatMoney, type Money } from "@evertill/money";
import type { Attempt, FenceReason, StateName } from "../attempt/attempt.ts";
import type { CardSummary, Decline } from "../outcome.ts";
import { walletTitles } from "../wallet-titles.ts";
import { providerTitles } from "../provider-titles.ts";
import type { AttemptRecord, Step } from "./payment-record.ts";
import type { TimelineEntry } from "./timeline.ts";

type Said = Pick<TimelineEntry, "sentence" | "because" | "tone">;

/** One transition of an attempt in words. `whyHere` is asked for the first one only. */
export function stepEntry(record: AttemptRecord, step: Step, whyHere: () => string): TimelineEntry {
  const { attempt } = record;
  const said = step.to === "created" ? begun(attempt, whyHere()) : say(attempt, step);
  return { at: step.at, rules: [], attempt: attempt.number, ...said };
}

function begun({ provider, amount }: Attempt, why: string): Said {
  const sentence = `A try at ${providerTitles[provider]} began, for ${inWords(amount)}.`;
  return { sentence, because: why, tone: "note" };
}

function say(attempt: Attempt, { from, to, cause }: Step): Said {
  const provider = providerTitles[attempt.provider];
  const learnt = learntBy(cause, provider);
  switch (to) {
    case "created":
    case "sent":
      return note(`The shopper did their part, and ${provider} was asked to go on.`);
    case "requires_action":
      return note("The shopper’s bank or wallet asks them to confirm.", learnt);
    case "unknown":
      if (cause === "fence") return heldBack(attempt, provider);
      return {
        sentence: `${provider}’s answer is not known: the money may or may not have been taken.`,
        because: `Nobody else is asked and nothing is given up until it is settled. ${unknownWords(cause)}`,
        tone: "attention",
      };
    case "authorized":
      return {
        sentence: `${provider} authorised ${amountOf(attempt, "authorized")}.`,
        because: join(cardWords(attempt), radarWords(attempt), learnt),
        tone: "good",
      };
    case "captured":
      return {
        sentence: `${amountOf(attempt, "captured")} was captured: the money is on its way to us.`,
        because: learnt,
        tone: "good",
      };
    case "declined":
      return declined(attempt, provider, learnt);
    case "voided":
      return note(
        `The attempt was ended, and can take no money any more.`,
        fenceWords(attempt.fenceReason, provider),
      );
    case "refund_requested":
      return note("A refund was decided on.");
    case "refund_unknown":
      return {
        sentence: `${provider}’s answer to the refund is not known: it may or may not have been given back.`,
        because: "It is looked for under our own id of it, and never asked for under another key.",
        tone: "attention",
      };
    case "refund_pending":
      return note(`${provider} took note of the refund, and tells later what came of it.`);
    case "refunded":
      return { sentence: `${provider} gave money back to the shopper.`, because: learnt, tone: "good" };
    case "refund_refused":
      return {
        sentence: `${provider} did not give the money back, or it came back.`,
        because: learnt,
        tone: "bad",
      };
    case "expired":
      return {
        sentence: `The attempt ended at ${provider} by itself, without money.`,
        because: learnt,
        tone: from === "authorized" ? "bad" : "note",
      };
  }
}

function declined(attempt: Attempt, provider: string, learnt: string): Said {
  if (attempt.state !== "declined") return note("It was declined.", learnt);
  const { decline } = attempt;
  const { code, operatorMessage } = decline;
  if (decline.class === "provider-unable")
    return {
      sentence: `${provider} could not take the payment; no bank was asked and nothing was taken.`,
      because: `The reason: ${operatorMessage.replace(/\.$/, "")} (${code}). The shopper is shown another provider’s fields, without a word of failure.`,
      tone: "attention",
    };
  return {
    sentence: `Declined at ${provider}: ${operatorMessage}`,
    because: `Code ${code}, class “${decline.class}”: ${nextWords(decline)} ${join(radarWords(attempt), learnt)}`,
    tone: decline.goesElsewhere ? "attention" : "bad",
  };
}

function nextWords(decline: Decline): string {
  if (decline.goesElsewhere)
    return "another provider may take it. The shopper is shown its fields, without a word of failure.";
  const again = decline.mayRetry ? ", and the shopper may try the same card here again" : "";
  return `nobody else is asked${again}. The shopper read “${shopperWords[decline.shopperMessage]}”.`;
}

/** It is being ended before its money is asked for: the state is left in which that may begin. */
function heldBack({ fenceReason }: Attempt, provider: string): Said {
  return note(
    `The attempt is being ended. ${provider} had not been asked to take the money yet.`,
    join(
      fenceReason === null ? "" : fenceWords(fenceReason, provider),
      `It is held until ${provider} has proven that nothing can be taken there.`,
    ),
  );
}

const shopperWords: Readonly<Record<Decline["shopperMessage"], string>> = {
  "try-another-card": "try another card",
  "check-card-details": "check the card’s details",
  "not-enough-funds": "not enough funds",
  "card-tried-too-often": "this card was declined too often",
  "authentication-not-completed": "the confirmation was not completed",
  "try-again-later": "try again later",
};

function fenceWords(reason: FenceReason | null, provider: string): string {
  switch (reason) {
    case "superseded":
      return "The shopper tried again, and two attempts must never be able to take money.";
    case "abandoned":
      return "The checkout was given up, or its order could not be placed.";
    case "lapsed":
      return "The shopper did not answer the bank’s question in time.";
    case "unable":
      return `${provider} could not serve, and another provider can take the payment.`;
    case null:
      return `${provider} said that it is cancelled.`;
  }
}

function unknownWords(cause: string): string {
  if (cause === "in-progress") return "An earlier request with the same key is still at work there.";
  return "The connection gave no readable answer.";
}

/** Who learnt it first. */
function learntBy(cause: string, provider: string): string {
  const known: Readonly<Record<string, string>> = {
    pay: "Learnt from the answer itself.",
    continue: "Learnt when the shopper came back.",
    capture: "Learnt from the capture.",
    sweep: `Learnt when we read it at ${provider}.`,
    fence: "Learnt when the attempt was to be ended.",
    "late-success": "Learnt when it was to be closed.",
  };
  return known[cause] ?? `Learnt from the webhook “${cause}”.`;
}

function cardWords(attempt: Attempt): string {
  const card: CardSummary | null = "card" in attempt ? (attempt.card ?? null) : null;
  if (card === null) return "";
  const issued = card.issuerCountry ? `, issued in ${card.issuerCountry}` : "";
  const how = card.wallet ? walletTitles[card.wallet.name] : "Card";
  return `${how}: ${card.brand} ending in ${card.last4}${issued}.`;
}

/** Known once Stripe answered; what was decided before the bank was asked cannot have looked at it. */
function radarWords({ providerDetails: { riskScore, riskLevel } }: Attempt): string {
  if (riskScore !== undefined)
    return `Radar scored it ${riskScore} of 100${riskLevel ? `, ${riskLevel}` : ""}.`;
  return riskLevel ? `Radar found the risk ${riskLevel}.` : "";
}

function amountOf(attempt: Attempt, kind: "authorized" | "captured"): string {
  const known = kind in attempt ? (attempt as Partial<Record<typeof kind, Money | null>>)[kind] : null;
  return inWords(known ?? attempt.amount);
}

export function inWords(amount: Money): string {
  return formatMoney(amount, "en-GB");
}

function join(...sentences: readonly string[]): string {
  return sentences.filter(Boolean).join(" ");
}

function note(sentence: string, because: string | null = null): Said {
  return { sentence, because, tone: "note" };
}

/** States as a person reads them. */
export const stateTitles: Readonly<Record<StateName, string>> = {
  created: "begun",
  sent: "being asked",
  requires_action: "waiting for the shopper",
  unknown: "unknown",
  authorized: "authorised",
  captured: "captured",
  declined: "declined",
  voided: "ended",
  expired: "expired",
};
