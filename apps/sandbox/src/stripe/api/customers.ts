import { z } from "zod";
import type { CustomerDocument } from "../model.ts";
import { newId, seconds, type StripeAccount } from "../stripe-account.ts";
import { customerView, found } from "../views.ts";
import { mergeMetadata } from "./create-intent.ts";
import type { Form } from "./form.ts";
import { accepted, metadata, readParams } from "./read-params.ts";

const params = z.strictObject({
  email: z.string().optional(),
  name: z.string().optional(),
  phone: z.string().optional(),
  description: z.string().optional(),
  metadata: metadata.optional(),
  address: accepted,
  shipping: accepted,
  preferred_locales: accepted,
});

/** `POST /v1/customers`. */
export function createCustomer(account: StripeAccount, form: Form): object {
  const {
    email = null,
    name = null,
    phone = null,
    description = null,
    metadata = {},
  } = readParams(params, form);
  return customerView(
    account.customers.put({
      id: newId("cus"),
      created: seconds(account),
      email,
      name,
      phone,
      description,
      metadata: metadata ?? {},
    }),
  );
}

/** `POST /v1/customers/:id`. */
export function updateCustomer(account: StripeAccount, id: string, form: Form): object {
  const customer = livingCustomer(account, id);
  const change = readParams(params, form);
  return customerView(
    account.customers.put({
      ...customer,
      email: change.email ?? customer.email,
      name: change.name ?? customer.name,
      phone: change.phone ?? customer.phone,
      description: change.description ?? customer.description,
      metadata: mergeMetadata(customer.metadata, change.metadata),
    }),
  );
}

/** A customer that was not deleted; a deleted one can be read and nothing else. */
export function livingCustomer(account: StripeAccount, id: string, param = "id"): CustomerDocument {
  const customer = account.customers.get(id);
  return found(customer?.isDeleted === true ? undefined : customer, "customer", id, param);
}
