import { currency } from "@evertill/money";
import type { Stripe } from "stripe";
import type { CardSummary, Wallet } from "../../outcome.ts";
import type { Facts, ProviderDetails } from "../../provider.ts";
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
            ...whatWasTried(intent),
          }
        : { kind: "open" };
    case "requires_action":
      return {
        kind: "requires-action",
        action: { provider: "stripe", clientSecret: intent.client_secret ?? "" },
      };
    case "requires_capture":
      return { kind: "authorized", amount: amountOf(intent, intent.amount_capturable), ...whoPaid(intent) };
    case "succeeded":
      return { kind: "captured", amount: amountOf(intent, intent.amount_received), ...whoPaid(intent) };
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

/** The card, what a step-up confirms with, and how risky Radar found it. */
function whatWasTried({ last_payment_error: error, latest_charge: charge }: Stripe.PaymentIntent) {
  const method = error?.payment_method;
  const details = { ...radarDetails(charge), ...(method && { paymentMethod: method.id }) };
  return { details, ...(method && { card: summaryOf(method.card ?? null) }) };
}

/** What Radar said, where it did and the charge was expanded. The level is given to every account, the score to few. */
function radarDetails(charge: Stripe.PaymentIntent["latest_charge"]): ProviderDetails {
  const { risk_score: score, risk_level: level } = (typeof charge === "object" && charge?.outcome) || {};
  const isRated = level !== undefined && level !== "not_assessed" && level !== "unknown";
  return { ...(score !== undefined && { riskScore: String(score) }), ...(isRated && { riskLevel: level }) };
}

type CardWords = Partial<
  Pick<Stripe.PaymentMethod.Card, "brand" | "last4" | "exp_month" | "exp_year" | "country" | "iin">
> & { readonly wallet?: { readonly type: string; readonly dynamic_last4: string | null } | null };

/** A payment method's card, a token's or a charge's: all three have the same words. The first digits are given to few accounts. */
export function summaryOf(
  card: { readonly [Name in keyof CardWords]?: CardWords[Name] | null } | null,
): CardSummary | null {
  const { brand, last4, exp_month: month, exp_year: year, country, iin } = card ?? {};
  const wallet = walletOf(card?.wallet ?? null);
  if (!brand || !last4) return null;
  return {
    brand,
    last4,
    ...(iin && { bin: iin }),
    ...(month && year && { expiry: `${year}-${String(month).padStart(2, "0")}` }),
    ...(country && { issuerCountry: country }),
    ...(wallet && { wallet }),
  };
}

/** `dynamic_last4` is there for numbers of a device's own only (types of stripe 23.1). */
function walletOf(wallet: CardWords["wallet"]): Wallet | null {
  if (wallet?.type !== "apple_pay" && wallet?.type !== "google_pay") return null;
  const name = wallet.type === "apple_pay" ? "apple-pay" : "google-pay";
  return { name, authenticates: Boolean(wallet.dynamic_last4) };
}

/** Stripe's own risk checks refused it, and no bank was asked. */
function isBlocked({ latest_charge: charge }: Stripe.PaymentIntent): boolean {
  return typeof charge === "object" && charge?.outcome?.type === "blocked";
}

/** Known when `latest_charge` was expanded. What the issuer let pass without a question proves nobody. */
function whoPaid({ latest_charge: charge }: Stripe.PaymentIntent) {
  if (charge === null || typeof charge === "string") return { card: null };
  const card = charge.payment_method_details?.card ?? null;
  const { authentication_flow: flow, result } = card?.three_d_secure ?? {};
  const challenged = flow === "challenge" && result === "authenticated";
  return { card: summaryOf(card), challenged, details: radarDetails(charge) };
}
