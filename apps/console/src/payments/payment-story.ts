import {
  casesAbout,
  checkoutsById,
  type CheckoutSummary,
  ledgerOf,
  type LedgerRecord,
  type OrderRefunds,
} from "@evertill/checkout";
import type { Composition } from "../compose.ts";
import { disputeEntries } from "../disputes/dispute-words.ts";
import { refundEntry } from "../refunds/refund-words.ts";
import { formatMoney } from "@evertill/money";
import {
  disputesOf,
  type PaymentRecord,
  readPaymentRecord,
  type TimelineEntry,
  timelineOf,
} from "@evertill/payments";
import { caseEntries } from "../tasks/case-words.ts";

export type PaymentStory = {
  readonly record: PaymentRecord;
  readonly checkout: CheckoutSummary | null;
  readonly refunds: OrderRefunds | null;
  readonly entries: readonly TimelineEntry[];
};

/** All that is known of one payment: what payments, till and ledger keep of it, told as one story. Null: there is none. */
export async function readPaymentStory(
  { database, refunds: openRefunds }: Pick<Composition, "database" | "refunds">,
  reference: string,
): Promise<PaymentStory | null> {
  const record = await readPaymentRecord(database, reference);
  if (!record) return null;
  const [checkout = null] = await checkoutsById(database, [reference]);
  const order = checkout?.order ?? null;
  const [ledger, cases, refunds, disputes] = await Promise.all([
    order ? ledgerOf(database, order.id) : [],
    casesAbout(database, [reference, ...(order ? [order.id] : [])]),
    order ? (await openRefunds()).ofOrder(order.id) : null,
    disputesOf(database, reference),
  ]);
  const entries = [
    ...timelineOf(record),
    ...(order ? orderEntries(order, ledger) : []),
    ...cases.flatMap(caseEntries),
    ...(refunds?.refunds ?? []).map(refundEntry),
    ...disputes.flatMap(disputeEntries),
  ].toSorted((one, other) => one.at.getTime() - other.at.getTime());
  return { record, checkout, refunds, entries };
}

function orderEntries(
  { number, placedAt, total }: NonNullable<CheckoutSummary["order"]>,
  ledger: readonly LedgerRecord[],
): TimelineEntry[] {
  const placed = `Order ${number} was placed for ${formatMoney(total, "en-GB")}.`;
  return [
    { at: placedAt, sentence: placed, because: null, rules: [], tone: "good", attempt: null },
    ...ledger.map((booking): TimelineEntry => ({
      at: booking.postedAt,
      sentence: `The ledger booked “${booking.kind.replaceAll("-", " ")}”.`,
      because: `${booking.entries.map(entryWords).join("; ")}.`,
      rules: [],
      tone: "note",
      attempt: null,
    })),
  ];
}

function entryWords({ account, side, amount }: LedgerRecord["entries"][number]): string {
  return `${side} ${account.replaceAll("-", " ")} ${formatMoney(amount, "en-GB")}`;
}
