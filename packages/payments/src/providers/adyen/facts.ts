import { currency, type Money } from "@evertill/money";
import type { Types } from "@adyen/api-library";
import type { CardSummary } from "../../outcome.ts";
import type { Facts, ProviderDetails } from "../../provider.ts";
import { fromAdyenAmount } from "./amounts.ts";
import { declineFrom } from "./declines.ts";

type Answer = Types.checkout.PaymentResponse | Types.checkout.PaymentDetailsResponse;
type ResultCode = `${Types.checkout.PaymentResponse.ResultCodeEnum}`;

/**
 * The one translation of Adyen's result codes (Checkout v72). A code that is new to us is "not learnt", never a failure.
 * A refusal is a 200 like any other. `asked`: the amount, where Adyen leaves it out; null where it is not at hand.
 */
export function factsOf(answer: Answer, asked: Money | null): Facts {
  const details = detailsOf(answer);
  const amount = amountOf(answer) ?? asked;
  const resultCode = answer.resultCode as ResultCode | undefined;
  switch (resultCode) {
    case "Authorised":
      if (amount === null) return { kind: "processing", details };
      return { kind: "authorized", amount, card: cardOf(answer), challenged: isChallenged(answer), details };
    case "Refused":
    case "Error":
    case "Cancelled":
      return { kind: "declined", decline: declineFrom(answer), card: cardOf(answer), details };
    case "RedirectShopper":
    case "IdentifyShopper":
    case "ChallengeShopper":
      return actionFacts(answer);
    case "Pending":
    case "Received":
    case "PartiallyAuthorised":
    case "PresentToShopper":
    case "AuthenticationFinished":
    case "AuthenticationNotRequired":
    case "Success":
    case undefined:
      return { kind: "processing", details };
    default:
      resultCode satisfies never;
      return { kind: "processing", details };
  }
}

/**
 * The bank is asked for money when it hears of the result from us (`/payments/details`), and not before: whoever lets the
 * action be needs no other fence. Its pspReference is left out, because nothing stands under it yet.
 */
function actionFacts({ action }: Answer): Facts {
  if (!action) return { kind: "processing" };
  const wire: Readonly<Record<string, unknown>> = Object.fromEntries(Object.entries(action));
  return {
    kind: "requires-action",
    action: { provider: "adyen", action: wire },
    details: { waits: "for-us" },
  };
}

/** What later calls and webhooks name the payment by, and what was asked of the bank's authentication. */
function detailsOf({ pspReference, additionalData }: Answer): ProviderDetails {
  const exemption = additionalData?.["scaExemptionRequested"];
  return {
    ...(pspReference !== undefined && { pspReference }),
    ...(exemption !== undefined && { scaExemptionRequested: exemption }),
  };
}

function amountOf({ amount }: Answer): Money | null {
  return amount ? fromAdyenAmount(amount.value, currency(amount.currency)) : null;
}

/** Adyen's words for brands, where the others have another. */
export const brandNames: Readonly<Record<string, string>> = { mc: "mastercard" };

/** Known when the account shares it in `additionalData` (Customer Area, "Additional data"). */
function cardOf({ additionalData = {}, paymentMethod }: Answer): CardSummary | null {
  const { cardSummary: last4, cardBin: bin, expiryDate, cardIssuingCountry: issuerCountry } = additionalData;
  const brand = paymentMethod?.brand ?? additionalData["paymentMethod"];
  if (!brand || !last4) return null;
  return {
    brand: brandNames[brand] ?? brand,
    last4,
    ...(bin && { bin }),
    ...(issuerCountry && { issuerCountry }),
    ...expiryOf(expiryDate),
  };
}

/** The directory asked for a challenge ("C", where frictionless is "Y"), and it was passed. Known as `cardOf` is. */
function isChallenged({ additionalData = {} }: Answer): boolean {
  const { threeDOfferedResponse: offered, threeDAuthenticated: passed } = additionalData;
  return offered === "C" && passed === "true";
}

/** "3/2030" as "2030-03". */
function expiryOf(text: string | undefined): { readonly expiry?: string } {
  const [, month, year] = /^(\d{1,2})\/(\d{4})$/.exec(text ?? "") ?? [];
  return month && year ? { expiry: `${year}-${month.padStart(2, "0")}` } : {};
}
