import { formatMoney } from "@evertill/money";
import { type Dispute, type DisputeStage, providerTitles, type TimelineEntry } from "@evertill/payments";

const said: Readonly<Record<DisputeStage, (money: string) => string>> = {
  opened: (money) => `The shopper asked their bank or wallet for ${money} back.`,
  withdrawn: (money) => `${money} was taken from us for the dispute.`,
  returned: (money) => `${money} came back to us from the dispute.`,
  won: () => "The dispute was won.",
  lost: () => "The dispute was lost.",
};

const tones = { opened: "attention", withdrawn: "bad", returned: "good", won: "good", lost: "bad" } as const;

/** A dispute as part of its payment's story. */
export function disputeEntries({ provider, disputeReference, reason, steps }: Dispute): TimelineEntry[] {
  const known = `${providerTitles[provider]} calls the dispute ${disputeReference}`;
  return steps.map(({ stage, amount, at }) => ({
    at,
    sentence: said[stage](formatMoney(amount, "en-GB")),
    because: reason === null ? `${known}.` : `${known}, and says why: ${reason}.`,
    rules: [],
    tone: tones[stage],
    attempt: null,
  }));
}
