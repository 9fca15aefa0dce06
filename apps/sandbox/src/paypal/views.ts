import { writeAmount } from "./amounts.ts";
import type { AuthorizationDocument, CaptureDocument, OrderDocument, RefundDocument } from "./model.ts";
import type { PayPalAccount } from "./paypal-account.ts";

/** Documents as PayPal writes them (Orders v2, Payments v2). */
export type View = Record<string, unknown> & { readonly id: string; readonly links: readonly object[] };

const payee = { email_address: "till@example.com", merchant_id: "SANDBXMERCHAA" };
const payer = {
  email_address: "payer@example.com",
  payer_id: "SANDBXPAYERAA",
  name: { given_name: "Ada", surname: "Payer" },
  address: { country_code: "GB" },
};

export const payerId = payer.payer_id;

export function orderView(account: PayPalAccount, order: OrderDocument): View {
  const { id, intent, status, createdAt, updatedAt, approval } = order;
  return {
    id,
    intent,
    status,
    ...sourceView(order),
    purchase_units: [unitView(account, order)],
    ...(approval && { payer }),
    create_time: createdAt,
    update_time: updatedAt,
    links: orderLinks(account, order),
  };
}

/** What `Prefer: return=minimal` leaves of an order. An authorised one keeps its payments. */
export function minimalOrder(account: PayPalAccount, order: OrderDocument): View {
  const { id, status, referenceId, authorizationId } = order;
  return {
    id,
    status,
    ...sourceView(order),
    ...(authorizationId && {
      purchase_units: [{ reference_id: referenceId, payments: paymentsView(account, order) }],
      payer,
    }),
    links: orderLinks(account, order),
  };
}

export function minimal({ id, status, links }: View): object {
  return { id, status, links };
}

function sourceView({ experience, approval }: OrderDocument): object {
  if (approval) {
    const { email_address, payer_id: account_id, name, address } = payer;
    return {
      payment_source: { paypal: { email_address, account_id, account_status: "VERIFIED", name, address } },
    };
  }
  return experience ? { payment_source: { paypal: {} } } : {};
}

function unitView(account: PayPalAccount, order: OrderDocument): object {
  const { referenceId, amount, description, customId, invoiceId, softDescriptor, shipping } = order;
  return {
    reference_id: referenceId,
    amount: writeAmount(amount),
    payee,
    ...(description && { description }),
    ...(customId && { custom_id: customId }),
    ...(invoiceId && { invoice_id: invoiceId }),
    ...(softDescriptor && { soft_descriptor: softDescriptor }),
    ...(shipping && { shipping }),
    ...(order.authorizationId && { payments: paymentsView(account, order) }),
  };
}

function paymentsView(account: PayPalAccount, { id }: OrderDocument): object {
  const authorizations = account.authorizations.all().filter(({ orderId }) => orderId === id);
  const captures = account.captures.all().filter(({ orderId }) => orderId === id);
  const refunds = account.refunds
    .all()
    .filter(({ captureId }) => captures.some((capture) => capture.id === captureId));
  return {
    authorizations: authorizations.map((each) => withoutRelations(authorizationView(account, each))),
    ...(captures.length > 0 && {
      captures: captures.map((each) => withoutRelations(captureView(account, each))),
    }),
    ...(refunds.length > 0 && { refunds: refunds.map((each) => refundView(account, each)) }),
  };
}

/** Inside an order, what it belongs to is not repeated. */
function withoutRelations(view: View): object {
  return Object.fromEntries(
    Object.entries(view).filter(([name]) => name !== "supplementary_data" && name !== "payee"),
  );
}

