import { z } from "zod";
import { moneySchema, readAmount } from "../amounts.ts";
import type { Experience, OrderDocument } from "../model.ts";
import { moment, newId, type PayPalAccount } from "../paypal-account.ts";
import { minimalOrder, orderView } from "../views.ts";
import type { Call, Done } from "./operation.ts";
import { invalidRequest, notFound, unprocessable } from "./paypal-error.ts";
import { readBody } from "./read-body.ts";

const experienceSchema = z.strictObject({
  return_url: z.url().optional(),
  cancel_url: z.url().optional(),
  user_action: z.enum(["CONTINUE", "PAY_NOW"]).default("CONTINUE"),
  brand_name: z.string().max(127).optional(),
  locale: z.string().optional(),
  shipping_preference: z.enum(["GET_FROM_FILE", "NO_SHIPPING", "SET_PROVIDED_ADDRESS"]).optional(),
  landing_page: z.string().optional(),
  payment_method_preference: z.enum(["UNRESTRICTED", "IMMEDIATE_PAYMENT_REQUIRED"]).optional(),
});
export const paymentSourceSchema = z.strictObject({
  paypal: z.strictObject({
    experience_context: experienceSchema.optional(),
    email_address: z.string().optional(),
    name: z.object({}).loose().optional(),
    address: z.object({}).loose().optional(),
  }),
});

const unitSchema = z.strictObject({
  reference_id: z.string().max(256).default("default"),
  amount: moneySchema.extend({ breakdown: z.object({}).loose().optional() }),
  description: z.string().max(127).optional(),
  custom_id: z.string().max(127).optional(),
  invoice_id: z.string().max(127).optional(),
  soft_descriptor: z.string().max(22).optional(),
  items: z.array(z.object({}).loose()).optional(),
  shipping: z.object({}).loose().optional(),
});
const orderSchema = z.strictObject({
  intent: z.enum(["AUTHORIZE", "CAPTURE"]),
  purchase_units: z.array(unitSchema).min(1).max(10),
  payment_source: paymentSourceSchema.optional(),
});

/** `POST /v2/checkout/orders`. */
export function createOrder({ account, body, requestId }: Call): Done & { madeId: string } {
  const { intent, purchase_units, payment_source } = readBody(orderSchema, body);
  const [unit] = purchase_units;
  if (!unit || purchase_units.length > 1)
    throw unprocessable("MSP_NOT_SUPPORTED", { field: "/purchase_units" });
  if (payment_source && requestId === null) throw invalidRequest("PAYPAL_REQUEST_ID_REQUIRED");
  const at = moment(account);
  const order = account.orders.put({
    id: newId(),
    createdAt: at,
    updatedAt: at,
    intent,
    status: payment_source ? "PAYER_ACTION_REQUIRED" : "CREATED",
    amount: readAmount(unit.amount, "/purchase_units/@reference_id=='default'/amount"),
    referenceId: unit.reference_id,
    customId: unit.custom_id ?? null,
    invoiceId: unit.invoice_id ?? null,
    description: unit.description ?? null,
    softDescriptor: unit.soft_descriptor ?? null,
    shipping: unit.shipping ?? null,
    experience: payment_source ? experienceOf(payment_source) : null,
    approval: null,
    authorizationId: null,
  });
  return { ...answerOrder(account, order, payment_source ? 200 : 201), madeId: order.id };
}

export function experienceOf({ paypal }: z.infer<typeof paymentSourceSchema>): Experience {
  const wish = paypal.experience_context;
  return {
    returnUrl: wish?.return_url ?? null,
    cancelUrl: wish?.cancel_url ?? null,
    userAction: wish?.user_action ?? "CONTINUE",
    brandName: wish?.brand_name ?? null,
  };
}

/** An order that took no money is forgotten after a while; until then it can be read by its id. */
export function orderOf(account: PayPalAccount, id: string): OrderDocument {
  const order = account.orders.get(id);
  if (!order) throw notFound();
  return order;
}

export function answerOrder(account: PayPalAccount, order: OrderDocument, status: number): Done {
  return { status, whole: orderView(account, order), brief: minimalOrder(account, order) };
}
