import type { AdyenAccount } from "../adyen-account.ts";
import { writeAmount } from "../amounts.ts";
import { adyenKinds } from "../model.ts";
import { notify } from "../webhooks/notifications.ts";
import { type JournalDocument, journalOf } from "./journal.ts";

/** A report that was written, under the name of its file. */
type ReportDocument = { readonly id: string; readonly day: string };

const dayMs = 86_400_000;

/** Writes the report of each day that has ended and has none yet, from the first that something was booked on. */
export function writeEndedReports(account: AdyenAccount): void {
  const first = journalOf(account.sandbox).all()[0]?.bookedAt;
  if (first === undefined) return;
  const today = dayOf(account.sandbox.now());
  for (let day = first.slice(0, 10); day < today; day = dayOf(new Date(Date.parse(day) + dayMs)))
    if (!reportOf(account, nameOf(day))) writeReport(account, day);
}

/** Writes the report of a day ("2026-11-20", UTC), and tells that it can be had. Gives the name of its file. */
export function writeReport(account: AdyenAccount, day: string): string {
  const { id } = reportsOf(account).put({ id: nameOf(day), day });
  notify(account, {
    eventCode: "REPORT_AVAILABLE",
    payment: null,
    pspReference: id,
    success: true,
    amount: { value: 0, currency: "EUR" },
    reason: `${account.origin}/reports/download/MerchantAccount/${account.merchantAccount}/${id}`,
  });
  return id;
}

export function reportOf(account: AdyenAccount, name: string): ReportDocument | undefined {
  return reportsOf(account).get(name);
}

/** The file: a line for each thing that was booked on the day, oldest first. */
export function reportText(account: AdyenAccount, { day }: ReportDocument): string {
  const booked = journalOf(account.sandbox)
    .all()
    .filter(({ bookedAt }) => bookedAt.startsWith(day));
  const rows = booked.map((line) => {
    const cells = cellsOf(account, line);
    return columns.map((column) => quoted(cells[column] ?? ""));
  });
  return [columns, ...rows].map((row) => `${row.join(",")}\r\n`).join("");
}

// docs.adyen.com, "Payment accounting report": its standard columns, and the modification's own two, which have to be added.
const columns = [
  "Company Account",
  "Merchant Account",
  "Psp Reference",
  "Merchant Reference",
  "Payment Method",
  "Booking Date",
  "TimeZone",
  "Main Currency",
  "Main Amount",
  "Record Type",
  "Payment Currency",
  "Received (PC)",
  "Authorised (PC)",
  "Captured (PC)",
  "Settlement Currency",
  "Payable (SC)",
  "Commission (SC)",
  "Markup (SC)",
  "Scheme Fees (SC)",
  "Interchange (SC)",
  "Processing Fee Currency",
  "Processing Fee (FC)",
  "User Name",
  "Payment Method Variant",
  "Modification Psp Reference",
  "Modification Merchant Reference",
] as const;

function cellsOf(
  { merchantAccount }: AdyenAccount,
  {
    bookedAt,
    recordType,
    paymentId,
    paymentReference,
    paymentMethod,
    modification,
    amount,
    captures,
  }: JournalDocument,
): Partial<Record<(typeof columns)[number], string>> {
  const { value, currency } = amount;
  return {
    "Company Account": "Sandbox",
    "Merchant Account": merchantAccount,
    "Psp Reference": paymentId,
    "Merchant Reference": paymentReference,
    "Payment Method": paymentMethod,
    "Booking Date": bookedAt.slice(0, 19).replace("T", " "),
    TimeZone: "UTC",
    "Main Currency": currency,
    "Main Amount": writeAmount(amount),
    "Record Type": recordType,
    "Payment Currency": currency,
    ...(captures !== 0 && { "Captured (PC)": writeAmount({ value: captures * value, currency }) }),
    ...(recordType === "Authorised" && { "Authorised (PC)": writeAmount(amount) }),
    ...(modification && {
      "Modification Psp Reference": modification.id,
      "Modification Merchant Reference": modification.reference,
    }),
  };
}

function quoted(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

function reportsOf({ sandbox }: AdyenAccount) {
  return sandbox.store.collection<ReportDocument>(adyenKinds.report);
}

function nameOf(day: string): string {
  return `payments_accounting_report_${day.replaceAll("-", "_")}.csv`;
}

function dayOf(at: Date): string {
  return at.toISOString().slice(0, 10);
}
