import { z } from "zod";
import { moneySchema, readAmount } from "../amounts.ts";
import type { OrderDocument } from "../model.ts";
import { moment } from "../paypal-account.ts";
import { answerOrder, experienceOf, orderOf, paymentSourceSchema } from "./create-order.ts";
import type { Call, Done } from "./operation.ts";
import { invalidRequest, unprocessable } from "./paypal-error.ts";
import { readBody } from "./read-body.ts";

const patchSchema = z
  .array(
    z.strictObject({
      op: z.enum(["add", "replace", "remove", "copy", "move", "test"]),
      path: z.string(),
      value: z.unknown().optional(),
    }),
  )
  .min(1);
const confirmSchema = z.strictObject({ payment_source: paymentSourceSchema });

/** `PATCH /v2/checkout/orders/:id`: of an order that took nothing yet. Its attributes are those of the OpenAPI file. */
export function patchOrder({ account, id, body }: Call): Done {
  const order = orderOf(account, id);
  if (order.status === "COMPLETED" || order.status === "VOIDED")
    throw unprocessable("ORDER_ALREADY_COMPLETED");
  const patches = readBody(patchSchema, body);
  const patched = patches.reduce((before, patch) => apply(before, patch), order);
  account.orders.put({ ...patched, updatedAt: moment(account) });
  return { status: 204, whole: {}, brief: null };
}

type Patch = z.infer<typeof patchSchema>[number];

function apply(order: OrderDocument, { op, path, value }: Patch): OrderDocument {
  if (op !== "replace" && op !== "add" && op !== "remove")
    throw invalidRequest("INVALID_PARAMETER_VALUE", { field: "op", value: op });
  if (path === "/intent") return { ...order, intent: readBody(z.enum(["AUTHORIZE", "CAPTURE"]), value) };
  const match = /^\/purchase_units\/@reference_id=='([^']*)'\/(\w+)$/.exec(path);
  if (!match) throw unprocessable("NOT_PATCHABLE", { field: path });
  const [, reference, attribute = ""] = match;
  if (reference !== order.referenceId) throw unprocessable("REFERENCE_ID_NOT_FOUND", { field: path });
  return applyToUnit(order, attribute, op === "remove" ? null : value, path);
}

function applyToUnit(order: OrderDocument, attribute: string, value: unknown, path: string): OrderDocument {
  const text = () => (value === null ? null : readBody(z.string().max(127), value));
  switch (attribute) {
    case "custom_id":
      return { ...order, customId: text() };
    case "invoice_id":
      return { ...order, invoiceId: text() };
    case "description":
      return { ...order, description: text() };
    case "amount":
      return { ...order, amount: readAmount(readBody(moneySchema, value), `${path}/amount`) };
    default:
      throw unprocessable("NOT_PATCHABLE", { field: path });
  }
}

/** `POST /v2/checkout/orders/:id/confirm-payment-source`: PayPal is to pay; now the payer must agree. */
export function confirmOrder({ account, id, body }: Call): Done {
  const order = orderOf(account, id);
  const { payment_source } = readBody(confirmSchema, body);
  if (order.status === "COMPLETED") throw unprocessable("ORDER_CANNOT_BE_CONFIRMED");
  if (order.status === "APPROVED") throw unprocessable("PAYMENT_ALREADY_APPROVED");
  const confirmed = account.orders.put({
    ...order,
    status: "PAYER_ACTION_REQUIRED",
    experience: experienceOf(payment_source),
    updatedAt: moment(account),
  });
  return answerOrder(account, confirmed, 200);
}
