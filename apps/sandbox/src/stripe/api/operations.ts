import { seconds, type StripeAccount } from "../stripe-account.ts";
import { balanceTransactions } from "../balance-transactions.ts";
import { chargeView, customerView, found, intentView, methodView, refundView, tokenView } from "../views.ts";
import { eventView } from "../webhooks/events.ts";
import { confirmIntent, confirmParams } from "./confirm-intent.ts";
import { createMethod, createTestToken, createToken } from "./confirmation-tokens.ts";
import { attachMethod, detachMethod } from "./attach-method.ts";
import { createIntent, updateIntent } from "./create-intent.ts";
import { createCustomer, livingCustomer, updateCustomer } from "./customers.ts";
import { expandAnswer } from "./expand.ts";
import type { Form } from "./form.ts";
import { listOf } from "./lists.ts";
import { accepted, readParams } from "./read-params.ts";
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
});

/** Every call the sandbox's Stripe answers with a secret key: method and path, `:id` standing for one. */
export const operations: Readonly<Record<string, Operation>> = {
  "POST /v1/payment_intents": createIntent,
  "GET /v1/payment_intents": (account, query) =>
    listOf(account.intents.all(), {
      query,
      url: "/v1/payment_intents",
      view: (intent) => intentView(account, intent),
      by: { customer: ({ customer }) => customer },
    }),
  "GET /v1/payment_intents/search": searchIntents,
  "GET /v1/payment_intents/:id": (account, _, id) => intentView(account, intentOf(account, id)),
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
  "POST /v1/payment_methods/:id/attach": attachMethod,
  "POST /v1/payment_methods/:id/detach": detachMethod,
  "GET /v1/customers/:id/payment_methods": (account, query, id) =>
    listOf(
      account.methods.all().filter(({ customer }) => customer === livingCustomer(account, id).id),
      {
        query,
        url: `/v1/customers/${id}/payment_methods`,
        view: methodView,
        by: { type: () => "card" },
      },
    ),
  "GET /v1/payment_methods/:id": (account, _, id) =>
    methodView(found(account.methods.get(id), "PaymentMethod", id)),
  "GET /v1/charges": (account, query) =>
    listOf(account.charges.all(), {
      query,
      url: "/v1/charges",
      view: (charge) => chargeView(account, charge),
      by: {
        payment_intent: ({ paymentIntent }) => paymentIntent,
        customer: ({ paymentIntent }) => account.intents.get(paymentIntent)?.customer ?? null,
      },
    }),
  "GET /v1/charges/:id": (account, _, id) =>
    chargeView(account, found(account.charges.get(id), "charge", id)),
  "POST /v1/refunds": createRefund,
  "GET /v1/refunds": (account, query) =>
    listOf(account.refunds.all(), {
      query,
      url: "/v1/refunds",
      view: refundView,
      by: { payment_intent: ({ paymentIntent }) => paymentIntent, charge: ({ charge }) => charge },
    }),
  "GET /v1/refunds/:id": (account, _, id) => refundView(found(account.refunds.get(id), "refund", id)),
  "POST /v1/customers": createCustomer,
  "GET /v1/customers": (account, query) =>
    listOf(
      account.customers.all().filter(({ isDeleted }) => isDeleted !== true),
      { query, url: "/v1/customers", view: customerView, by: { email: ({ email }) => email } },
    ),
  "GET /v1/customers/:id": (account, _, id) => customerView(found(account.customers.get(id), "customer", id)),
  "POST /v1/customers/:id": (account, form, id) => updateCustomer(account, id, form),
  "DELETE /v1/customers/:id": (account, _, id) => {
    const customer = livingCustomer(account, id);
    return customerView(account.customers.put({ ...customer, isDeleted: true }));
  },
  "GET /v1/events": (account, query) =>
    listOf(account.events.all(), {
      query,
      url: "/v1/events",
      view: eventView,
      by: { type: ({ type }) => type },
    }),
  "GET /v1/events/:id": (account, _, id) => eventView(found(account.events.get(id), "event", id)),
  "GET /v1/balance": balance,
  "GET /v1/balance_transactions": (account, query) =>
    listOf(balanceTransactions(account), {
      query,
      url: "/v1/balance_transactions",
      view: (transaction) => transaction,
      by: { type: ({ type }) => type },
    }),
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
    return expandAnswer(account, intentView(account, intent), ["payment_method"]);
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
