import type { SandboxContext } from "../../context.ts";
import type { Collection } from "../../store/store.ts";
import { adyenKinds, type Amount, type PaymentDocument } from "../model.ts";
import type { NotificationDocument } from "../webhooks/notifications.ts";

/** One line of the account's books. Nothing booked is changed. */
export type JournalDocument = {
  readonly id: string;
  readonly bookedAt: string;
  /** What happened, in the words of Adyen's Payment accounting report. */
  readonly recordType: string;
  readonly paymentId: string;
  readonly paymentReference: string;
  readonly paymentMethod: string;
  /** The pspReference and the merchant's reference of a capture, a refund, a dispute; null of the payment itself. */
  readonly modification: { readonly id: string; readonly reference: string } | null;
  readonly amount: Amount;
  /** What it adds to the captured money: above zero, below, or nothing. */
  readonly captures: 1 | -1 | 0;
};

export function journalOf({ store }: Pick<SandboxContext, "store">): Collection<JournalDocument> {
  return store.collection<JournalDocument>(adyenKinds.journal);
}

type Entry = Pick<JournalDocument, "recordType" | "captures">;

const authorised: Entry = { recordType: "Authorised", captures: 0 };
const cancelled: Entry = { recordType: "Cancelled", captures: 0 };
const refunded: Entry = { recordType: "SentForRefund", captures: -1 };
const entries: Readonly<Record<string, Entry>> = {
  AUTHORISATION: authorised,
  CANCELLATION: cancelled,
  TECHNICAL_CANCEL: cancelled,
  CAPTURE: { recordType: "SentForSettle", captures: 1 },
  CAPTURE_FAILED: { recordType: "CaptureFailed", captures: -1 },
  REFUND: refunded,
  CHARGEBACK: { recordType: "Chargeback", captures: -1 },
  CHARGEBACK_REVERSED: { recordType: "ChargebackReversed", captures: 1 },
};

/** Books what a notification tells of a payment, whether or not anybody hears of it. */
export function book(
  sandbox: SandboxContext,
  payment: PaymentDocument,
  {
    eventCode,
    success,
    eventDate,
    pspReference,
    merchantReference,
    amount,
    additionalData,
  }: NotificationDocument,
): void {
  const either = additionalData["modification.action"] === "refund" ? refunded : cancelled;
  const entry = eventCode === "CANCEL_OR_REFUND" ? either : entries[eventCode];
  if (!success || !entry) return;
  journalOf(sandbox).put({
    id: `adyen_journal_${sandbox.store.next("adyen-journal")}`,
    bookedAt: eventDate,
    ...entry,
    paymentId: payment.id,
    paymentReference: payment.merchantReference,
    paymentMethod: payment.card.brand,
    modification: pspReference === payment.id ? null : { id: pspReference, reference: merchantReference },
    amount,
  });
}
