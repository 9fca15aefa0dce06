import type { CaseRecord } from "@evertill/checkout";
import type { TimelineEntry } from "@evertill/payments";

/** What a case of the till asks of a person. */
export const caseSummaries: Readonly<Record<CaseRecord["kind"], string>> = {
  "paid-unallocated": "An order is paid, and the goods are not all there: backorder, replace or refund.",
  "unwanted-authorization": "Money was authorised for a checkout that did not want it; it is being given up.",
  "second-authorization": "A second authorisation stands beside the one the order was placed with.",
  "authorization-lost": "The authorisation of a placed order was lost before it was captured.",
  "capture-failed": "A placed order’s payment could not be captured.",
  "shop-order-cancelled":
    "An order was cancelled in Shopify, and money of it is still ours: refund it, or say why not.",
  "shop-order-edited": "An order was edited in Shopify, and what it comes to there is not what was paid.",
  "shop-refund-unmatched": "An order was refunded in Shopify, and the money cannot be given back here.",
};

/** A case as part of its payment's story. */
export function caseEntries({ kind, openedAt, closed }: CaseRecord): TimelineEntry[] {
  const about = { rules: [], attempt: null } as const;
  const opened: TimelineEntry = {
    ...about,
    at: openedAt,
    sentence: `A person was asked: ${caseSummaries[kind]}`,
    because: `Case “${kind}”.`,
    tone: closed === null ? "attention" : "note",
  };
  if (closed === null) return [opened];
  const sentence = `${closed.by ?? "Somebody"} closed the case “${kind}”.`;
  return [opened, { ...about, at: closed.at, sentence, because: closed.note, tone: "note" }];
}
