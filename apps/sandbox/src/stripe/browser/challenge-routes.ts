import { z } from "zod";
import type { Answer } from "../../faults/act-out.ts";
import { completeChallenge } from "../api/confirm-intent.ts";
import type { PaymentIntentDocument } from "../model.ts";
import type { StripeAccount } from "../stripe-account.ts";
import { challengePage, finishedPage, nothingHerePage } from "./challenge-page.ts";
import { pageAnswer } from "../../browser/page-answer.ts";
import { challengeOf, intentOf } from "./read-challenge.ts";
import { webOrigin, webUrl } from "../../browser/web-origin.ts";

const doneSchema = z.object({
  payment_intent: z.string(),
  client_secret: z.string(),
  outcome: z.enum(["authenticated", "failed"]),
  origin: z.string().optional(),
});

/** `GET /3ds/challenge`: over the page at `origin`, or on its own with `redirect=1`, leading back to the return URL. */
export function showChallenge(account: StripeAccount, query: Readonly<Record<string, string>>): Answer {
  const intent = intentOf(account, {
    intentId: query["payment_intent"] ?? "",
    clientSecret: query["client_secret"] ?? "",
  });
  if (!intent) return nothingHere("The address does not belong to a payment.");
  const overlayOf = webOrigin(query["origin"]);
  if (query["redirect"] !== "1" && overlayOf === null) {
    return nothingHere("The address must name the origin of the page it lies over, or say redirect=1.");
  }
  if (intent.status !== "requires_action") return afterwards(intent, overlayOf);
  const back = webUrl(intent.returnUrl);
  return pageAnswer(challengePage(challengeOf(account, intent, overlayOf)), {
    ancestor: overlayOf,
    formTargets: overlayOf === null && back ? [back.origin] : [],
  });
}

/** `POST /3ds/done`: the shopper's answer to the bank, kept before anyone hears of it. */
export async function finishChallenge(account: StripeAccount, form: unknown): Promise<Answer> {
  const read = doneSchema.safeParse(form);
  if (!read.success) return nothingHere("The answer to the bank is not whole.");
  const { payment_intent: intentId, client_secret: clientSecret, outcome, origin } = read.data;
  if (!intentOf(account, { intentId, clientSecret }))
    return nothingHere("The answer does not belong to a payment.");
  const intent = completeChallenge(account, { intentId, clientSecret, outcome });
  await account.sandbox.store.save();
  return afterwards(intent, webOrigin(origin));
}

function afterwards(intent: PaymentIntentDocument, overlayOf: string | null): Answer {
  if (overlayOf !== null) return pageAnswer(finishedPage(overlayOf), { ancestor: overlayOf });
  const back = webUrl(intent.returnUrl);
  if (!back) return nothingHere("The payment has no address to return to.");
  back.searchParams.set("payment_intent", intent.id);
  back.searchParams.set("payment_intent_client_secret", intent.clientSecret);
  back.searchParams.set("redirect_status", statusOf(intent));
  return {
    status: 303,
    headers: { location: back.href, "cache-control": "no-store", "referrer-policy": "no-referrer" },
    body: "",
  };
}

function statusOf({ status }: PaymentIntentDocument): string {
  if (status === "succeeded" || status === "requires_capture") return "succeeded";
  return status === "processing" || status === "requires_action" ? "pending" : "failed";
}

function nothingHere(reason: string): Answer {
  return pageAnswer(nothingHerePage(reason), { ancestor: null }, 404);
}
