import type { HttpBindings } from "@hono/node-server";
import { Hono } from "hono";
import { disputesIn } from "../../disputes/dispute.ts";
import { writeAmount } from "../amounts.ts";
import { isGranted } from "../api/tokens.ts";
import type { Amount } from "../model.ts";
import type { PayPalAccount } from "../paypal-account.ts";

type Transaction = {
  readonly id: string;
  readonly eventCode: string;
  readonly at: string;
  readonly amount: Amount;
  readonly invoiceId: string | null;
  readonly customField: string | null;
  readonly referenceId: string | null;
};

const daysMax = 31;

/** Transaction Search v1: what moved on the balance, oldest first; here at once, where PayPal takes up to three hours. */
export function reportingRoutes(account: PayPalAccount): Hono<{ Bindings: HttpBindings }> {
  return new Hono<{ Bindings: HttpBindings }>().get("/v1/reporting/transactions", (context) => {
    if (!isGranted(account, context.req.header("authorization") ?? ""))
      return context.json(
        { error: "invalid_token", error_description: "Token signature verification failed" },
        401,
      );
    const {
      start_date: start = "",
      end_date: end = "",
      page = "1",
      page_size: size = "100",
    } = context.req.query();
    const [from, until] = [Date.parse(start), Date.parse(end)];
    if (!(until >= from && until - from <= daysMax * 86_400_000)) {
      const message = `start_date and end_date span at most ${daysMax} days`;
      return context.json({ name: "INVALID_REQUEST", message, debug_id: "sandbox" }, 400);
    }
    const moved = transactionsOf(account).filter(
      ({ at }) => Date.parse(at) >= from && Date.parse(at) < until,
    );
    const first = (Number(page) - 1) * Number(size);
    return context.json({
      transaction_details: moved.slice(first, first + Number(size)).map(transactionView),
      start_date: start,
      end_date: end,
      page: Number(page),
      total_items: moved.length,
      total_pages: Math.max(1, Math.ceil(moved.length / Number(size))),
      links: [],
    });
  });
}

function transactionsOf(account: PayPalAccount): readonly Transaction[] {
  const captures = account.captures.all().map(({ id, createdAt: at, amount, invoiceId, customId }) => {
    return { id, eventCode: "T0006", at, amount, invoiceId, customField: customId, referenceId: null };
  });
  const refunds = account.refunds
    .all()
    .map(({ id, createdAt: at, amount, invoiceId, customId, captureId }) => {
      const taken = { ...amount, minor: -amount.minor };
      return {
        id,
        eventCode: "T1107",
        at,
        amount: taken,
        invoiceId,
        customField: customId,
        referenceId: captureId,
      };
    });
  const disputes = disputesIn(account.sandbox)
    .all()
    .flatMap(({ id, provider, takenAt: at, amount, currency }) => {
      if (provider !== "paypal" || at === null) return [];
      const taken = { minor: -amount, currency };
      return {
        id: `${id}-1`,
        eventCode: "T1106",
        at,
        amount: taken,
        invoiceId: null,
        customField: null,
        referenceId: id,
      };
    });
  return [...captures, ...refunds, ...disputes].sort((one, other) => one.at.localeCompare(other.at));
}

function transactionView({
  id,
  eventCode,
  at,
  amount,
  invoiceId,
  customField,
  referenceId,
}: Transaction): object {
  const { currency_code, value } = writeAmount({ ...amount, minor: Math.abs(amount.minor) });
  return {
    transaction_info: {
      transaction_id: id,
      transaction_event_code: eventCode,
      transaction_initiation_date: at,
      transaction_updated_date: at,
      transaction_amount: { currency_code, value: amount.minor < 0 ? `-${value}` : value },
      transaction_status: "S",
      ...(invoiceId && { invoice_id: invoiceId }),
      ...(customField && { custom_field: customField }),
      ...(referenceId && { paypal_reference_id: referenceId, paypal_reference_id_type: "TXN" }),
    },
  };
}
