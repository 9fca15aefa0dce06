import { type Money, money } from "@evertill/money";
import type { Stripe } from "stripe";
import type { Instrument } from "../../payment-method.ts";
import type {
  Call,
  Facts,
  PaymentProvider,
  PrepareRequest,
  ProviderDetails,
  RefundFacts,
} from "../../provider.ts";
import { fromStripeAmount, refusesAmount, toStripeAmount } from "./amounts.ts";
import { stripeAuthentication } from "./authentication.ts";
import { callStripe, type StripeAnsweredError } from "./call.ts";
import { declineFrom } from "./declines.ts";
import { factsOf, summaryOf } from "./facts.ts";
import { createStripeClient, type StripeSettings } from "./stripe-client.ts";
import { refundIdName } from "./refund-id.ts";
import { parseStripeWebhook } from "./webhook.ts";

/** The confirmation waits for a bank, a cancel may; making an object and reading do not. A shopper waits for 2 + 8 + 2 s. */
const confirmMs = 8_000;
const cancelMs = 3_500;
const quickMs = 2_000;
/** What a token holds is good to know, and nothing to wait for. */
const lookMs = 1_000;

/**
 * Stripe, as far as money goes. An attempt is one PaymentIntent: made unconfirmed, so that its id is ours before it can
 * take anything, then confirmed with the shopper's confirmation token, to be captured later. The rival, one call that
 * creates and confirms, is quicker by a round trip, but a lost answer leaves an authorisation whose id nobody knows,
 * and Stripe's search is minutes behind.
 */
export function createStripeProvider(
  settings: StripeSettings,
  now: () => Date = () => new Date(),
): PaymentProvider {
  const stripe = createStripeClient({ ...settings, timeoutMs: settings.timeoutMs ?? confirmMs });
  const confirmDeadline = settings.timeoutMs ?? confirmMs;
  const quickDeadline = Math.min(quickMs, confirmDeadline);
  const cancelDeadline = Math.min(cancelMs, confirmDeadline);
  const expand = ["latest_charge"];

  function facts(
    name: string,
    deadline: number,
    call: () => Promise<Stripe.PaymentIntent>,
  ): Promise<Call<Facts>> {
    return callStripe(name, deadline, async () => factsOf(await call()), factsOfError);
  }

  return {
    name: "stripe",
    refusesAmount,
    // Its PaymentIntent goes back to `requires_payment_method`.
    declinedStaysOpen: true,
    // Stripe.js tells Stripe how a challenge ended.
    continueAction: null,

    cardOf: async (instrument) => {
      const token = tokenOf(instrument);
      const deadline = Math.min(lookMs, confirmDeadline);
      const call = await callStripe("look", deadline, () =>
        stripe.confirmationTokens.retrieve(token, {}, { timeout: deadline }),
      );
      const card = call.kind === "answered" ? call.answer.payment_method_preview?.card : null;
      return summaryOf(card ?? null);
    },

    prepare: (request) =>
      callStripe("create", quickDeadline, async () => {
        const options = { idempotencyKey: request.key, timeout: quickDeadline };
        const intent = await stripe.paymentIntents.create(createParams(request), options);
        return { providerReference: intent.id };
      }),

    authorize: ({ key, providerReference, instrument, returnUrl, authentication, details }) =>
      facts("confirm", confirmDeadline, () =>
        stripe.paymentIntents.confirm(
          providerReference,
          {
            ...meansOf(instrument, details),
            return_url: returnUrl,
            use_stripe_sdk: true,
            ...stripeAuthentication(authentication),
            expand,
          },
          { idempotencyKey: key, timeout: confirmDeadline },
        ),
      ),

    retrieve: ({ providerReference }) =>
      facts("retrieve", quickDeadline, () =>
        stripe.paymentIntents.retrieve(providerReference, { expand }, { timeout: quickDeadline }),
      ),

    fence: ({ key, providerReference }) =>
      facts("cancel", cancelDeadline, () =>
        stripe.paymentIntents.cancel(
          providerReference,
          { cancellation_reason: "abandoned", expand },
          { idempotencyKey: key, timeout: cancelDeadline },
        ),
      ),

    capture: ({ key, providerReference, amount }) =>
      facts("capture", confirmDeadline, () =>
        stripe.paymentIntents.capture(
          providerReference,
          { amount_to_capture: toStripeAmount(amount), expand },
          { idempotencyKey: key, timeout: confirmDeadline },
        ),
      ),

    refund: ({ key, providerReference, refundId, amount, reason }) =>
      callStripe("refund", confirmDeadline, async () => {
        const refund = await stripe.refunds.create(
          {
            payment_intent: providerReference,
            amount: toStripeAmount(amount),
            reason: refundReasons[reason] ?? "requested_by_customer",
            metadata: { [refundIdName]: refundId },
          },
          { idempotencyKey: key, timeout: confirmDeadline },
        );
        return refundFactsOf(refund, amount);
      }),

    // A list of one PaymentIntent is strongly consistent, unlike search; nobody refunds a payment a hundred times.
    findRefund: ({ providerReference, refundId, amount }) =>
      callStripe("list of refunds", quickDeadline, async () => {
        const params = { payment_intent: providerReference, limit: 100 };
        const { data } = await stripe.refunds.list(params, { timeout: quickDeadline });
        const found = data.find(({ metadata }) => metadata?.[refundIdName] === refundId);
        return found ? refundFactsOf(found, amount) : { kind: "absent" as const };
      }),

    // It has no such PaymentIntent, and that it says so is all that is asked.
    probe: async () => {
      const call = await callStripe("probe", quickDeadline, () =>
        stripe.paymentIntents.retrieve("pi_none", {}, { timeout: quickDeadline }),
      );
      return call.kind === "refused" || call.kind === "answered" ? { kind: "answered", answer: null } : call;
    },

    parseWebhook: async (webhook) => parseStripeWebhook(stripe, settings.webhookSecret, webhook, now()),
  };
}

