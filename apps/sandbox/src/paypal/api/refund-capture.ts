import { z } from "zod";
import { moneySchema, readAmount } from "../amounts.ts";
import type { CaptureDocument, RefundDocument } from "../model.ts";
import { moment, newId, type PayPalAccount } from "../paypal-account.ts";
import { minimal, refundView } from "../views.ts";
import { record } from "../webhooks/events.ts";
import type { Call, Done } from "./operation.ts";
import { notFound, unprocessable } from "./paypal-error.ts";
import { readBody } from "./read-body.ts";

const refundSchema = z.strictObject({
  amount: moneySchema.optional(),
  invoice_id: z.string().max(127).optional(),
  custom_id: z.string().max(127).optional(),
  note_to_payer: z.string().max(255).optional(),
});

export function captureOf(account: PayPalAccount, id: string): CaptureDocument {
  const capture = account.captures.get(id);
  if (!capture) throw notFound();
  return capture;
}

export function refundOf(account: PayPalAccount, id: string): RefundDocument {
  const refund = account.refunds.get(id);
  if (!refund) throw notFound();
  return refund;
}

/** `POST /v2/payments/captures/:id/refund`: gives back all or a part of what was taken. */
export function refundCapture({ account, id, body }: Call): Done & { madeId: string } {
  const wish = readBody(refundSchema, body ?? {});
  const capture = captureOf(account, id);
  const left = capture.amount.minor - capture.refundedMinor;
  if (left === 0) throw unprocessable("CAPTURE_FULLY_REFUNDED");
  const amount = wish.amount ? readAmount(wish.amount, "/amount") : { ...capture.amount, minor: left };
  if (amount.currency !== capture.amount.currency) throw unprocessable("REFUND_CAPTURE_CURRENCY_MISMATCH");
  if (amount.minor > left) throw unprocessable("REFUND_AMOUNT_EXCEEDED");
  const refundedMinor = capture.refundedMinor + amount.minor;
  const at = moment(account);
  account.captures.put({
    ...capture,
    refundedMinor,
    status: refundedMinor === capture.amount.minor ? "REFUNDED" : "PARTIALLY_REFUNDED",
    updatedAt: at,
  });
  const refund = account.refunds.put({
    id: newId(),
    captureId: id,
    createdAt: at,
    amount,
    totalRefundedMinor: refundedMinor,
    status: "COMPLETED",
    noteToPayer: wish.note_to_payer ?? null,
    customId: wish.custom_id ?? capture.customId,
    invoiceId: wish.invoice_id ?? null,
  });
  record(account, {
    type: "PAYMENT.CAPTURE.REFUNDED",
    resourceType: "refund",
    resource: refundView(account, refund),
  });
  return { ...answerRefund(account, refund, 201), madeId: refund.id };
}

export function answerRefund(account: PayPalAccount, refund: RefundDocument, status: number): Done {
  const whole = refundView(account, refund);
  return { status, whole, brief: minimal(whole) };
}
