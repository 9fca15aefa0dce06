import { z } from "zod";
import { type AdyenAccount, newPspReference } from "../adyen-account.ts";
import type { Amount, PaymentDocument } from "../model.ts";
import { notify } from "../webhooks/notifications.ts";
import { AdyenError } from "./adyen-error.ts";
import { accepted, amount, readBody } from "./read-body.ts";

const common = {
  merchantAccount: z.string(),
  reference: z.string().max(80).optional(),
  applicationInfo: accepted,
};
const captureRequest = z.strictObject({ ...common, amount, lineItems: accepted });
const refundRequest = z.strictObject({
  ...common,
  amount,
  capturePspReference: accepted,
  lineItems: accepted,
  merchantRefundReason: z.enum(["FRAUD", "CUSTOMER REQUEST", "RETURN", "DUPLICATE", "OTHER"]).optional(),
});
const cancelRequest = z.strictObject(common);
const technicalCancelRequest = z.strictObject({ ...common, paymentReference: z.string().min(1) });

// A modification is only received; whether it could be done is told by webhook (docs.adyen.com, "Modify payments").
const received = "received";

/** `POST /payments/{id}/captures`. */
export function capture(account: AdyenAccount, body: unknown, id: string): object {
  const { amount: wanted, reference } = readBody(captureRequest, body);
  const payment = paymentOf(account, id);
  const open = payment.amount.value - payment.capturedValue;
  const problem = sameCurrency(payment, wanted) ?? captureProblem(payment, wanted.value, open);
  const after =
    problem === null
      ? account.payments.put({ ...payment, capturedValue: payment.capturedValue + wanted.value })
      : payment;
  const answer = receipt(account, after, reference);
  tell(account, "CAPTURE", { payment: after, ...answer, amount: wanted, problem });
  if (problem === null && failsLater(payment)) failCapture(account, after, { ...answer, amount: wanted });
  return { ...answer, amount: wanted };
}

/** `POST /payments/{id}/refunds`. */
export function refund(account: AdyenAccount, body: unknown, id: string): object {
  const { amount: wanted, reference, merchantRefundReason } = readBody(refundRequest, body);
  const payment = paymentOf(account, id);
  const problem = sameCurrency(payment, wanted) ?? refundProblem(payment, wanted.value);
  const after =
    problem === null
      ? account.payments.put({ ...payment, refundedValue: payment.refundedValue + wanted.value })
      : payment;
  const answer = receipt(account, after, reference);
  tell(account, "REFUND", { payment: after, ...answer, amount: wanted, problem });
  return { ...answer, amount: wanted, ...(merchantRefundReason && { merchantRefundReason }) };
}

/** `POST /payments/{id}/cancels`. */
export function cancel(account: AdyenAccount, body: unknown, id: string): object {
  const { reference } = readBody(cancelRequest, body);
  const payment = paymentOf(account, id);
  const answer = receipt(account, payment, reference);
  cancelOne(account, payment, "CANCELLATION", answer);
  return answer;
}

/** `POST /payments/{id}/reversals`: a cancel, or a refund of all that was captured. */
export function reverse(account: AdyenAccount, body: unknown, id: string): object {
  const { reference } = readBody(cancelRequest, body);
  const payment = paymentOf(account, id);
  const answer = receipt(account, payment, reference);
  const owed = payment.capturedValue - payment.refundedValue;
  if (payment.capturedValue === 0) {
    cancelOne(account, payment, "CANCEL_OR_REFUND", answer, { "modification.action": "cancel" });
    return answer;
  }
  const problem = owed > 0 ? null : "Insufficient balance on payment";
  const after = account.payments.put({ ...payment, refundedValue: payment.capturedValue });
  const additionalData = { "modification.action": "refund" };
  tell(account, "CANCEL_OR_REFUND", {
    payment: after,
    ...answer,
    amount: { ...payment.amount, value: owed },
    problem,
    additionalData,
  });
  return answer;
}

/**
 * `POST /cancels`: cancels what stands authorised under a merchant's reference, whose pspReference was never learnt. What
 * comes under that reference later is not touched.
 */
