import { createHmac, timingSafeEqual } from "node:crypto";
import { currencyCode, type Money } from "@evertill/money";
import { z } from "zod";
import type { DisputeStage } from "../../dispute/dispute.ts";
import type {
  Heard,
  HeardDispute,
  HeardFailure,
  HeardRefund,
  HeardReport,
  ParsedEvent,
  ParsedWebhook,
  RefundFacts,
  Webhook,
} from "../../provider.ts";
import type { AdyenSettings } from "./adyen-client.ts";
import { fromAdyenAmount } from "./amounts.ts";
import { declineFrom } from "./declines.ts";
import { readReference } from "./refund-reference.ts";
import { dayOfReport } from "./report-file.ts";

/** What the signature covers, and the signature. All else in an item is left unread: anyone could have written it. */
const signedItem = z.object({
  pspReference: z.string().min(1),
  originalReference: z.string().optional(),
  merchantAccountCode: z.string(),
  merchantReference: z.string(),
  amount: z.object({ value: z.int(), currency: currencyCode }),
  eventCode: z.string(),
  success: z.enum(["true", "false"]),
  additionalData: z.object({ hmacSignature: z.string() }),
});
type SignedItem = z.output<typeof signedItem>;

const notification = z.object({
  notificationItems: z.array(z.object({ NotificationRequestItem: signedItem })).min(1),
});

/**
 * Verifies each item of a batch and says what its signed fields mean (docs.adyen.com, "Verify HMAC signatures"). The
 * signature has no time in it, so a captured batch can be sent again: `eventId` is the same then, and it is stored once.
 */
export function parseAdyenWebhook(
  { rawBody }: Webhook,
  { hmacKey, merchantAccount }: Pick<AdyenSettings, "hmacKey" | "merchantAccount">,
): ParsedWebhook {
  const read = notification.safeParse(parse(rawBody));
  if (!read.success)
    return { kind: "refused", reason: `not a notification of Adyen's: ${z.prettifyError(read.error)}` };
  const items = read.data.notificationItems.map((wrapped) => wrapped.NotificationRequestItem);
  for (const item of items) {
    const reason = refusalOf(item, hmacKey, merchantAccount);
    if (reason !== null) return { kind: "refused", reason };
  }
  return { kind: "events", events: items.map(eventOf) };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function refusalOf(item: SignedItem, hmacKey: string, merchantAccount: string): string | null {
  const fields = signedFields(item);
  // The colon between fields is not escaped: with one inside, the same signature fits other fields.
  if (fields.some((field) => field.includes(":"))) return "a signed field has a colon in it";
  const wanted = createHmac("sha256", Buffer.from(hmacKey, "hex")).update(fields.join(":")).digest();
  const given = Buffer.from(item.additionalData.hmacSignature, "base64");
  if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) return "the signature is wrong";
  return item.merchantAccountCode === merchantAccount ? null : "it is for another merchant account";
}

function signedFields(item: SignedItem): readonly string[] {
  const { pspReference, originalReference = "", merchantAccountCode, merchantReference } = item;
  const { amount, eventCode, success } = item;
  const { value, currency } = amount;
  return [
    pspReference,
    originalReference,
    merchantAccountCode,
    merchantReference,
    String(value),
    currency,
    eventCode,
    success,
  ];
}

function eventOf(item: SignedItem): ParsedEvent {
  const { pspReference, eventCode, success, merchantReference } = item;
  return {
    // Adyen repeats with the same three; the same payment has many events (docs.adyen.com, "Handle webhook events").
    eventId: `${pspReference}.${eventCode}.${success}`,
    type: success === "true" ? eventCode : `${eventCode} failed`,
    providerReference: readReference(merchantReference).attempt,
    heard: heardFrom(item),
  };
}

function heardFrom(item: SignedItem): Heard | null {
  const { eventCode, success, pspReference, originalReference } = item;
  const amount: Money = fromAdyenAmount(item.amount.value, item.amount.currency);
  const done = success === "true";
  const details = { pspReference: originalReference ?? pspReference };
  switch (eventCode) {
    case "AUTHORISATION":
      // The reason is not signed, so a refusal heard of here is a plain one.
      return done
        ? { kind: "authorized", amount, card: null, details }
        : { kind: "declined", decline: declineFrom({ resultCode: "Refused" }), details };
    case "CAPTURE":
      return done ? { kind: "captured", amount, card: null, details } : failed("capture", item);
    case "CAPTURE_FAILED":
      return failed("capture", item);
    case "CANCELLATION":
    case "TECHNICAL_CANCEL":
    case "CANCEL_OR_REFUND":
      return done ? { kind: "canceled", details } : failed("cancel", item);
    case "EXPIRE":
      return done ? { kind: "canceled", details } : null;
    case "REFUND":
      return refundHeard(item, done ? { kind: "refunded", amount } : refundFailure(item));
    case "REFUND_FAILED":
    case "REFUNDED_REVERSED":
      return refundHeard(item, refundFailure(item));
    case "NOTIFICATION_OF_CHARGEBACK":
      return disputeHeard(item, "opened");
    case "CHARGEBACK":
    case "SECOND_CHARGEBACK":
      return disputeHeard(item, "withdrawn");
    case "DISPUTE_DEFENSE_PERIOD_ENDED":
      return disputeHeard(item, "lost");
    case "CHARGEBACK_REVERSED":
      return disputeHeard(item, "returned");
    case "REPORT_AVAILABLE":
      return reportHeard(item);
    default:
      return null;
  }
}

/** The report's address is not signed; its name is. */
function reportHeard({ pspReference }: SignedItem): HeardReport | null {
  const day = dayOfReport(pspReference);
  return day === null ? null : { kind: "report", day };
}

/** Its reason is not signed. */
function disputeHeard(
  { pspReference, amount, success }: SignedItem,
  stage: DisputeStage,
): HeardDispute | null {
  if (success !== "true") return null;
  const moved = fromAdyenAmount(amount.value, amount.currency);
  return { kind: "dispute", disputeReference: pspReference, stage, amount: moved, reason: null };
}

function refundHeard({ merchantReference, pspReference }: SignedItem, facts: RefundFacts): HeardRefund {
  const { refundId } = readReference(merchantReference);
  return { kind: "refund", refundId, facts: { ...facts, refundReference: pspReference } };
}

function refundFailure(item: SignedItem): RefundFacts {
  return { kind: "failed", code: item.eventCode, operatorMessage: notDone("refund", item) };
}

function failed(operation: HeardFailure["operation"], item: SignedItem): HeardFailure {
  return {
    kind: "operation-failed",
    operation,
    code: item.eventCode,
    operatorMessage: notDone(operation, item),
    ...(operation === "cancel" && { details: { cancel: item.pspReference } }),
  };
}

function notDone(operation: string, { eventCode, pspReference }: SignedItem): string {
  return `Adyen told by ${eventCode} that the ${operation} ${pspReference} was not done. Its reason is in the Customer Area.`;
}
