import { seconds, type StripeAccount } from "../stripe-account.ts";
import { chargeView, customerView, found, intentView, methodView, refundView, tokenView } from "../views.ts";
import { eventView } from "../webhooks/events.ts";
import { confirmIntent, confirmParams } from "./confirm-intent.ts";
import { createMethod, createTestToken, createToken } from "./confirmation-tokens.ts";
import { createIntent, updateIntent } from "./create-intent.ts";
import { createCustomer, updateCustomer } from "./customers.ts";
import type { Form } from "./form.ts";
import { listOf } from "./lists.ts";
import { accepted, expand, readParams } from "./read-params.ts";
import { searchIntents } from "./search-intents.ts";
import { cancelIntent, captureIntent, createRefund } from "./settle-intent.ts";
import { invalidRequest, missingResource } from "./stripe-error.ts";
import { z } from "zod";

/** One call: its form or query, and the id in its path. Gives the object that is answered. */
export type Operation = (account: StripeAccount, form: Form, id: string) => object;

const confirm = z.strictObject({
  ...confirmParams,
  payment_method: z.string().optional(),
  payment_method_options: accepted,
  receipt_email: accepted,
  setup_future_usage: accepted,
  shipping: accepted,
  capture_method: accepted,
  expand,
});

/** Every call the sandbox's Stripe answers with a secret key: method and path, `:id` standing for one. */
export const operations: Readonly<Record<string, Operation>> = {
  "POST /v1/payment_intents": createIntent,
  "GET /v1/payment_intents": (account, query) =>
    listOf(ofCustomer(account.intents.all(), query), {
      query,
      url: "/v1/payment_intents",
      view: (intent) => intentView(account, intent),
    }),
  "GET /v1/payment_intents/search": searchIntents,
  "GET /v1/payment_intents/:id": (account, query, id) =>
    intentView(account, intentOf(account, id), expandOf(query)),
  "POST /v1/payment_intents/:id": (account, form, id) => updateIntent(account, id, form),
  "POST /v1/payment_intents/:id/confirm": (account, form, id) =>
    confirmIntent(account, intentOf(account, id), readParams(confirm, form)),
  "POST /v1/payment_intents/:id/capture": (account, form, id) => captureIntent(account, id, form),
  "POST /v1/payment_intents/:id/cancel": (account, form, id) => cancelIntent(account, id, form),
  "POST /v1/confirmation_tokens": createToken,
  "GET /v1/confirmation_tokens/:id": (account, _, id) =>
    tokenView(found(account.tokens.get(id), "confirmation_token", id)),
  "POST /v1/test_helpers/confirmation_tokens": createTestToken,
  "POST /v1/payment_methods": createMethod,
  "GET /v1/payment_methods/:id": (account, _, id) =>
    methodView(found(account.methods.get(id), "PaymentMethod", id)),
  "GET /v1/charges": (account, query) =>
    listOf(account.charges.all().filter(byIntent(query)), {
      query,
      url: "/v1/charges",
      view: (charge) => chargeView(account, charge),
    }),
  "GET /v1/charges/:id": (account, _, id) =>
    chargeView(account, found(account.charges.get(id), "charge", id)),
  "POST /v1/refunds": createRefund,
  "GET /v1/refunds": (account, query) =>
    listOf(account.refunds.all().filter(byIntent(query)), { query, url: "/v1/refunds", view: refundView }),
  "GET /v1/refunds/:id": (account, _, id) => refundView(found(account.refunds.get(id), "refund", id)),
  "POST /v1/customers": createCustomer,
  "GET /v1/customers": (account, query) =>
    listOf(
      account.customers.all().filter(({ email }) => (query["email"] ?? email) === email),
      { query, url: "/v1/customers", view: customerView },
    ),
  "GET /v1/customers/:id": (account, _, id) => customerView(found(account.customers.get(id), "customer", id)),
  "POST /v1/customers/:id": (account, form, id) => updateCustomer(account, id, form),
  "DELETE /v1/customers/:id": (account, _, id) => {
    found(account.customers.get(id), "customer", id);
    account.customers.delete(id);
    return { id, object: "customer", deleted: true };
  },
  "GET /v1/events": (account, query) =>
    listOf(
      account.events.all().filter(({ type }) => (query["type"] ?? type) === type),
      { query, url: "/v1/events", view: eventView },
    ),
  "GET /v1/events/:id": (account, _, id) => eventView(found(account.events.get(id), "event", id)),
  "GET /v1/balance": balance,
  "GET /v1/account": () => accountView,
  "GET /v1/accounts/:id": (_account, _query, id) => {
    if (id !== accountView.id) throw missingResource("account", id);
    return accountView;
  },
};

/** What a publishable key may do, beside reading an intent by its client secret. */
export const publishableOperations: Readonly<Record<string, Operation>> = {
  "POST /v1/confirmation_tokens": createToken,
  "POST /v1/payment_methods": createMethod,
  "GET /v1/payment_intents/:id": (account, query, id) => {
    const intent = intentOf(account, id);
    if (query["client_secret"] !== intent.clientSecret) {
      throw invalidRequest(
        "The client_secret provided does not match any associated PaymentIntent on this account.",
        { param: "client_secret", status: 401 },
      );
    }
    return intentView(account, intent, ["payment_method"]);
  },
};

const accountView = {
  id: "acct_sandbox0000000001",
  object: "account",
  business_type: "company",
  charges_enabled: true,
  country: "GB",
  default_currency: "gbp",
  details_submitted: true,
  payouts_enabled: true,
  type: "standard",
  email: "till@example.com",
  settings: { dashboard: { display_name: "Lumen & Loam (sandbox)", timezone: "Etc/UTC" } },
};

function intentOf(account: StripeAccount, id: string) {
  return found(account.intents.get(id), "payment_intent", id, "intent");
}

function expandOf(query: Form): string[] {
  const wanted = query["expand"];
  return Array.isArray(wanted) ? wanted.filter((path) => typeof path === "string") : [];
}

function ofCustomer<Document extends { readonly customer: string | null }>(
  documents: readonly Document[],
  query: Form,
): Document[] {
  return documents.filter(({ customer }) => (query["customer"] ?? customer) === customer);
}

function byIntent(query: Form): (document: { readonly paymentIntent: string }) => boolean {
  return ({ paymentIntent }) => (query["payment_intent"] ?? paymentIntent) === paymentIntent;
}

function balance(account: StripeAccount): object {
  const sums = new Map<string, number>();
  for (const { currency, amountCaptured, amountRefunded, captured } of account.charges.all()) {
    if (captured) sums.set(currency, (sums.get(currency) ?? 0) + amountCaptured - amountRefunded);
  }
  const available = [...sums].map(([currency, amount]) => ({
    amount,
    currency,
    source_types: { card: amount },
  }));
  return { object: "balance", available, livemode: false, pending: [], created: seconds(account) };
}
