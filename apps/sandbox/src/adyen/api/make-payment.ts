import { z } from "zod";
import { type AdyenAccount, newPspReference, newSecret } from "../adyen-account.ts";
import { readCard } from "../cards/read-card.ts";
import { requestedRefusal } from "../cards/refusals.ts";
import type { PaymentDocument } from "../model.ts";
import { askShopper } from "./action.ts";
import { AdyenError } from "./adyen-error.ts";
import { authorise, needsShopper } from "./authorise.ts";
import { accepted, amount, readBody } from "./read-body.ts";

const text = z.string().optional();

const card = z.looseObject({
  type: z.enum(["scheme", "card"]),
  encryptedCardNumber: text,
  encryptedExpiryMonth: text,
  encryptedExpiryYear: text,
  encryptedSecurityCode: text,
  number: text,
  expiryMonth: text,
  expiryYear: text,
  cvc: text,
  holderName: text,
  brand: text,
});

const browserInfo = z.object({
  acceptHeader: z.string(),
  colorDepth: z.int(),
  javaEnabled: z.boolean(),
  language: z.string(),
  screenHeight: z.int(),
  screenWidth: z.int(),
  timeZoneOffset: z.int(),
  userAgent: z.string(),
  javaScriptEnabled: z.boolean().optional(),
});

const authenticationData = z.strictObject({
  attemptAuthentication: z.enum(["always", "never"]).optional(),
  authenticationOnly: z.boolean().optional(),
  threeDSRequestData: z
    .strictObject({
      nativeThreeDS: z.enum(["preferred", "disabled"]).optional(),
      challengeWindowSize: z.enum(["01", "02", "03", "04", "05"]).optional(),
      dataOnly: z.enum(["true", "false"]).optional(),
      threeDSVersion: z.enum(["2.1.0", "2.2.0"]).optional(),
    })
    .optional(),
});

/** The fields of Checkout v72 that a card payment may have; Adyen refuses those it does not know. */
const paymentRequest = z.strictObject({
  amount,
  merchantAccount: z.string(),
  paymentMethod: card,
  reference: z.string().min(1).max(80),
  returnUrl: z.url(),
  additionalData: z.record(z.string(), z.string()).optional(),
  authenticationData: authenticationData.optional(),
  browserInfo: browserInfo.optional(),
  channel: z.enum(["iOS", "Android", "Web"]).optional(),
  merchantOrderReference: text,
  metadata: z.record(z.string(), z.string()).optional(),
  origin: text,
  shopperInteraction: z.enum(["Ecommerce", "ContAuth", "Moto", "POS"]).optional(),
  accountInfo: accepted,
  applicationInfo: accepted,
  billingAddress: accepted,
  captureDelayHours: accepted,
  checkoutAttemptId: accepted,
  company: accepted,
  countryCode: accepted,
  dateOfBirth: accepted,
  deliveryAddress: accepted,
  deviceFingerprint: accepted,
  fraudOffset: accepted,
  lineItems: accepted,
  merchantRiskIndicator: accepted,
  mpiData: accepted,
  recurringProcessingModel: accepted,
  redirectFromIssuerMethod: accepted,
  redirectToIssuerMethod: accepted,
  riskData: accepted,
  sessionValidity: accepted,
  shopperConversionId: accepted,
  shopperEmail: accepted,
  shopperIP: accepted,
  shopperLocale: accepted,
  shopperName: accepted,
  shopperReference: accepted,
  shopperStatement: accepted,
  store: accepted,
  storePaymentMethod: accepted,
  telephoneNumber: accepted,
  threeDS2RequestData: accepted,
  trustedShopper: accepted,
});

/** `POST /payments`: asks the issuer at once, or gives the action that brings the shopper before it. */
export function makePayment(account: AdyenAccount, body: unknown): object {
  const request = readBody(paymentRequest, body);
  if (request.amount.value < 0) throw new AdyenError(422, "137", "validation", "Invalid amount specified");
  const { authenticationData: wanted, additionalData = {} } = request;
  const facts = readCard(request.paymentMethod, {
    apiKey: account.sandbox.env.ADYEN_API_KEY,
    now: account.sandbox.now(),
  });
  const payment: PaymentDocument = {
    id: newPspReference(),
    createdAt: account.sandbox.now().toISOString(),
    merchantAccount: request.merchantAccount,
    merchantReference: request.reference,
    merchantOrderReference: request.merchantOrderReference ?? null,
    amount: request.amount,
    card: facts,
    status: "waiting",
    refusal: null,
    wish: {
      attemptAuthentication: wanted?.attemptAuthentication ?? null,
      scaExemption: exemptionOf(additionalData),
      refusalCode: requestedRefusal(facts.holderName, additionalData["RequestedTestAcquirerResponseCode"]),
    },
    transStatus: null,
    returnUrl: request.returnUrl,
    native: nativeOf(request),
    secret: newSecret(),
    capturedValue: 0,
    refundedValue: 0,
  };
  return needsShopper(payment)
    ? askShopper(account, account.payments.put(payment))
    : authorise(account, payment);
}

const exemptions = ["lowValue", "secureCorporate", "trustedBeneficiary", "transactionRiskAnalysis"];

function exemptionOf(additionalData: Readonly<Record<string, string>>): string | null {
  const asked = additionalData["scaExemption"];
  if (asked === undefined) return null;
  if (!exemptions.includes(asked)) {
    throw new AdyenError(422, "702", "validation", `Invalid scaExemption: ${asked}`);
  }
  return asked;
}

/** A challenge in the page needs to know the page; otherwise Adyen sends the shopper away. */
function nativeOf(request: z.output<typeof paymentRequest>): PaymentDocument["native"] {
  const wanted = request.authenticationData?.threeDSRequestData?.nativeThreeDS === "preferred";
  const { channel, origin, browserInfo: browser } = request;
  return wanted && channel === "Web" && origin !== undefined && browser !== undefined ? { origin } : null;
}
