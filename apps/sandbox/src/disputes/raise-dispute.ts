import type { SandboxContext } from "../context.ts";
import { newPspReference, openAccount as openAdyen } from "../adyen/adyen-account.ts";
import { notify } from "../adyen/webhooks/notifications.ts";
import { writeAmount } from "../paypal/amounts.ts";
import { letters, openAccount as openPayPal } from "../paypal/paypal-account.ts";
import { record as recordPayPal } from "../paypal/webhooks/events.ts";
import { newId, openAccount as openStripe, seconds } from "../stripe/stripe-account.ts";
import { record as recordStripe } from "../stripe/webhooks/events.ts";
import { type DisputeDocument, disputesIn } from "./dispute.ts";

type Raised = Pick<DisputeDocument, "id" | "amount" | "currency">;

/** The shopper's bank takes the money of a captured payment back. Null when there is none of that id, or nothing is left of it. */
export function raiseDispute(
  context: SandboxContext,
  provider: DisputeDocument["provider"],
  paymentId: string,
): DisputeDocument | null {
  const known = disputesIn(context)
    .all()
    .some((dispute) => dispute.provider === provider && dispute.paymentId === paymentId);
  const raised = known ? null : raise[provider](context, paymentId);
  if (raised === null) return null;
  const takenAt = context.now().toISOString();
  return disputesIn(context).put({ ...raised, provider, paymentId, takenAt, returnedAt: null });
}

/** The bank decides for us, and the money comes back. Null when there is no open dispute of that id. */
export function winDispute(context: SandboxContext, id: string): DisputeDocument | null {
  const dispute = disputesIn(context).get(id);
  if (!dispute || dispute.returnedAt !== null) return null;
  win[dispute.provider](context, dispute);
  return disputesIn(context).put({ ...dispute, returnedAt: context.now().toISOString() });
}

const raise: Readonly<
  Record<DisputeDocument["provider"], (context: SandboxContext, paymentId: string) => Raised | null>
> = {
  stripe: (context, paymentId) => {
    const account = openStripe(context, "");
    const intent = account.intents.get(paymentId);
    const charge = account.charges.get(intent?.latestCharge ?? "");
    const amount = charge ? charge.amountCaptured - charge.amountRefunded : 0;
    if (!charge || amount <= 0) return null;
    const raised = { id: newId("du"), amount, currency: charge.currency };
    const view = stripeView(raised, { paymentId, charge: charge.id, status: "needs_response" });
    for (const type of ["created", "funds_withdrawn"])
      recordStripe(account, `charge.dispute.${type}`, { ...view, created: seconds(account) });
    return raised;
  },
  adyen: (context, paymentId) => {
    const account = openAdyen(context, "");
    const payment = account.payments.get(paymentId);
    const value = payment ? payment.capturedValue - payment.refundedValue : 0;
    if (!payment || value <= 0) return null;
    const pspReference = newPspReference();
    for (const eventCode of ["NOTIFICATION_OF_CHARGEBACK", "CHARGEBACK"]) {
      notify(account, {
        eventCode,
        payment,
        pspReference,
        originalReference: payment.id,
        success: true,
        amount: { ...payment.amount, value },
        reason: "Fraudulent processing of transactions",
        additionalData: { chargebackReasonCode: "10.4", chargebackSchemeCode: payment.card.brand },
      });
    }
    return { id: pspReference, amount: value, currency: payment.amount.currency };
  },
  paypal: (context, paymentId) => {
    // Its webhooks name their certificate's address.
    const { SANDBOX_HOST: host, SANDBOX_PAYPAL_PORT: port } = context.env;
    const account = openPayPal(context, `http://${host}:${port}`);
    const capture = account.captures.all().find(({ orderId }) => orderId === paymentId);
    const minor = capture ? capture.amount.minor - capture.refundedMinor : 0;
    if (!capture || minor <= 0) return null;
    const raised = { id: `PP-D-${letters(5)}`, amount: minor, currency: capture.amount.currency };
    const view = payPalView(raised, { capture: capture.id, invoice: capture.invoiceId ?? "" });
    const decided = {
      ...view,
      status: "RESOLVED",
      dispute_outcome: { outcome_code: "RESOLVED_BUYER_FAVOUR" },
    };
    recordPayPal(account, { type: "CUSTOMER.DISPUTE.CREATED", resourceType: "dispute", resource: view });
    recordPayPal(account, { type: "CUSTOMER.DISPUTE.RESOLVED", resourceType: "dispute", resource: decided });
    return raised;
  },
};

const win: Readonly<
  Record<DisputeDocument["provider"], (context: SandboxContext, dispute: DisputeDocument) => void>
> = {
  stripe: (context, dispute) => {
    const account = openStripe(context, "");
    const { paymentId } = dispute;
    const charge = account.intents.get(paymentId)?.latestCharge ?? "";
    const view = stripeView(dispute, { paymentId, charge, status: "won" });
    for (const type of ["funds_reinstated", "closed"])
      recordStripe(account, `charge.dispute.${type}`, { ...view, created: seconds(account) });
  },
  adyen: (context, { id, paymentId, amount, currency }) => {
    const account = openAdyen(context, "");
    notify(account, {
      eventCode: "CHARGEBACK_REVERSED",
      payment: account.payments.get(paymentId) ?? null,
      pspReference: id,
      originalReference: paymentId,
      success: true,
      amount: { value: amount, currency },
      reason: "",
    });
  },
  // PayPal's decision is final; an appeal is a dispute of its own.
  paypal: () => undefined,
};

function stripeView(
  { id, amount, currency }: Raised,
  { paymentId, charge, status }: { paymentId: string; charge: string; status: string },
) {
  return {
    id,
    object: "dispute",
    amount,
    currency,
    charge,
    payment_intent: paymentId,
    reason: "fraudulent",
    status,
    livemode: false,
    metadata: {},
  };
}

function payPalView(
  { id, amount, currency }: Raised,
  { capture, invoice }: { capture: string; invoice: string },
) {
  return {
    dispute_id: id,
    reason: "UNAUTHORISED",
    status: "OPEN",
    dispute_amount: writeAmount({ minor: amount, currency }),
    disputed_transactions: [{ seller_transaction_id: capture, invoice_number: invoice }],
  };
}
