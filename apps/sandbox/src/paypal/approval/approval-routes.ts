import { z } from "zod";
import type { Answer } from "../../faults/act-out.ts";
import { kinds, type ShopDocument } from "../../shopify/model.ts";
import { pageAnswer } from "../../browser/page-answer.ts";
import { webOrigin, webUrl } from "../../browser/web-origin.ts";
import { writeAmount } from "../amounts.ts";
import type { OrderDocument } from "../model.ts";
import type { PayPalAccount } from "../paypal-account.ts";
import { payerId } from "../views.ts";
import { approvalPage, finishedPage, nothingHerePage } from "./approval-page.ts";
import { approveOrder, isOpen } from "./approve-order.ts";

const answerSchema = z.object({
  token: z.string(),
  outcome: z.enum(["approved", "canceled"]),
  funding: z.enum(["accepted", "declined"]).default("accepted"),
  opener: z.string().optional(),
});

/** `GET /checkoutnow?token=…`: in a window that the page at `opener` opened, or on its own, leading back by redirect. */
export function showApproval(account: PayPalAccount, query: Readonly<Record<string, string>>): Answer {
  const order = account.orders.get(query["token"] ?? "");
  if (!order) return nothingHere("The address does not belong to an order.");
  if (!isOpen(order)) return nothingHere("This order is paid or given up.");
  const { currency_code, value } = writeAmount(order.amount);
  const amount = new Intl.NumberFormat("en", { style: "currency", currency: currency_code });
  const [shop] = account.sandbox.store.collection<ShopDocument>(kinds.shop).all();
  const page = approvalPage({
    merchant: order.experience?.brandName ?? shop?.name ?? "The shop",
    amount: amount.format(Number(value)),
    orderId: order.id,
    isLast: order.experience?.userAction === "PAY_NOW",
    opener: webOrigin(query["opener"]),
  });
  return pageAnswer(page, { ancestor: null, formTargets: originsOf(order) });
}

/** `POST /checkoutnow`: what the payer decided, kept before anyone hears of it. */
export async function finishApproval(account: PayPalAccount, form: unknown): Promise<Answer> {
  const read = answerSchema.safeParse(form);
  if (!read.success) return nothingHere("The answer is not whole.");
  const { token, outcome, funding, opener } = read.data;
  const order = account.orders.get(token);
  if (!order || !isOpen(order)) return nothingHere("The answer does not belong to an open order.");
  if (outcome === "approved") approveOrder(account, order, funding);
  await account.sandbox.store.save();
  const openedBy = webOrigin(opener);
  if (openedBy !== null)
    return pageAnswer(finishedPage(openedBy, { outcome, orderId: order.id, payerId }), { ancestor: null });
  return sendBack(order, outcome);
}

function sendBack({ id, experience }: OrderDocument, outcome: "approved" | "canceled"): Answer {
  const back = webUrl(outcome === "approved" ? experience?.returnUrl : experience?.cancelUrl);
  if (!back) return nothingHere("The order has no address to return to.");
  back.searchParams.set("token", id);
  if (outcome === "approved") back.searchParams.set("PayerID", payerId);
  return {
    status: 303,
    headers: { location: back.href, "cache-control": "no-store", "referrer-policy": "no-referrer" },
    body: "",
  };
}

function originsOf({ experience }: OrderDocument): string[] {
  return [experience?.returnUrl, experience?.cancelUrl].flatMap((url) => webUrl(url)?.origin ?? []);
}

function nothingHere(reason: string): Answer {
  return pageAnswer(nothingHerePage(reason), { ancestor: null }, 404);
}
