import type { RefundView } from "@evertill/checkout";
import { formatMoney } from "@evertill/money";
import type { TimelineEntry } from "@evertill/payments";

export const reasonTitles: Readonly<Record<RefundView["reason"], string>> = {
  "requested-by-customer": "the shopper asked for it",
  duplicate: "it was paid twice",
  fraudulent: "it was fraud",
};

export const refundStateTitles: Readonly<Record<RefundView["state"], string>> = {
  requested: "being asked for",
  unknown: "not known yet",
  pending: "noted by the provider",
  refunded: "given back",
  refused: "refused",
};

/** A refund as part of its payment's story: who decided, and what came of it. */
export function refundEntries(refund: RefundView): TimelineEntry[] {
  const { amount, reason, note, requestedBy, origin, requestedAt, since, state, refusal } = refund;
  const about = { rules: [], attempt: null } as const;
  const money = formatMoney(amount, "en-GB");
  const place = origin === "shop" ? " in the shop’s own administration" : "";
  const decided: TimelineEntry = {
    ...about,
    at: requestedAt,
    sentence: `${requestedBy} decided${place} to give ${money} back, because ${reasonTitles[reason]}.`,
    because: note,
    tone: "note",
  };
  if (state === "requested") return [decided];
  const stood = { ...about, at: since, because: refusal };
  switch (state) {
    case "refunded":
      return [decided, { ...stood, sentence: `${money} was given back.`, tone: "good" }];
    case "refused":
      return [
        decided,
        { ...stood, sentence: `The refund of ${money} was refused; nothing went back.`, tone: "bad" },
      ];
    case "pending":
      return [
        decided,
        {
          ...stood,
          sentence: `The provider took note of the refund of ${money}, and tells later.`,
          tone: "note",
        },
      ];
    case "unknown":
      return [
        decided,
        { ...stood, sentence: `What came of the refund of ${money} is not known yet.`, tone: "attention" },
      ];
  }
}
