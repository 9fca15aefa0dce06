import { z } from "zod";
import { cardOfTestMethod, readCard } from "../cards/read-card.ts";
import type { BillingDetails, CardFacts } from "../model.ts";
import { newId, seconds, type StripeAccount } from "../stripe-account.ts";
import { found, methodView, tokenView } from "../views.ts";
import type { Form } from "./form.ts";
import { accepted, integer, readParams } from "./read-params.ts";
import { StripeError } from "./stripe-error.ts";

const lifeSeconds = 12 * 3_600;

const card = z.object({
  number: z.string(),
  exp_month: integer,
  exp_year: integer,
  cvc: z.string().optional(),
});
const address = z.record(z.string(), z.string());
const billing = z.object({
  name: z.string().optional(),
  email: z.string().optional(),
  phone: z.string().optional(),
  address: address.optional(),
});
const methodData = z.object({
  type: z.literal("card"),
  card: card.extend({ wallet: z.enum(["apple_pay", "google_pay"]).optional() }),
  billing_details: billing.optional(),
  allow_redisplay: accepted,
});

const tokenParams = z.strictObject({
  payment_method_data: methodData,
  return_url: z.url().optional(),
  setup_future_usage: z.enum(["on_session", "off_session"]).optional(),
  shipping: z.record(z.string(), z.unknown()).optional(),
});
const testTokenParams = z.strictObject({
  payment_method: z.string(),
  return_url: z.url().optional(),
  setup_future_usage: z.enum(["on_session", "off_session"]).optional(),
  shipping: z.record(z.string(), z.unknown()).optional(),
});
const methodParams = z.strictObject({
  type: z.literal("card"),
  card,
  billing_details: billing.optional(),
  metadata: accepted,
});

/** `POST /v1/confirmation_tokens`, which only Stripe's own frames call, with the card that was typed there or that a wallet handed over. */
export function createToken(account: StripeAccount, form: Form): object {
  const {
    payment_method_data: data,
    return_url,
    setup_future_usage,
    shipping,
  } = readParams(tokenParams, form);
  return putToken(account, {
    card: { ...typedCard(account, data.card), wallet: data.card.wallet },
    billing: billingOf(data.billing_details),
    returnUrl: return_url,
    usage: setup_future_usage,
    shipping,
  });
}

/** `POST /v1/test_helpers/confirmation_tokens`: a token of one of the published test payment methods. */
export function createTestToken(account: StripeAccount, form: Form): object {
  const { payment_method, return_url, setup_future_usage, shipping } = readParams(testTokenParams, form);
  const named = found(
    cardOfTestMethod(payment_method, account.sandbox.now()),
    "PaymentMethod",
    payment_method,
    "payment_method",
  );
  return putToken(account, {
    card: named,
    billing: billingOf(undefined),
    returnUrl: return_url,
    usage: setup_future_usage,
    shipping,
  });
}

/** `POST /v1/payment_methods`. */
export function createMethod(account: StripeAccount, form: Form): object {
  const { card: typed, billing_details } = readParams(methodParams, form);
  return methodView(
    account.methods.put({
      id: newId("pm"),
      created: seconds(account),
      customer: null,
      card: typedCard(account, typed),
      billing: billingOf(billing_details),
    }),
  );
}

function putToken(
  account: StripeAccount,
  {
    card,
    billing,
    returnUrl,
    usage,
    shipping,
  }: {
    card: CardFacts;
    billing: BillingDetails;
    returnUrl?: string | undefined;
    usage?: string | undefined;
    shipping?: object | undefined;
  },
): object {
  const created = seconds(account);
  return tokenView(
    account.tokens.put({
      id: newId("ctoken"),
      created,
      expiresAt: created + lifeSeconds,
      card,
      billing,
      returnUrl: returnUrl ?? null,
      setupFutureUsage: usage ?? null,
      shipping: shipping ?? null,
      paymentIntent: null,
    }),
  );
}

function typedCard(
  account: StripeAccount,
  { number, exp_month: expMonth, exp_year, cvc }: z.output<typeof card>,
): CardFacts {
  const expYear = exp_year < 100 ? 2_000 + exp_year : exp_year;
  const read = readCard({ number, expMonth, expYear, cvc: cvc ?? null }, account.sandbox.now());
  if ("problem" in read) throw new StripeError(402, { type: "card_error", ...read.problem });
  return read.card;
}

function billingOf(given: z.output<typeof billing> | undefined): BillingDetails {
  return {
    name: given?.name ?? null,
    email: given?.email ?? null,
    phone: given?.phone ?? null,
    address: given?.address ?? {},
  };
}
