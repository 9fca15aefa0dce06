import { z } from "zod";
import type { AdyenAccount } from "../adyen-account.ts";
import type { PaymentDocument } from "../model.ts";

/** What the browser must do: a native challenge in the page where the request asked for one, else a page of its own. */
export function askShopper(account: AdyenAccount, payment: PaymentDocument): object {
  return payment.native === null ? redirect(account, payment) : fingerprint(account, payment);
}

function redirect({ origin }: AdyenAccount, payment: PaymentDocument): object {
  const url = `${origin}/checkoutshopper/threeDS/redirect?payment=${encodeURIComponent(nameOf(payment))}`;
  return {
    pspReference: payment.id,
    resultCode: "RedirectShopper",
    action: { type: "redirect", method: "GET", url, paymentMethodType: "scheme" },
  };
}

/** The first step of native 3DS2. The browser's library sends its result to the stand-in, and gets {@link challengeAction}. */
function fingerprint(account: AdyenAccount, payment: PaymentDocument): object {
  return {
    resultCode: "IdentifyShopper",
    action: {
      ...native(payment),
      subtype: "fingerprint",
      token: encoded({
        threeDSMethodUrl: `${account.origin}/acs/method`,
        threeDSMethodNotificationURL: `${account.origin}/checkoutshopper/3dnotif.shtml`,
        threeDSServerTransID: payment.id,
      }),
    },
  };
}

/** The second step: the bank's page in a frame. */
export function challengeAction(account: AdyenAccount, payment: PaymentDocument): object {
  return {
    ...native(payment),
    subtype: "challenge",
    token: encoded({
      acsReferenceNumber: "SANDBOX_ACS",
      acsTransID: nameOf(payment),
      acsURL: `${account.origin}/acs/challenge`,
      messageVersion: "2.2.0",
      threeDSNotificationURL: `${account.origin}/checkoutshopper/3dnotif.shtml`,
      threeDSServerTransID: payment.id,
    }),
  };
}

function native(payment: PaymentDocument) {
  return {
    type: "threeDS2",
    paymentMethodType: "scheme",
    paymentData: nameOf(payment),
    // Comes back within `threeDSResult`, which is all that `/payments/details` is given.
    authorisationToken: nameOf(payment),
  };
}

/** Names the payment to `/payments/details` and to the browser's calls. */
export function nameOf({ id, secret }: PaymentDocument): string {
  return encoded({ payment: id, secret });
}

/** The payment that such a name, or a redirect result, stands for, or undefined when the secret is not its. */
export function paymentNamedBy(account: AdyenAccount, text: string): PaymentDocument | undefined {
  const named = decoded(text);
  const payment = account.payments.get(named["payment"] ?? "");
  return payment?.secret === named["secret"] ? payment : undefined;
}

export function encoded(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString("base64");
}

/** What {@link encoded} made of an object of texts; empty for anything else. */
export function decoded(text: string): Readonly<Record<string, string>> {
  try {
    const value: unknown = JSON.parse(Buffer.from(text, "base64").toString("utf8"));
    return z.record(z.string(), z.string()).safeParse(value).data ?? {};
  } catch {
    return {};
  }
}
