import type { SandboxContext } from "../context.ts";
import { newPspReference, openAccount as openAdyen } from "../adyen/adyen-account.ts";
import { notify } from "../adyen/webhooks/notifications.ts";
import { writeAmount } from "../paypal/amounts.ts";
import { letters, openAccount as openPayPal } from "../paypal/paypal-account.ts";
import { record as recordPayPal } from "../paypal/webhooks/events.ts";
import { newId, openAccount as openStripe, seconds } from "../stripe/stripe-account.ts";
import { record as recordStripe } from "../stripe/webhooks/events.ts";
import { type DisputeDocument, disputesIn } from "./dispute.ts";

type Outcome = NonNullable<DisputeDocument["outcome"]>;
type Raised = Pick<DisputeDocument, "id" | "amount" | "currency">;

/** A shopper disputes a captured payment. Null when there is none of that id, it is disputed already, or nothing is left of it. */
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
  const takenAt = provider === "paypal" ? null : context.now().toISOString();
  return disputesIn(context).put({
    ...raised,
    provider,
    paymentId,
    takenAt,
    returnedAt: null,
    outcome: null,
  });
}

/** The bank or the wallet decides for us or against us, for good. Null when there is no open dispute of that id. */
export function endDispute(context: SandboxContext, id: string, outcome: Outcome): DisputeDocument | null {
  const dispute = disputesIn(context).get(id);
  if (!dispute || dispute.outcome !== null) return null;
  end[dispute.provider](context, dispute, outcome);
  const at = context.now().toISOString();
  const returnedAt = outcome === "won" ? dispute.takenAt && at : null;
  const takenAt = outcome === "lost" ? (dispute.takenAt ?? at) : dispute.takenAt;
  return disputesIn(context).put({ ...dispute, outcome, takenAt, returnedAt });
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
    const account = payPalAccount(context);
    const capture = account.captures.all().find(({ orderId }) => orderId === paymentId);
    const minor = capture ? capture.amount.minor - capture.refundedMinor : 0;
    if (!capture || minor <= 0) return null;
    const raised = { id: `PP-D-${letters(5)}`, amount: minor, currency: capture.amount.currency };
    const view = payPalView(raised, { capture: capture.id, invoice: capture.invoiceId ?? "" });
    recordPayPal(account, { type: "CUSTOMER.DISPUTE.CREATED", resourceType: "dispute", resource: view });
    return raised;
  },
};

const end: Readonly<
  Record<
    DisputeDocument["provider"],
    (context: SandboxContext, dispute: DisputeDocument, outcome: Outcome) => void
  >
> = {
  stripe: (context, dispute, outcome) => {
    const account = openStripe(context, "");
    const { paymentId } = dispute;
    const charge = account.intents.get(paymentId)?.latestCharge ?? "";
    const view = stripeView(dispute, { paymentId, charge, status: outcome });
    for (const type of outcome === "won" ? ["funds_reinstated", "closed"] : ["closed"])
      recordStripe(account, `charge.dispute.${type}`, { ...view, created: seconds(account) });
  },
  adyen: (context, { id, paymentId, amount, currency }, outcome) => {
    const account = openAdyen(context, "");
    notify(account, {
      eventCode: outcome === "won" ? "CHARGEBACK_REVERSED" : "DISPUTE_DEFENSE_PERIOD_ENDED",
      payment: account.payments.get(paymentId) ?? null,
      pspReference: id,
      originalReference: paymentId,
      success: true,
      amount: { value: amount, currency },
      reason: "",
    });
  },
  paypal: (context, dispute, outcome) => {
    const account = payPalAccount(context);
    const capture = account.captures.all().find(({ orderId }) => orderId === dispute.paymentId);
    const view = payPalView(dispute, { capture: capture?.id ?? "", invoice: capture?.invoiceId ?? "" });
    const decided = outcome === "won" ? "RESOLVED_SELLER_FAVOUR" : "RESOLVED_BUYER_FAVOUR";
    const resource = { ...view, status: "RESOLVED", dispute_outcome: { outcome_code: decided } };
    recordPayPal(account, { type: "CUSTOMER.DISPUTE.RESOLVED", resourceType: "dispute", resource });
  },
};

/** Its webhooks name their certificate's address. */
function payPalAccount(context: SandboxContext) {
  const { SANDBOX_HOST: host, SANDBOX_PAYPAL_PORT: port } = context.env;
  return openPayPal(context, `http://${host}:${port}`);
}

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
