import { z } from "zod";
import type { Answer } from "../../faults/act-out.ts";
import { kinds, type ShopDocument } from "../../shopify/model.ts";
import { challengeAmount } from "../../stripe/browser/challenge-amount.ts";
import { pageAnswer } from "../../browser/page-answer.ts";
import { webUrl } from "../../browser/web-origin.ts";
import { challengeAction, decoded, nameOf, paymentNamedBy } from "../api/action.ts";
import type { AdyenAccount } from "../adyen-account.ts";
import type { PaymentDocument } from "../model.ts";
import { challengePage, nothingHerePage, notifyPage } from "./pages.ts";

/** Adyen's test cards answer to this in a browser; any other word fails. */
const password = "password";

const fingerprintSchema = z.object({ paymentData: z.string() });
const answerSchema = z.object({
  name: z.string(),
  password: z.string().optional(),
  outcome: z.enum(["answer", "cancel"]).default("answer"),
});

/** `POST v1/submitThreeDS2Fingerprint`: what the browser's library sends between the two steps; it gets the second. */
export function submitFingerprint(account: AdyenAccount, body: unknown): Answer {
  const { data } = fingerprintSchema.safeParse(body);
  const payment = data && paymentNamedBy(account, data.paymentData);
  if (!payment) return json(422, { status: 422, errorCode: "14_005", message: "Invalid payment data" });
  return json(200, { action: challengeAction(account, payment), type: "action" });
}

/** `POST /acs/method`: the bank looks at the browser, in a hidden frame, and is content. */
export function lookAtBrowser(account: AdyenAccount, form: Readonly<Record<string, unknown>>): Answer {
  const data = fromBase64Url(form["threeDSMethodData"]);
  const payment = account.payments.get(data["threeDSServerTransID"] ?? "");
  if (!payment?.native) return nothingHere("The address does not belong to a payment.");
  return notify(payment.native.origin, { type: "fingerPrintResult", result: { threeDSCompInd: "Y" } });
}

/** `POST /acs/challenge`, in a frame, with the request of the browser's library. */
export function showNativeChallenge(account: AdyenAccount, form: Readonly<Record<string, unknown>>): Answer {
  return show(account, fromBase64Url(form["creq"])["acsTransID"] ?? "");
}

/** `GET /checkoutshopper/threeDS/redirect`: the shopper was sent here. */
export function showRedirectChallenge(account: AdyenAccount, name: string | undefined): Answer {
  return show(account, name ?? "");
}

function show(account: AdyenAccount, name: string): Answer {
  const payment = paymentNamedBy(account, name);
  if (!payment) return nothingHere("The address does not belong to a payment.");
  if (payment.status !== "waiting" || payment.transStatus !== null) return afterwards(payment);
  const back = webUrl(payment.returnUrl);
  return pageAnswer(challengePage(challengeOf(account, payment)), {
    ancestor: payment.native?.origin ?? null,
    formTargets: payment.native === null && back ? [back.origin] : [],
  });
}

/** `POST /acs/answer`: noted before anyone hears of it; `/payments/details` believes nothing else. */
export async function answerChallenge(account: AdyenAccount, form: unknown): Promise<Answer> {
  const read = answerSchema.safeParse(form);
  const payment = read.success && paymentNamedBy(account, read.data.name);
  if (!payment) return nothingHere("The answer does not belong to a payment.");
  if (payment.status !== "waiting" || payment.transStatus !== null) return afterwards(payment);
  const passes = read.data.outcome === "answer" && read.data.password === password;
  const noted = account.payments.put({ ...payment, transStatus: passes ? "Y" : "N" });
  await account.sandbox.store.save();
  return afterwards(noted);
}

function afterwards(payment: PaymentDocument): Answer {
  const { native, transStatus, returnUrl } = payment;
  if (native)
    return notify(native.origin, { type: "challengeResult", result: { transStatus: transStatus ?? "N" } });
  const back = webUrl(returnUrl);
  if (!back) return nothingHere("The payment has no address to return to.");
  back.searchParams.set("redirectResult", nameOf(payment));
  return { status: 303, headers: { location: back.href, "cache-control": "no-store" }, body: "" };
}

function challengeOf(account: AdyenAccount, payment: PaymentDocument) {
  const [shop] = account.sandbox.store.collection<ShopDocument>(kinds.shop).all();
  const { value, currency } = payment.amount;
  return {
    merchant: shop?.name ?? payment.merchantAccount,
    amount: challengeAmount(value, currency),
    card: `${brandNames[payment.card.brand] ?? payment.card.brand} •••• ${payment.card.last4}`,
    date: new Intl.DateTimeFormat("en", { dateStyle: "long", timeZone: "UTC" }).format(account.sandbox.now()),
    name: nameOf(payment),
  };
}

/** As they stand on cards. */
const brandNames: Readonly<Record<string, string>> = {
  visa: "Visa",
  mc: "Mastercard",
  amex: "American Express",
};

function notify(origin: string, message: object): Answer {
  return pageAnswer(notifyPage(origin, message), { ancestor: origin });
}

function nothingHere(reason: string): Answer {
  return pageAnswer(nothingHerePage(reason), { ancestor: null }, 404);
}

function fromBase64Url(value: unknown): Readonly<Record<string, string>> {
  if (typeof value !== "string") return {};
  // The two alphabets are read alike.
  return decoded(value);
}

function json(status: number, body: object): Answer {
  return { status, headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
}
