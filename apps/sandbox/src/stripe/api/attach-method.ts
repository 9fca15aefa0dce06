import { z } from "zod";
import { newId, seconds, type StripeAccount } from "../stripe-account.ts";
import { found, methodView } from "../views.ts";
import { record } from "../webhooks/events.ts";
import { cardOfTestMethod } from "../cards/read-card.ts";
import { livingCustomer } from "./customers.ts";
import type { Form } from "./form.ts";
import { readParams } from "./read-params.ts";

const attachParams = z.strictObject({ customer: z.string() });

/** `POST /v1/payment_methods/:id/attach`; a published test name makes a method of its own each time. */
export function attachMethod(account: StripeAccount, form: Form, id: string): object {
  const { customer } = readParams(attachParams, form);
  livingCustomer(account, customer, "customer");
  const named = cardOfTestMethod(id, account.sandbox.now());
  const billing = { name: null, email: null, phone: null, address: {} };
  const method = named
    ? { id: newId("pm"), created: seconds(account), customer: null, card: named, billing }
    : found(account.methods.get(id), "PaymentMethod", id);
  const view = methodView(account.methods.put({ ...method, customer }));
  record(account, "payment_method.attached", view);
  return view;
}

/** `POST /v1/payment_methods/:id/detach`. */
export function detachMethod(account: StripeAccount, form: Form, id: string): object {
  readParams(z.strictObject({}), form);
  const method = found(account.methods.get(id), "PaymentMethod", id);
  const view = methodView(account.methods.put({ ...method, customer: null }));
  record(account, "payment_method.detached", view);
  return view;
}
