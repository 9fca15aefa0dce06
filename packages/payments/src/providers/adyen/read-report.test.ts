import { currency, money } from "@evertill/money";
import { expect, test } from "vitest";
import { readReport } from "./read-report.ts";
import { refundReference } from "./refund-reference.ts";

const header =
  "Company Account,Merchant Account,Psp Reference,Merchant Reference,Booking Date,TimeZone,Record Type," +
  "Payment Currency,Captured (PC),Modification Psp Reference,Modification Merchant Reference";
const euros = (minor: number) => money(minor, currency("EUR"));
const row = (recordType: string, captured = "49.00", { zone = "UTC", code = "EUR", of = "OursECOM" } = {}) =>
  `Us,${of},PSP1,attempt-1,2026-11-20 00:30:00,${zone},${recordType},${code},${captured},PSP2,${refundReference("attempt-1", "refund-1")}`;
const read = (...rows: readonly string[]) => readReport([header, ...rows].join("\r\n"), "OursECOM");
const movements = (...rows: readonly string[]) => {
  const call = read(...rows);
  return call.kind === "answered" ? call.answer.movements : call;
};

test.each([
  ["SentForSettle", "49.00", { kind: "captured", reference: "attempt-1", amount: euros(4_900) }],
  ["CaptureFailed", "-49.00", { kind: "captured", reference: "attempt-1", amount: euros(-4_900) }],
  ["SentForRefund", "-19.00", { kind: "refunded", reference: "refund-1", amount: euros(1_900) }],
  ["RefundedReversed", "19.00", { kind: "refund-returned", reference: "refund-1", amount: euros(1_900) }],
  ["RefundFailed", "19.00", { kind: "refund-returned", reference: "refund-1", amount: euros(1_900) }],
  ["Chargeback", "-49.00", { kind: "dispute-withdrawn", reference: "PSP2", amount: euros(4_900) }],
  ["SecondChargeback", "-49.00", { kind: "dispute-withdrawn", reference: "PSP2", amount: euros(4_900) }],
  ["ChargebackReversed", "49.00", { kind: "dispute-returned", reference: "PSP2", amount: euros(4_900) }],
])("%s is money that moved, by what we know it", (recordType, captured, movement) => {
  expect(movements(row(recordType, captured))).toEqual([
    { ...movement, at: new Date("2026-11-20T00:30:00Z") },
  ]);
});

test.each([["Received"], ["Authorised"], ["Settled"], ["Refunded"], ["Cancelled"]])(
  "%s moves nothing between a shopper and us",
  (recordType) => {
    expect(movements(row(recordType, ""))).toEqual([]);
  },
);

test("lines of another merchant account are none of ours", () => {
  expect(movements(row("SentForSettle", "49.00", { of: "TheirsECOM" }))).toEqual([]);
});

test("amounts are decimals of the currency, whatever its minor units are at Adyen", () => {
  expect(
    movements(
      row("SentForSettle", "1980", { code: "JPY" }),
      row("SentForSettle", "1980.00", { code: "CLP" }),
    ),
  ).toMatchObject([{ amount: money(1_980, currency("JPY")) }, { amount: money(1_980, currency("CLP")) }]);
});

test("times are those of the account's time zone", () => {
  const call = read(row("SentForSettle", "49.00", { zone: "CEST" }));
  expect(call).toMatchObject({
    answer: { hoursAhead: 2, movements: [{ at: new Date("2026-11-19T22:30:00Z") }] },
  });
});

test("a day without movements is a file without lines", () => {
  expect(read()).toEqual({ kind: "answered", answer: { movements: [], hoursAhead: null } });
});

test.each([
  ["an unknown time zone", row("SentForSettle", "49.00", { zone: "XYZ" }), "set the account's to UTC"],
  ["no amount", row("SentForSettle", ""), "of PSP1"],
  ["a currency of nobody's", row("SentForSettle", "1", { code: "EURO" }), '"EURO" is no currency'],
  ["a line that is cut short", "Us,OursECOM", "Invalid Record Length"],
  ["no time", row("SentForSettle").replace("00:30:00", ""), "line 2"],
])("%s is refused with what is wrong", (_, line, says) => {
  expect(read(line)).toMatchObject({ kind: "refused", operatorMessage: expect.stringContaining(says) });
});

test("a report without the modification's columns says which to add", () => {
  const short = header.replace(",Modification Psp Reference,Modification Merchant Reference", "");
  expect(readReport(short, "OursECOM")).toMatchObject({
    kind: "refused",
    operatorMessage: expect.stringContaining("modification psp reference, modification merchant reference"),
  });
});

test("a file with nothing in it is no report", () => {
  expect(readReport("", "OursECOM")).toMatchObject({ kind: "refused" });
});