/** A token serves once. What a soft decline made of it, a payment method, serves again on the same PaymentIntent. */
function meansOf(
  instrument: Instrument,
  { paymentMethod }: ProviderDetails,
): Pick<Stripe.PaymentIntentConfirmParams, "confirmation_token" | "payment_method"> {
  return paymentMethod === undefined
    ? { confirmation_token: tokenOf(instrument) }
    : { payment_method: paymentMethod };
}

function tokenOf(instrument: Instrument): string {
  if (instrument.provider !== "stripe") {
    throw new Error(`Stripe was handed an instrument of ${instrument.provider}`);
  }
  return instrument.confirmationToken;
}

function createParams(request: PrepareRequest): Stripe.PaymentIntentCreateParams {
  const { amount, attemptId, reference, description, delivery } = request;
  return {
    amount: toStripeAmount(amount),
    currency: amount.currency.toLowerCase(),
    capture_method: "manual",
    allowed_payment_method_types: ["card"],
    description,
    metadata: { attempt_id: attemptId, checkout_id: reference },
    ...(delivery === null ? {} : { shipping: shippingOf(delivery) }),
  };
}

function shippingOf(
  delivery: NonNullable<PrepareRequest["delivery"]>,
): Stripe.PaymentIntentCreateParams.Shipping {
  const { name, line1, line2, city, zone, postcode, country } = delivery;
  return {
    name,
    address: {
      line1,
      city,
      country,
      ...(line2 ? { line2 } : {}),
      ...(zone ? { state: zone } : {}),
      ...(postcode ? { postal_code: postcode } : {}),
    },
  };
}

/** A decline, and a call that the status forbids, come as errors that hold the PaymentIntent: they are answers. */
function factsOfError({ type, code, intent, status }: StripeAnsweredError): Facts | null {
  if (type === "card_error" && intent) return declinedFacts(intent);
  if (status === 400 && code === "payment_intent_unexpected_state" && intent) return factsOf(intent);
  return null;
}

function declinedFacts(intent: Stripe.PaymentIntent): Facts {
  const facts = factsOf(intent);
  if (facts.kind !== "open") return facts;
  return { kind: "declined", decline: declineFrom({ code: "card_declined" }) };
}

const refundReasons: Readonly<Record<string, Stripe.RefundCreateParams.Reason>> = {
  "requested-by-customer": "requested_by_customer",
  duplicate: "duplicate",
  fraudulent: "fraudulent",
};

function refundFactsOf(
  { id: refundReference, status, amount: units, failure_reason }: Stripe.Refund,
  asked: Money,
): RefundFacts {
  const amount = money(fromStripeAmount(units, asked.currency).amountMinor, asked.currency);
  if (status === "failed" || status === "canceled") {
    const code = failure_reason ?? status;
    return { kind: "failed", code, operatorMessage: `Stripe could not refund: ${code}`, refundReference };
  }
  return { kind: status === "succeeded" ? "refunded" : "pending", amount, refundReference };
}
