import type { AdyenAccount } from "../adyen-account.ts";
import { makePayment } from "./make-payment.ts";
import { cancel, capture, refund, reverse, technicalCancel } from "./modifications.ts";
import { completePayment } from "./payment-details.ts";
import { listPaymentMethods } from "./payment-methods.ts";

/** One call: its body, and the pspReference in its path. Gives what is answered. */
export type Operation = {
  readonly status: 200 | 201;
  readonly run: (account: AdyenAccount, body: unknown, id: string) => object;
};

/** Every call the sandbox's Adyen answers under `/v72`, `:id` standing for a pspReference. */
export const operations: Readonly<Record<string, Operation>> = {
  "POST /paymentMethods": { status: 200, run: listPaymentMethods },
  "POST /payments": { status: 200, run: makePayment },
  "POST /payments/details": { status: 200, run: completePayment },
  "POST /payments/:id/captures": { status: 201, run: capture },
  "POST /payments/:id/refunds": { status: 201, run: refund },
  "POST /payments/:id/cancels": { status: 201, run: cancel },
  "POST /payments/:id/reversals": { status: 201, run: reverse },
  "POST /cancels": { status: 201, run: technicalCancel },
};
