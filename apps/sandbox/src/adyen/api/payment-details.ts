import { z } from "zod";
import type { AdyenAccount } from "../adyen-account.ts";
import type { PaymentDocument } from "../model.ts";
import { decoded, paymentNamedBy } from "./action.ts";
import { AdyenError } from "./adyen-error.ts";
import { authorise, resultView } from "./authorise.ts";
import { accepted, readBody } from "./read-body.ts";

const detailsRequest = z.strictObject({
  details: z.looseObject({ threeDSResult: z.string().optional(), redirectResult: z.string().optional() }),
  paymentData: z.string().optional(),
  authenticationData: accepted,
  threeDSAuthenticationOnly: z.boolean().optional(),
});

/**
 * `POST /payments/details`: the shopper is back from the bank. What the bank noted decides, not what the browser brought;
 * a challenge that was left counts as failed. Of a payment that is decided the answer is given again.
 */
export function completePayment(account: AdyenAccount, body: unknown): object {
  const { details } = readBody(detailsRequest, body);
  const payment = paymentOf(account, details);
  if (payment.status !== "waiting") return resultView(payment);
  return authorise(account, { ...payment, transStatus: payment.transStatus ?? "N" });
}

function paymentOf(
  account: AdyenAccount,
  {
    threeDSResult,
    redirectResult,
  }: { threeDSResult?: string | undefined; redirectResult?: string | undefined },
): PaymentDocument {
  const name = redirectResult ?? decoded(threeDSResult ?? "")["authorisationToken"] ?? "";
  const payment = paymentNamedBy(account, name);
  if (payment) return payment;
  const code = redirectResult === undefined ? "14_006" : "14_007";
  throw new AdyenError(422, code, "validation", "Invalid payment details: they belong to no payment");
}
