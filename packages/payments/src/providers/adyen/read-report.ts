import { currencyCode, moneyFromDecimal } from "@evertill/money";
import { CsvError, parse } from "csv-parse/sync";
import { z } from "zod";
import type { Call } from "../../provider.ts";
import type { Movement } from "../../provider-report.ts";
import { readReference } from "./refund-reference.ts";

export type ReadReport = {
  readonly movements: readonly Movement[];
  /** Of the account's time zone before UTC; null in a file without lines. */
  readonly hoursAhead: number | null;
};

/** Capitals differ between versions of the report, so names are compared without them. */
const line = z.object({
  "merchant account": z.string(),
  "psp reference": z.string().min(1),
  "merchant reference": z.string(),
  "booking date": z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/, "is no time such as 2026-11-20 19:58:55"),
  timezone: z.string(),
  "record type": z.string(),
  "payment currency": z.string(),
  "captured (pc)": z.string(),
  "modification psp reference": z.string(),
  "modification merchant reference": z.string(),
});
type Line = z.output<typeof line>;
const columns = Object.keys(line.shape);

/**
 * Reads a Payment accounting report. Money moves for us where Adyen takes or gives it by our or a bank's word: what is
 * `Settled` and `Refunded` later is the same money on its way to or from Adyen.
 */
export function readReport(text: string, merchantAccount: string): Call<ReadReport> {
  try {
    const lines = linesOf(text).filter((one) => one["merchant account"] === merchantAccount);
    const [first] = lines;
    return {
      kind: "answered",
      answer: {
        movements: lines.flatMap((one) => movementOf(one) ?? []),
        hoursAhead: first ? hoursAheadOf(first) : null,
      },
    };
  } catch (error) {
    if (!(error instanceof UnreadableReport)) throw error;
    return { kind: "refused", code: "unreadable_report", operatorMessage: error.message };
  }
}

class UnreadableReport extends Error {
  constructor(problem: string) {
    super(`Adyen's Payment accounting report cannot be read: ${problem}`);
  }
}

function linesOf(text: string): readonly Line[] {
  let missing: readonly string[] = columns;
  const header = (names: readonly string[]) => {
    const known = names.map((name) => name.trim().toLowerCase());
    missing = columns.filter((column) => !known.includes(column));
    return known;
  };
  const rows = parsed(text, header);
  if (missing.length > 0)
    throw new UnreadableReport(`add these columns to it in the Customer Area: ${missing.join(", ")}`);
  return rows.map((row, index) => {
    const read = line.safeParse(row);
    if (read.success) return read.data;
    throw new UnreadableReport(`line ${index + 2}: ${z.prettifyError(read.error)}`);
  });
}

function parsed(text: string, header: (names: readonly string[]) => string[]): readonly unknown[] {
  try {
    return parse(text, { columns: header, bom: true, skip_empty_lines: true });
  } catch (error) {
    if (error instanceof CsvError) throw new UnreadableReport(error.message);
    throw error;
  }
}

/** Null for what moves nothing between a shopper and us. */
function movementOf(one: Line): Movement | null {
  const known = meanings[one["record type"]];
  if (!known) return null;
  const sign = known.isTakenBack ? -1 : 1;
  const { amountMinor, currency } = amountOf(one);
  return {
    kind: known.kind,
    reference: known.reference(one),
    amount: { amountMinor: sign * Math.abs(amountMinor), currency },
    at: bookedAt(one),
  };
}

type Meaning = {
  readonly kind: Movement["kind"];
  readonly reference: (one: Line) => string;
  readonly isTakenBack?: boolean;
};

const attempt = (one: Line) => readReference(one["merchant reference"]).attempt ?? one["psp reference"];
const refund = (one: Line) =>
  readReference(one["modification merchant reference"]).refundId ?? one["modification psp reference"];
const dispute = (one: Line) => one["modification psp reference"];

/** What the journal's record types mean for our ledger (docs.adyen.com, "Reports and the payments lifecycle"). */
const meanings: Readonly<Record<string, Meaning>> = {
  SentForSettle: { kind: "captured", reference: attempt },
  CaptureFailed: { kind: "captured", reference: attempt, isTakenBack: true },
  SentForRefund: { kind: "refunded", reference: refund },
  RefundFailed: { kind: "refund-returned", reference: refund },
  RefundedReversed: { kind: "refund-returned", reference: refund },
  Chargeback: { kind: "dispute-withdrawn", reference: dispute },
  SecondChargeback: { kind: "dispute-withdrawn", reference: dispute },
  ChargebackReversed: { kind: "dispute-returned", reference: dispute },
};

function amountOf(one: Line): Movement["amount"] {
  const currency = currencyCode.safeParse(one["payment currency"]);
  if (!currency.success) throw new UnreadableReport(`"${one["payment currency"]}" is no currency`);
  try {
    return moneyFromDecimal(one["captured (pc)"], currency.data);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new UnreadableReport(`of ${one["psp reference"]}: ${error.message}`);
  }
}

function bookedAt(one: Line): Date {
  const inUtc = Date.parse(`${one["booking date"].replace(" ", "T")}Z`);
  return new Date(inUtc - hoursAheadOf(one) * 3_600_000);
}

/** How an account's time zone stands to UTC, by the abbreviation that stands in the report. */
const zones: Readonly<Record<string, number>> = {
  UTC: 0,
  GMT: 0,
  WET: 0,
  BST: 1,
  WEST: 1,
  CET: 1,
  CEST: 2,
  EET: 2,
  EEST: 3,
  EST: -5,
  EDT: -4,
  CST: -6,
  CDT: -5,
  MST: -7,
  MDT: -6,
  PST: -8,
  PDT: -7,
};

function hoursAheadOf({ timezone }: Line): number {
  const hours = zones[timezone];
  if (hours === undefined)
    throw new UnreadableReport(`its time zone "${timezone}" is not known here: set the account's to UTC`);
  return hours;
}
