import { z } from "zod";
import { moneySchema, readAmount } from "../amounts.ts";
import type { AuthorizationDocument, CaptureDocument } from "../model.ts";
import { moment, newId, type PayPalAccount } from "../paypal-account.ts";
import { authorizationView, captureView, minimal } from "../views.ts";
import { record } from "../webhooks/events.ts";
import type { Call, Done } from "./operation.ts";
import { notFound, unprocessable } from "./paypal-error.ts";
import { readBody } from "./read-body.ts";

const captureSchema = z.strictObject({
  amount: moneySchema.optional(),
  invoice_id: z.string().max(127).optional(),
  final_capture: z.boolean().default(false),
  note_to_payer: z.string().max(255).optional(),
  soft_descriptor: z.string().max(22).optional(),
});
const reauthorizeSchema = z.strictObject({ amount: moneySchema.optional() });
const honourMs = 3 * 86_400_000;

export function authorizationOf(account: PayPalAccount, id: string): AuthorizationDocument {
  const authorization = account.authorizations.get(id);
  if (!authorization) throw notFound();
  return authorization;
}

/** `POST /v2/payments/authorizations/:id/capture`: takes what is held, all or a part. */
export function captureAuthorization({ account, id, body }: Call): Done & { madeId: string } {
  const wish = readBody(captureSchema, body ?? {});
  const authorization = authorizationOf(account, id);
  refuseSettled(account, authorization);
  const taken = account.captures.all().filter(({ authorizationId }) => authorizationId === id);
  const left = authorization.amount.minor - taken.reduce((sum, { amount }) => sum + amount.minor, 0);
  const amount = wish.amount ? readAmount(wish.amount, "/amount") : { ...authorization.amount, minor: left };
  if (amount.currency !== authorization.amount.currency)
    throw unprocessable("AUTH_CAPTURE_CURRENCY_MISMATCH");
  if (amount.minor > left) throw unprocessable("MAX_CAPTURE_AMOUNT_EXCEEDED");
  const at = moment(account);
  const capture = account.captures.put({
    id: newId(),
    orderId: authorization.orderId,
    authorizationId: id,
    createdAt: at,
    updatedAt: at,
    amount,
    refundedMinor: 0,
    status: "COMPLETED",
    final: wish.final_capture,
    customId: authorization.customId,
    invoiceId: wish.invoice_id ?? authorization.invoiceId,
  });
  const whole = wish.final_capture || amount.minor === left;
  settle(account, authorization, whole ? "CAPTURED" : "PARTIALLY_CAPTURED");
  record(account, {
    type: "PAYMENT.CAPTURE.COMPLETED",
    resourceType: "capture",
    resource: captureView(account, capture),
  });
  return { ...answerCapture(account, capture, 201), madeId: capture.id };
}

export function answerCapture(account: PayPalAccount, capture: CaptureDocument, status: number): Done {
  const whole = captureView(account, capture);
  return { status, whole, brief: minimal(whole) };
}

function refuseSettled({ sandbox }: PayPalAccount, { status, expiresAt }: AuthorizationDocument): void {
  if (status === "CAPTURED") throw unprocessable("AUTHORIZATION_ALREADY_CAPTURED");
  if (status === "VOIDED") throw unprocessable("AUTHORIZATION_VOIDED");
  if (Date.parse(expiresAt) <= sandbox.now().getTime()) throw unprocessable("AUTHORIZATION_EXPIRED");
}

/** A renewed authorisation and the one it renews stand for the same money. */
function settle(
  account: PayPalAccount,
  { orderId }: AuthorizationDocument,
  status: AuthorizationDocument["status"],
): void {
  for (const each of account.authorizations.all()) {
    if (each.orderId === orderId) account.authorizations.put({ ...each, status, updatedAt: moment(account) });
  }
}

/** `POST /v2/payments/authorizations/:id/void`: lets go what is held. */
export function voidAuthorization({ account, id }: Call): Done & { madeId: string } {
  const authorization = authorizationOf(account, id);
  if (authorization.status === "CAPTURED" || authorization.status === "PARTIALLY_CAPTURED")
    throw unprocessable("PREVIOUSLY_CAPTURED");
  if (authorization.status === "VOIDED") throw unprocessable("PREVIOUSLY_VOIDED");
  if (authorization.parent !== null) throw unprocessable("CANNOT_BE_VOIDED");
  settle(account, authorization, "VOIDED");
  const whole = authorizationView(account, authorizationOf(account, id));
  record(account, { type: "PAYMENT.AUTHORIZATION.VOIDED", resourceType: "authorization", resource: whole });
  return { ...answerVoid(account, id), madeId: id };
}

/** Without a wish for the whole resource a void is answered without a body. */
export function answerVoid(account: PayPalAccount, id: string): Done {
  return { status: 200, whole: authorizationView(account, authorizationOf(account, id)), brief: null };
}

/** `POST /v2/payments/authorizations/:id/reauthorize`: once, after the three days in which the money is sure. */
export function reauthorize({ account, id, body }: Call): Done & { madeId: string } {
  const wish = readBody(reauthorizeSchema, body ?? {});
  const authorization = authorizationOf(account, id);
  refuseSettled(account, authorization);
  const amount = wish.amount ? readAmount(wish.amount, "/amount") : authorization.amount;
  if (amount.currency !== authorization.amount.currency) throw unprocessable("AUTH_CURRENCY_MISMATCH");
  const isEarly = account.sandbox.now().getTime() - Date.parse(authorization.createdAt) < honourMs;
  if (authorization.parent !== null || isEarly) throw unprocessable("REAUTHORIZATION_NOT_SUPPORTED");
  const at = moment(account);
  const renewed = account.authorizations.put({
    ...authorization,
    id: newId(),
    amount,
    createdAt: at,
    updatedAt: at,
    parent: id,
  });
  return { ...answerAuthorization(account, renewed, 201), madeId: renewed.id };
}

export function answerAuthorization(
  account: PayPalAccount,
  authorization: AuthorizationDocument,
  status: number,
): Done {
  const whole = authorizationView(account, authorization);
  return { status, whole, brief: minimal(whole) };
}
