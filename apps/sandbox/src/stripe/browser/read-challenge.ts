import type { PaymentIntentDocument } from "../model.ts";
import type { StripeAccount } from "../stripe-account.ts";
import { challengeAmount } from "./challenge-amount.ts";
import type { Challenge } from "./challenge-page.ts";
import { merchantOf } from "./merchant.ts";

export type ChallengeKey = { readonly intentId: string; readonly clientSecret: string };

/** The intent of a challenge's address, or undefined when the secret is not its. */
export function intentOf(
  account: StripeAccount,
  { intentId, clientSecret }: ChallengeKey,
): PaymentIntentDocument | undefined {
  const intent = account.intents.get(intentId);
  return intent?.clientSecret === clientSecret ? intent : undefined;
}

/** What the bank tells the shopper about the payment. */
export function challengeOf(
  account: StripeAccount,
  intent: PaymentIntentDocument,
  overlayOf: string | null,
): Challenge {
  const card = account.methods.get(intent.paymentMethod ?? "")?.card;
  return {
    merchant: merchantOf(account),
    amount: challengeAmount(intent.amount, intent.currency),
    brand: brandNames[card?.brand ?? ""] ?? "Card",
    last4: card?.last4 ?? "",
    date: new Intl.DateTimeFormat("en", { dateStyle: "long", timeZone: "UTC" }).format(account.sandbox.now()),
    intentId: intent.id,
    clientSecret: intent.clientSecret,
    overlayOf,
  };
}

const brandNames: Readonly<Record<string, string>> = {
  visa: "Visa",
  mastercard: "Mastercard",
  amex: "American Express",
  discover: "Discover",
  diners: "Diners Club",
  jcb: "JCB",
  unionpay: "UnionPay",
};
