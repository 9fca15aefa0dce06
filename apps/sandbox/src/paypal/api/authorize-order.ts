import { z } from "zod";
import type { AuthorizationDocument, OrderDocument } from "../model.ts";
import { moment, newId, type PayPalAccount } from "../paypal-account.ts";
import { approvalUrl, authorizationView } from "../views.ts";
import { record } from "../webhooks/events.ts";
import { answerOrder, orderOf } from "./create-order.ts";
import type { Call, Done } from "./operation.ts";
import { unprocessable } from "./paypal-error.ts";
import { readBody } from "./read-body.ts";

const authorizeSchema = z.strictObject({ payment_source: z.object({}).loose().optional() });
/** An authorisation lasts 29 days; its first three are the honour period. */
const validDays = 29;

/** `POST /v2/checkout/orders/:id/authorize`: holds the money, once for each order. */
export function authorizeOrder({ account, id, body }: Call): Done & { madeId: string } {
  readBody(authorizeSchema, body ?? {});
  const order = orderOf(account, id);
  if (order.authorizationId !== null) throw unprocessable("ORDER_ALREADY_AUTHORIZED");
  if (order.intent !== "AUTHORIZE") throw unprocessable("ACTION_DOES_NOT_MATCH_INTENT");
  if (order.approval === null) throw unprocessable("ORDER_NOT_APPROVED");
  if (isInvoiceUsed(account, order)) throw unprocessable("DUPLICATE_INVOICE_ID");
  if (order.approval.funding === "declined") {
    throw unprocessable("INSTRUMENT_DECLINED", {}, [
      { href: approvalUrl(account, id), rel: "redirect", method: "GET" },
    ]);
  }
  const authorization = hold(account, order);
  const authorized = account.orders.put({
    ...order,
    status: "COMPLETED",
    authorizationId: authorization.id,
    updatedAt: moment(account),
  });
  return { ...answerOrder(account, authorized, 201), madeId: id };
}

function hold(account: PayPalAccount, order: OrderDocument): AuthorizationDocument {
  const at = moment(account);
  const authorization = account.authorizations.put({
    id: newId(),
    orderId: order.id,
    createdAt: at,
    updatedAt: at,
    expiresAt: moment(account, validDays),
    amount: order.amount,
    status: "CREATED",
    customId: order.customId,
    invoiceId: order.invoiceId,
    parent: null,
  });
  record(account, {
    type: "PAYMENT.AUTHORIZATION.CREATED",
    resourceType: "authorization",
    resource: authorizationView(account, authorization),
  });
  return authorization;
}

/** An account refuses an invoice number that has been paid with before. */
function isInvoiceUsed(account: PayPalAccount, { invoiceId }: OrderDocument): boolean {
  return (
    invoiceId !== null &&
    account.authorizations.all().some((each) => each.invoiceId === invoiceId && each.status !== "VOIDED")
  );
}
