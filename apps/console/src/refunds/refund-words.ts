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

/** Who decided on a refund, and why, as part of its payment's story; what came of it is told by the attempt's own steps. */
export function refundEntry({
  amount,
  reason,
  note,
  requestedBy,
  origin,
  requestedAt,
  refusal,
}: RefundView): TimelineEntry {
  const place = origin === "shop" ? " in the shop’s own administration" : "";
  const money = formatMoney(amount, "en-GB");
  return {
    at: requestedAt,
    sentence: `${requestedBy} decided${place} to give ${money} back, because ${reasonTitles[reason]}.`,
    because: [note, refusal && `It was refused: ${refusal}`].filter(Boolean).join(" ") || null,
    rules: [],
    tone: "note",
    attempt: null,
  };
}
