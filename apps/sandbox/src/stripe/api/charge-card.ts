import { behaviourNamed } from "../cards/test-cards.ts";
import type {
  ChargeDocument,
  PaymentError,
  PaymentIntentDocument,
  PaymentMethodDocument,
  ThreeDSecure,
} from "../model.ts";
import { newId, seconds, type StripeAccount } from "../stripe-account.ts";

/** What the issuer needs before it decides: nothing, or the cardholder in front of a challenge. */
export function needsChallenge(intent: PaymentIntentDocument, method: PaymentMethodDocument): boolean {
  // What a wallet hands over says that its holder was authenticated on the device: there is nothing left to ask.
  if (method.card.wallet !== undefined) return false;
  const { threeDSecure } = behaviourNamed(method.card.behaviour);
  if (threeDSecure === "required") return true;
  const asked = intent.requestThreeDSecure !== "automatic";
  return asked && threeDSecure === "supported";
}

/** What 3DS came to when nobody had to be asked. */
export function frictionless(method: PaymentMethodDocument): ThreeDSecure | null {
  switch (behaviourNamed(method.card.behaviour).threeDSecure) {
    case "frictionless":
      return { flow: "frictionless", result: "authenticated", reason: null };
    case "lookup-error":
      return { flow: null, result: "processing_error", reason: "protocol_error" };
    case "supported-error":
      return { flow: null, result: "processing_error", reason: "network_not_supported" };
    case "required":
    case "supported":
    case "not-supported":
      return null;
  }
}

/** Asks the issuer once: a charge that is authorised, or one that failed with the card's own reason. */
export function chargeCard(
  account: StripeAccount,
  {
    intent,
    method,
    threeDSecure,
  }: { intent: PaymentIntentDocument; method: PaymentMethodDocument; threeDSecure: ThreeDSecure | null },
): ChargeDocument {
  const { decline, riskLevel = "normal" } = behaviourNamed(method.card.behaviour);
  const id = newId("ch");
  const at = seconds(account);
  const isBlocked = decline?.declineCode === "fraudulent";
  const failure: PaymentError | null = decline
    ? {
        type: "card_error",
        ...decline,
        charge: id,
        paymentMethod: method.id,
        ...(!isBlocked && { networkDeclineCode: "05" }),
      }
    : null;
  const isManual = intent.captureMethod === "manual";
  return account.charges.put({
    id,
    created: at,
    paymentIntent: intent.id,
    paymentMethod: method.id,
    amount: intent.amount,
    currency: intent.currency,
    status: failure ? "failed" : "succeeded",
    captured: !failure && !isManual,
    amountCaptured: failure || isManual ? 0 : intent.amount,
    amountRefunded: 0,
    // An authorisation online holds for seven days (docs.stripe.com, "Place a hold on a payment method").
    captureBefore: !failure && isManual ? at + 7 * 86_400 : null,
    failure,
    outcome: outcomeOf(failure, riskLevel, isBlocked),
    threeDSecure,
    metadata: intent.metadata,
  });
}

function outcomeOf(
  failure: PaymentError | null,
  riskLevel: string,
  isBlocked: boolean,
): ChargeDocument["outcome"] {
  const riskScore = { normal: 12, elevated: 68, highest: 92 }[riskLevel] ?? 12;
  if (!failure)
    return {
      type: "authorized",
      networkStatus: "approved_by_network",
      riskLevel,
      riskScore,
      reason: null,
      sellerMessage: "Payment complete.",
    };
  if (isBlocked)
    return {
      type: "blocked",
      networkStatus: "not_sent_to_network",
      riskLevel,
      riskScore,
      reason: "highest_risk_level",
      sellerMessage: "Stripe blocked this payment as too risky.",
    };
  return {
    type: "issuer_declined",
    networkStatus: "declined_by_network",
    riskLevel,
    riskScore,
    reason: failure.declineCode ?? failure.code,
    sellerMessage: `The bank returned the decline code \`${failure.declineCode ?? failure.code}\`.`,
  };
}
