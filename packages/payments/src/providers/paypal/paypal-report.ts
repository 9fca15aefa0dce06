import type { TransactionInformation } from "@paypal/paypal-server-sdk";
import type { Movement, ProviderReport } from "../../provider-report.ts";
import { callPayPal } from "./call.ts";
import { amountOf } from "./facts.ts";
import { createPayPalClient, type PayPalSettings } from "./paypal-client.ts";

const pageMs = 20_000;
const pageSize = 500;

/**
 * PayPal's transaction search: what moved on our balance, up to three hours late. A payment names our attempt by its invoice,
 * a refund our refund by its custom field (developer.paypal.com, "Transaction event codes").
 */
export function createPayPalReport(settings: PayPalSettings): ProviderReport {
  const { search } = createPayPalClient(settings);
  return {
    name: "paypal",
    movements: async ({ from, until }) => {
      const found: Movement[] = [];
      for (let page = 1; ; page += 1) {
        const asked = { startDate: from.toISOString(), endDate: until.toISOString(), pageSize, page };
        const call = await callPayPal(
          "the transaction search",
          pageMs,
          () => search.searchTransactions(asked),
          {
            read: ({ transactionDetails = [], totalPages = 1 }) => ({
              movements: transactionDetails.flatMap(
                ({ transactionInfo }) => movementOf(transactionInfo) ?? [],
              ),
              totalPages,
            }),
          },
        );
        if (call.kind !== "answered") return call;
        found.push(...call.answer.movements);
        if (page >= call.answer.totalPages) return { kind: "answered", answer: found };
      }
    },
  };
}

/** Null for what moves nothing between a shopper and us, and for what is not done. */
function movementOf(info: TransactionInformation | undefined): Movement | null {
  const {
    transactionAmount,
    transactionInitiationDate,
    transactionStatus,
    transactionEventCode = "",
  } = info ?? {};
  if (!info || !transactionAmount || !transactionInitiationDate || transactionStatus !== "S") return null;
  const { currencyCode, value } = transactionAmount;
  const moved = {
    amount: amountOf({ currencyCode, value: value.replace("-", "") }),
    at: new Date(transactionInitiationDate),
  };
  const own = info.transactionId ?? "";
  // T00xx are payments, T1107 is a refund, T1106 and T1201 take disputed money, T1202 gives it back.
  if (transactionEventCode.startsWith("T00"))
    return { kind: "captured", reference: info.invoiceId ?? own, ...moved };
  if (transactionEventCode === "T1107")
    return { kind: "refunded", reference: info.customField ?? own, ...moved };
  const disputed = info.paypalReferenceId ?? own;
  if (transactionEventCode === "T1106" || transactionEventCode === "T1201")
    return { kind: "dispute-withdrawn", reference: disputed, ...moved };
  return transactionEventCode === "T1202"
    ? { kind: "dispute-returned", reference: disputed, ...moved }
    : null;
}