export function authorizationView(account: PayPalAccount, authorization: AuthorizationDocument): View {
  const { id, orderId, amount, status, customId, invoiceId, createdAt, updatedAt, expiresAt } = authorization;
  const self = `${account.origin}/v2/payments/authorizations/${id}`;
  return {
    id,
    status,
    amount: writeAmount(amount),
    ...(customId && { custom_id: customId }),
    ...(invoiceId && { invoice_id: invoiceId }),
    seller_protection: sellerProtection,
    expiration_time: expiresAt,
    create_time: createdAt,
    update_time: updatedAt,
    supplementary_data: { related_ids: { order_id: orderId } },
    payee,
    links: [
      { href: self, rel: "self", method: "GET" },
      { href: `${self}/capture`, rel: "capture", method: "POST" },
      { href: `${self}/void`, rel: "void", method: "POST" },
      { href: `${self}/reauthorize`, rel: "reauthorize", method: "POST" },
      { href: `${account.origin}/v2/checkout/orders/${orderId}`, rel: "up", method: "GET" },
    ],
  };
}

export function captureView(account: PayPalAccount, capture: CaptureDocument): View {
  const { id, orderId, authorizationId, amount, status, final, customId, invoiceId } = capture;
  const self = `${account.origin}/v2/payments/captures/${id}`;
  return {
    id,
    status,
    amount: writeAmount(amount),
    final_capture: final,
    disbursement_mode: "INSTANT",
    ...(customId && { custom_id: customId }),
    ...(invoiceId && { invoice_id: invoiceId }),
    seller_protection: sellerProtection,
    seller_receivable_breakdown: { gross_amount: writeAmount(amount) },
    create_time: capture.createdAt,
    update_time: capture.updatedAt,
    supplementary_data: { related_ids: { order_id: orderId, authorization_id: authorizationId } },
    payee,
    links: [
      { href: self, rel: "self", method: "GET" },
      { href: `${self}/refund`, rel: "refund", method: "POST" },
      { href: `${account.origin}/v2/payments/authorizations/${authorizationId}`, rel: "up", method: "GET" },
    ],
  };
}

export function refundView(account: PayPalAccount, refund: RefundDocument): View {
  const { id, captureId, amount, status, noteToPayer, customId, invoiceId, createdAt } = refund;
  const { currency } = amount;
  return {
    id,
    status,
    amount: writeAmount(amount),
    ...(noteToPayer && { note_to_payer: noteToPayer }),
    ...(customId && { custom_id: customId }),
    ...(invoiceId && { invoice_id: invoiceId }),
    seller_payable_breakdown: {
      gross_amount: writeAmount(amount),
      total_refunded_amount: writeAmount({ minor: refund.totalRefundedMinor, currency }),
    },
    create_time: createdAt,
    update_time: createdAt,
    links: [
      { href: `${account.origin}/v2/payments/refunds/${id}`, rel: "self", method: "GET" },
      { href: `${account.origin}/v2/payments/captures/${captureId}`, rel: "up", method: "GET" },
    ],
  };
}

const sellerProtection = {
  status: "ELIGIBLE",
  dispute_categories: ["ITEM_NOT_RECEIVED", "UNAUTHORIZED_TRANSACTION"],
};

/** The payer's page of an order. */
export function approvalUrl(account: PayPalAccount, orderId: string): string {
  return `${account.origin}/checkoutnow?token=${orderId}`;
}

function orderLinks(account: PayPalAccount, order: OrderDocument): object[] {
  const { id, status, intent, experience } = order;
  const self = `${account.origin}/v2/checkout/orders/${id}`;
  const take = intent === "AUTHORIZE" ? "authorize" : "capture";
  const links: object[] = [{ href: self, rel: "self", method: "GET" }];
  if (status === "COMPLETED" || status === "VOIDED") return links;
  const payerLink = experience ? "payer-action" : "approve";
  return [
    ...links,
    { href: approvalUrl(account, id), rel: payerLink, method: "GET" },
    ...(status === "PAYER_ACTION_REQUIRED"
      ? []
      : [
          { href: self, rel: "update", method: "PATCH" },
          { href: `${self}/${take}`, rel: take, method: "POST" },
        ]),
  ];
}
