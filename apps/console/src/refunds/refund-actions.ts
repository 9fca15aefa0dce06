"use server";

import type { RequestRefundResult } from "@evertill/checkout";
import { currency, formatMoney, type Money, moneyFromDecimal } from "@evertill/money";
import { revalidatePath } from "next/cache";
import { z } from "zod";
import { guardedAction } from "../access/guard.ts";
import { composition } from "../compose.ts";

export type Given =
  | { readonly kind: "given"; readonly amount: string }
  | { readonly kind: "refused"; readonly problem: string };

const reasons = ["requested-by-customer", "duplicate", "fraudulent"] as const;
const fields = z.object({
  amount: z.string(),
  reason: z.enum(reasons, "Choose a reason."),
  note: z.string().trim().max(2_000),
  sure: z.literal("on", "Say that you have checked order and amount."),
});

/** Decides on a refund. The worker asks the provider; pressed twice it is decided once. */
export const giveBack = guardedAction(
  "refunds.give",
  async (
    visitor,
    {
      orderId,
      refundId,
      currencyCode,
    }: { readonly orderId: string; readonly refundId: string; readonly currencyCode: string },
    _before: Given | null,
    form: FormData,
  ): Promise<Given> => {
    const read = fields.safeParse(Object.fromEntries(form));
    if (!read.success) return refused(read.error.issues[0]?.message ?? "Fill in every field.");
    const amount = amountOf(read.data.amount, currencyCode);
    if (!amount) return refused(`Write an amount in ${currencyCode} such as 49.00.`);
    const { reason, note } = read.data;
    const refunds = await composition().refunds();
    const result = await refunds.request({
      orderId,
      refundId,
      amount,
      reason,
      note: note || null,
      lines: [],
      restock: false,
      origin: "console",
      requestedBy: visitor.name,
    });
    revalidatePath("/payments/[reference]", "page");
    return answerOf(result, amount);
  },
);

function amountOf(written: string, code: string): Money | null {
  try {
    return moneyFromDecimal(written, currency(code));
  } catch {
    return null;
  }
}

function answerOf(result: RequestRefundResult, amount: Money): Given {
  switch (result.kind) {
    case "requested":
    case "again":
      return { kind: "given", amount: formatMoney(amount, "en-GB") };
    case "out-of-range":
      return refused(
        `At most ${formatMoney(result.left, "en-GB")} may be given back, and more than nothing.`,
      );
    case "not-captured":
      return refused("Nothing of this order was captured yet, so there is nothing to give back.");
    case "other-data":
      return refused("This form was used for another amount already. Load the page again.");
    case "no-such-order":
    case "unknown-line":
      return refused("This order is not known (any more). Load the page again.");
  }
}

function refused(problem: string): Given {
  return { kind: "refused", problem };
}
