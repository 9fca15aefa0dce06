import { z } from "zod";
import type { PaymentIntentDocument } from "../model.ts";
import { letters, newId, seconds, type StripeAccount } from "../stripe-account.ts";
import { found, intentView } from "../views.ts";
import { record } from "../webhooks/events.ts";
import { confirmIntent, confirmParams } from "./confirm-intent.ts";
import { currencies } from "./currencies.ts";
import { livingCustomer } from "./customers.ts";
import { accepted, boolean, integer, metadata, readParams } from "./read-params.ts";
import { invalidRequest } from "./stripe-error.ts";
import type { Form } from "./form.ts";

// Smallest charges (docs.stripe.com/currencies, 2026), in minor units. Other currencies: half a US dollar's worth.
const amountMin: Readonly<Record<string, number>> = {
  usd: 50,
  eur: 50,
  gbp: 30,
  chf: 50,
  aud: 50,
  cad: 50,
  dkk: 250,
  nok: 300,
  sek: 300,
  pln: 200,
  jpy: 50,
  czk: 1_500,
};
const amountMax = 99_999_999;

const shared = {
  amount: integer,
  currency: z.string(),
  customer: z.string().optional(),
  description: z.string().optional(),
  metadata: metadata.optional(),
  receipt_email: z.string().optional(),
  setup_future_usage: z.enum(["on_session", "off_session"]).optional(),
  shipping: z.record(z.string(), z.unknown()).optional(),
  statement_descriptor: z.string().max(22).optional(),
  statement_descriptor_suffix: z.string().max(22).optional(),
  transfer_group: accepted,
  payment_method_options: z
    .object({
      card: z
        .object({ request_three_d_secure: z.enum(["any", "automatic", "challenge"]).optional() })
        .loose(),
    })
    .partial()
    .loose()
    .optional(),
  payment_method: z.string().optional(),
};

const createParams = z.strictObject({
  ...shared,
  allowed_payment_method_types: z.array(z.string()).optional(),
  automatic_payment_methods: z
    .object({ enabled: boolean, allow_redirects: z.enum(["always", "never"]).optional() })
    .optional(),
  capture_method: z.enum(["automatic", "automatic_async", "manual"]).default("automatic_async"),
  confirm: boolean.default(false),
  confirmation_method: z.enum(["automatic", "manual"]).optional(),
  ...confirmParams,
});

const updateParams = z.strictObject({
  ...shared,
  amount: integer.optional(),
  currency: z.string().optional(),
});

/** `POST /v1/payment_intents`. With `confirm=true` a refused one leaves its object behind, as at Stripe. */
export function createIntent(account: StripeAccount, form: Form): object {
  const params = readParams(createParams, form);
  const currency = checkAmount(params.amount, params.currency);
  if (params.customer) livingCustomer(account, params.customer, "customer");
  if (!params.confirm && (params.confirmation_token || params.off_session)) {
    throw invalidRequest(
      "You must set `confirm=true` when you pass parameters that are only valid when confirming.",
      { param: "confirm" },
    );
  }
  const id = newId("pi");
  const intent: PaymentIntentDocument = {
    id,
    created: seconds(account),
    amount: params.amount,
    currency,
    status: params.payment_method ? "requires_confirmation" : "requires_payment_method",
    captureMethod: params.capture_method,
    clientSecret: `${id}_secret_${letters(25)}`,
    customer: params.customer ?? null,
    description: params.description ?? null,
    metadata: params.metadata ?? {},
    receiptEmail: params.receipt_email ?? null,
    shipping: params.shipping ?? null,
    statementDescriptor: params.statement_descriptor ?? null,
    statementDescriptorSuffix: params.statement_descriptor_suffix ?? null,
    setupFutureUsage: params.setup_future_usage ?? null,
    methodTypes: params.allowed_payment_method_types ?? ["card"],
    automaticMethods: params.allowed_payment_method_types === undefined,
    requestThreeDSecure: params.payment_method_options?.card?.request_three_d_secure ?? "automatic",
    paymentMethod: null,
    returnUrl: params.return_url ?? null,
    usesStripeSdk: params.use_stripe_sdk ?? false,
    amountReceived: 0,
    amountCapturable: 0,
    canceledAt: null,
    cancellationReason: null,
    latestCharge: null,
    lastError: null,
  };
  account.intents.put(intent);
  record(account, "payment_intent.created", intentView(account, intent));
  if (params.confirm) return confirmIntent(account, intent, params);
  return intentView(account, intent);
}

/** `POST /v1/payment_intents/:id`. The amount can change until the intent is confirmed. */
export function updateIntent(account: StripeAccount, id: string, form: Form): object {
  const intent = found(account.intents.get(id), "payment_intent", id, "intent");
  const params = readParams(updateParams, form);
  const open = ["requires_payment_method", "requires_confirmation", "requires_action"].includes(
    intent.status,
  );
  if (!open && (params.amount !== undefined || params.currency !== undefined)) {
    throw invalidRequest(
      `This PaymentIntent's amount could not be updated because it has a status of ${intent.status}.`,
      { code: "payment_intent_unexpected_state" },
    );
  }
  const amount = params.amount ?? intent.amount;
  const updated = account.intents.put({
    ...intent,
    amount,
    currency: checkAmount(amount, params.currency ?? intent.currency),
    customer: params.customer ?? intent.customer,
    description: params.description ?? intent.description,
    metadata: mergeMetadata(intent.metadata, params.metadata),
    receiptEmail: params.receipt_email ?? intent.receiptEmail,
    shipping: params.shipping ?? intent.shipping,
    setupFutureUsage: params.setup_future_usage ?? intent.setupFutureUsage,
    requestThreeDSecure:
      params.payment_method_options?.card?.request_three_d_secure ?? intent.requestThreeDSecure,
  });
  return intentView(account, updated);
}

export function mergeMetadata(
  before: Readonly<Record<string, string>>,
  change: Readonly<Record<string, string>> | null | undefined,
): Record<string, string> {
  if (change === null) return {};
  return Object.fromEntries(Object.entries({ ...before, ...change }).filter(([, value]) => value !== ""));
}

function checkAmount(amount: number, given: string): string {
  const currency = given.toLowerCase();
  if (!currencies.has(currency))
    throw invalidRequest(
      `Invalid currency: ${given}. Stripe currently supports these currencies: ${[...currencies].join(", ")}`,
      { param: "currency" },
    );
  if (amount < 1)
    throw invalidRequest("This value must be greater than or equal to 1.", {
      code: "parameter_invalid_integer",
      param: "amount",
    });
  if (amount < (amountMin[currency] ?? 50))
    throw invalidRequest("Amount must be no less than the minimum charge amount for this currency.", {
      code: "amount_too_small",
      param: "amount",
    });
  if (amount > amountMax)
    throw invalidRequest(`Amount must be no more than ${amountMax}`, {
      code: "amount_too_large",
      param: "amount",
    });
  return currency;
}