export function technicalCancel(account: AdyenAccount, body: unknown): object {
  const { paymentReference, reference, merchantAccount } = readBody(technicalCancelRequest, body);
  const pspReference = newPspReference();
  const answer = { merchantAccount, paymentReference, pspReference, status: received };
  const ofReference = account.payments
    .all()
    .filter((payment) => payment.merchantReference === paymentReference);
  const standing = ofReference.filter(({ status }) => status === "authorised");
  for (const payment of standing) cancelOne(account, payment, "TECHNICAL_CANCEL", { pspReference });
  if (standing.length === 0) {
    notify(account, {
      eventCode: "TECHNICAL_CANCEL",
      payment: ofReference.at(-1) ?? null,
      merchantReference: paymentReference,
      pspReference,
      success: false,
      amount: ofReference.at(-1)?.amount ?? { value: 0, currency: "EUR" },
      reason: "Transaction not found",
    });
  }
  return { ...answer, ...(reference !== undefined && { reference }) };
}

type Receipt = ReturnType<typeof receipt>;

function receipt(account: AdyenAccount, payment: PaymentDocument, reference: string | undefined) {
  return {
    merchantAccount: account.merchantAccount,
    paymentPspReference: payment.id,
    pspReference: newPspReference(),
    ...(reference !== undefined && { reference }),
    status: received,
  };
}

function cancelOne(
  account: AdyenAccount,
  payment: PaymentDocument,
  eventCode: "CANCELLATION" | "CANCEL_OR_REFUND" | "TECHNICAL_CANCEL",
  { pspReference, reference }: Pick<Receipt, "pspReference"> & { readonly reference?: string },
  additionalData: Readonly<Record<string, string>> = {},
): void {
  const problem = cancelProblem(payment);
  const after = problem === null ? account.payments.put({ ...payment, status: "cancelled" }) : payment;
  tell(account, eventCode, {
    payment: after,
    pspReference,
    ...(reference !== undefined && { reference }),
    amount: payment.amount,
    problem,
    additionalData,
  });
}

function tell(
  account: AdyenAccount,
  eventCode: string,
  modification: {
    readonly payment: PaymentDocument;
    readonly pspReference: string;
    readonly reference?: string;
    readonly amount: Amount;
    readonly problem: string | null;
    readonly additionalData?: Readonly<Record<string, string>>;
  },
): void {
  const { payment, pspReference, reference, amount: of, problem, additionalData } = modification;
  notify(account, {
    eventCode,
    payment,
    merchantReference: reference ?? payment.merchantReference,
    pspReference,
    originalReference: payment.id,
    success: problem === null,
    amount: of,
    reason: problem ?? "",
    ...(additionalData && { additionalData }),
  });
}

/** The scheme turns the capture down after Adyen had taken it: asked for by the holder's name CAPTURE_FAILED. */
function failCapture(
  account: AdyenAccount,
  payment: PaymentDocument,
  {
    pspReference,
    reference,
    amount: of,
  }: Pick<Receipt, "pspReference"> & { reference?: string; amount: Amount },
): void {
  const after = account.payments.put({ ...payment, capturedValue: payment.capturedValue - of.value });
  notify(account, {
    eventCode: "CAPTURE_FAILED",
    payment: after,
    merchantReference: reference ?? payment.merchantReference,
    pspReference,
    originalReference: payment.id,
    success: true,
    amount: of,
    reason: "Capture Failed",
  });
}

function failsLater({ card }: PaymentDocument): boolean {
  return card.holderName.toUpperCase() === "CAPTURE_FAILED";
}

function paymentOf(account: AdyenAccount, id: string): PaymentDocument {
  const payment = account.payments.get(id);
  if (payment) return payment;
  throw new AdyenError(422, "167", "validation", "Original pspReference required for this operation");
}

function sameCurrency({ amount: { currency } }: PaymentDocument, wanted: Amount): string | null {
  return wanted.currency === currency ? null : "Currency of the modification differs from the payment's";
}

function captureProblem({ status }: PaymentDocument, wanted: number, open: number): string | null {
  if (status !== "authorised") return "Transaction is not authorised, capture not possible";
  return wanted > 0 && wanted <= open ? null : "Insufficient balance on payment";
}

function refundProblem({ capturedValue, refundedValue }: PaymentDocument, wanted: number): string | null {
  if (capturedValue === 0) return "Transaction hasn't been captured, refund not possible";
  return wanted > 0 && wanted <= capturedValue - refundedValue ? null : "Insufficient balance on payment";
}

function cancelProblem({ status, capturedValue }: PaymentDocument): string | null {
  if (capturedValue > 0) return "Transaction has already been captured, cancel not possible";
  return status === "authorised" ? null : "Transaction is not authorised, cancel not possible";
}
