import { z } from "zod";
import type { AdyenAccount } from "../adyen-account.ts";
import { accepted, amount, readBody } from "./read-body.ts";

const methodsRequest = z.strictObject({
  merchantAccount: z.string(),
  amount: amount.optional(),
  allowedPaymentMethods: accepted,
  blockedPaymentMethods: accepted,
  browserInfo: accepted,
  channel: accepted,
  countryCode: accepted,
  shopperConversionId: accepted,
  shopperEmail: accepted,
  shopperIP: accepted,
  shopperLocale: accepted,
  shopperReference: accepted,
  store: accepted,
});

/** `POST /paymentMethods`: this account takes cards. */
export function listPaymentMethods(_: AdyenAccount, body: unknown): object {
  readBody(methodsRequest, body);
  return { paymentMethods: [{ name: "Cards", type: "scheme", brands: ["visa", "mc", "amex"] }] };
}
