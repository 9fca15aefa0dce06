import { createHash } from "node:crypto";
import type { AdyenAccount } from "../adyen-account.ts";
import { refusals } from "../cards/refusals.ts";
import type { PaymentDocument, Refusal } from "../model.ts";
import { notify } from "../webhooks/notifications.ts";

/** Above this an issuer grants no exemption here: the most that EU law lets an acquirer ask for (RTS art. 16 and 18). */
const exemptionMost: Readonly<Record<string, number>> = {
  lowValue: 3_000,
  transactionRiskAnalysis: 50_000,
};

/** Whether the shopper must be asked before the issuer is. */
export function needsShopper({ card, wish, amount, transStatus }: PaymentDocument): boolean {
  if (transStatus !== null || wish.attemptAuthentication === "never" || amount.value === 0) return false;
  if (wish.attemptAuthentication === "always") return card.threeDSecure !== "frictionless";
  return card.threeDSecure === "challenge" && wish.scaExemption === null;
}

/** Asks the issuer, once. The answer is always a 200: a refusal is a result like another. */
export function authorise(account: AdyenAccount, before: PaymentDocument): object {
  const refusal = refusalOf(before);
  const status = refusal === null ? "authorised" : refusal.code === "4" ? "error" : "refused";
  const payment = account.payments.put({ ...before, status, refusal });
  notify(account, {
    eventCode: "AUTHORISATION",
    payment,
    pspReference: payment.id,
    success: refusal === null,
    amount: payment.amount,
    reason: refusal === null ? authCodeOf(payment) : refusal.reason,
  });
  return resultView(payment);
}

function refusalOf(payment: PaymentDocument): Refusal | null {
  const { wish, card, transStatus, amount } = payment;
  if (transStatus === "N") return named("11");
  const authenticated = transStatus === "Y" || card.threeDSecure === "frictionless";
  // 38 asks for authentication, so it does not outlive it.
  if (wish.refusalCode !== null && !(wish.refusalCode === "38" && authenticated))
    return named(wish.refusalCode);
  const most = exemptionMost[wish.scaExemption ?? ""];
  if (!authenticated && most !== undefined && amount.value > most) return named("38");
  if (!authenticated && card.threeDSecure === "challenge" && wish.attemptAuthentication === "never") {
    return wish.scaExemption === null ? named("38") : null;
  }
  return null;
}

function named(code: string): Refusal {
  return { code, reason: refusals[code]?.reason ?? "Refused" };
}

/** What `/payments` and `/payments/details` answer of a payment that the issuer has decided. */
export function resultView(payment: PaymentDocument): object {
  const { id, amount, merchantReference, refusal, card } = payment;
  return {
    pspReference: id,
    resultCode: resultCodeOf(payment),
    ...(refusal && { refusalReason: refusal.reason, refusalReasonCode: refusal.code }),
    amount,
    merchantReference,
    paymentMethod: { type: "scheme", brand: card.brand },
    additionalData: additionalDataOf(payment),
    ...(payment.transStatus === null ? {} : { threeDS2Result: threeDS2ResultOf(payment) }),
  };
}

function resultCodeOf({ status, refusal }: PaymentDocument): string {
  if (status === "authorised") return "Authorised";
  if (status === "error") return "Error";
  return refusal?.code === "15" || refusal?.code === "16" ? "Cancelled" : "Refused";
}

// Values of `additionalData` are always text.
function additionalDataOf(payment: PaymentDocument): Record<string, string> {
  const { card, wish, transStatus, refusal, merchantReference } = payment;
  const authenticated = transStatus === "Y" || card.threeDSecure === "frictionless";
  return {
    cardBin: card.bin,
    cardSummary: card.last4,
    cardHolderName: card.holderName,
    cardIssuingCountry: card.issuerCountry,
    expiryDate: `${Number(card.expiryMonth)}/${card.expiryYear}`,
    paymentMethod: card.brand,
    paymentMethodVariant: card.brand,
    fundingSource: "CREDIT",
    merchantReference,
    refusalReasonRaw: rawReasonOf(refusal, card),
    liabilityShift: String(authenticated && refusal === null),
    threeDAuthenticated: String(authenticated),
    threeDOffered: String(transStatus !== null || authenticated),
    threeDOfferedResponse: offeredResponseOf(payment),
    ...(refusal === null && { authCode: authCodeOf(payment) }),
    ...(wish.scaExemption !== null && { scaExemptionRequested: wish.scaExemption }),
  };
}

/** What the directory answered: a challenge, a frictionless yes, or nothing was asked. */
function offeredResponseOf({ transStatus, card }: PaymentDocument): string {
  if (transStatus !== null) return "C";
  return card.threeDSecure === "frictionless" ? "Y" : "N/A";
}

/** The network's own code and words, where a refusal of the test environment has one. */
const rawReasons: Readonly<Record<string, string>> = {
  "2": "05 : Do not honor",
  "6": "54 : Expired card",
  "9": "91 : Issuer or switch is inoperative",
  "12": "51 : Insufficient funds",
  "24": "N7 : CVV2 mismatch",
};

function rawReasonOf(refusal: Refusal | null, { brand }: PaymentDocument["card"]): string {
  if (refusal === null) return "AUTHORISED";
  if (refusal.code === "38")
    return brand === "mc" ? "65 : Soft decline" : "1A : Additional customer authentication required";
  return rawReasons[refusal.code] ?? refusal.reason;
}

function threeDS2ResultOf({ transStatus, card }: PaymentDocument): object {
  const passed = transStatus === "Y";
  return {
    transStatus,
    eci: card.brand === "mc" ? (passed ? "02" : "00") : passed ? "05" : "07",
    messageVersion: "2.2.0",
    ...(passed ? { authenticationValue: Buffer.from("sandbox-authentication").toString("base64") } : {}),
  };
}

/** Six digits that stay the same for a payment. */
function authCodeOf({ id }: PaymentDocument): string {
  const digest = createHash("sha256").update(id).digest().readUInt32BE();
  return String(digest % 1_000_000).padStart(6, "0");
}
