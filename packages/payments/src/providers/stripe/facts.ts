import { currency } from "@evertill/money";
import type { Stripe } from "stripe";
import type { CardSummary } from "../../outcome.ts";
import type { Facts } from "../../provider.ts";
import { fromStripeAmount } from "./amounts.ts";
import { declineFrom } from "./declines.ts";

/** Every status a PaymentIntent had in API 2026-10-28.endive. */
export const knownStatuses = [
  "canceled",
  "processing",
  "requires_action",
  "requires_capture",
  "requires_confirmation",
  "requires_payment_method",
  "succeeded",
] as const;
type KnownStatus = (typeof knownStatuses)[number];

/** The one translation of Stripe's statuses. A status that is new to us is "not learnt", never a failure. */
export function factsOf(intent: Stripe.PaymentIntent): Facts {
  const status = intent.status as KnownStatus;
  switch (status) {
    case "requires_confirmation":
      return { kind: "open" };
    case "requires_payment_method":
      return intent.last_payment_error
        ? {
            kind: "declined",
            decline: declineFrom(intent.last_payment_error, isBlocked(intent)),
            ...whatWasTried(intent.last_payment_error),
          }
        : { kind: "open" };
    case "requires_action":
      return {
        kind: "requires-action",
        action: { provider: "stripe", clientSecret: intent.client_secret ?? "" },
      };
    case "requires_capture":
      return { kind: "authorized", amount: amountOf(intent, intent.amount_capturable), card: cardOf(intent) };
    case "succeeded":
      return { kind: "captured", amount: amountOf(intent, intent.amount_received), card: cardOf(intent) };
    case "canceled":
      return { kind: "canceled" };
    case "processing":
      return { kind: "processing" };
    default:
      status satisfies never;
      return { kind: "processing" };
  }
}

function amountOf(intent: Stripe.PaymentIntent, stripeAmount: number) {
  return fromStripeAmount(stripeAmount, currency(intent.currency.toUpperCase()));
}

/** The card, and what a step-up confirms with. */
function whatWasTried({ payment_method: method }: Stripe.PaymentIntent.LastPaymentError) {
  return method ? { details: { paymentMethod: method.id }, card: summaryOf(method.card ?? null) } : {};
}

type CardWords = Partial<
  Pick<Stripe.PaymentMethod.Card, "brand" | "last4" | "exp_month" | "exp_year" | "country" | "iin">
>;

/** A payment method's card, a token's or a charge's: all three have the same words. The first digits are given to few accounts. */
export function summaryOf(
  card: { readonly [Name in keyof CardWords]?: CardWords[Name] | null } | null,
): CardSummary | null {
  const { brand, last4, exp_month: month, exp_year: year, country, iin } = card ?? {};
  if (!brand || !last4) return null;
  return {
    brand,
    last4,
    ...(iin && { bin: iin }),
    ...(month && year && { expiry: `${year}-${String(month).padStart(2, "0")}` }),
    ...(country && { issuerCountry: country }),
  };
}

/** Stripe's own risk checks refused it, and no bank was asked. */
function isBlocked({ latest_charge: charge }: Stripe.PaymentIntent): boolean {
  return typeof charge === "object" && charge?.outcome?.type === "blocked";
}

/** Known when `latest_charge` was expanded. */
function cardOf({ latest_charge: charge }: Stripe.PaymentIntent): CardSummary | null {
  if (charge === null || typeof charge === "string") return null;
  return summaryOf(charge.payment_method_details?.card ?? null);
}
