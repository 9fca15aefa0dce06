import { existsSync, readFileSync } from "node:fs";
import { currency, money } from "@evertill/money";
import { expect, test } from "vitest";
import { refundReference } from "./refund-reference.ts";
import { scriptedSettings, signedNotification } from "./testing/scripted-adyen.ts";
import { parseAdyenWebhook } from "./webhook.ts";

const amount = { value: 4_900, currency: "EUR" };
const ours = money(4900, currency("EUR"));
const item = {
  pspReference: "PSP1",
  merchantAccountCode: "SandboxECOM",
  merchantReference: "attempt-1",
  amount,
  eventCode: "AUTHORISATION",
  success: "true",
};
const modified = (eventCode: string, success = "true") => ({
  ...item,
  pspReference: "PSP2",
  originalReference: "PSP1",
  eventCode,
  success,
});
const parse = (rawBody: string, settings = scriptedSettings) =>
  parseAdyenWebhook({ rawBody, headers: {} }, settings);

test("a signed authorisation is named by our attempt and says what its signature covers", () => {
  expect(parse(signedNotification(item))).toEqual({
    kind: "events",
    events: [
      {
        eventId: "PSP1.AUTHORISATION.true",
        type: "AUTHORISATION",
        providerReference: "attempt-1",
        heard: { kind: "authorized", amount: ours, card: null, details: { pspReference: "PSP1" } },
      },
    ],
  });
});

test.each([
  ["CAPTURE", "true", { kind: "captured", amount: ours, details: { pspReference: "PSP1" } }],
  ["CAPTURE", "false", { kind: "operation-failed", operation: "capture" }],
  ["CAPTURE_FAILED", "true", { kind: "operation-failed", operation: "capture" }],
  ["CANCELLATION", "true", { kind: "canceled" }],
  ["TECHNICAL_CANCEL", "true", { kind: "canceled" }],
  ["CANCEL_OR_REFUND", "true", { kind: "canceled" }],
  // Nothing stood there to be cancelled, or it was captured: neither is proof that nothing will come.
  ["TECHNICAL_CANCEL", "false", { kind: "operation-failed", operation: "cancel" }],
  ["REFUND", "true", { kind: "refund", refundId: null, facts: { kind: "refunded", amount: ours } }],
  ["REFUND", "false", { kind: "refund", facts: { kind: "failed", refundReference: "PSP2" } }],
  ["REFUND_FAILED", "true", { kind: "refund", facts: { kind: "failed" } }],
])("%s with success %s is heard as what it means", (eventCode, success, heard) => {
  expect(parse(signedNotification(modified(eventCode, success)))).toMatchObject({ events: [{ heard }] });
});

test("a refund is named by our attempt and by its own id, both of them signed", () => {
  const merchantReference = refundReference("attempt-1", "refund-1");
  expect(parse(signedNotification({ ...modified("REFUND"), merchantReference }))).toMatchObject({
    events: [{ providerReference: "attempt-1", heard: { kind: "refund", refundId: "refund-1" } }],
  });
});

test.each([
  ["NOTIFICATION_OF_CHARGEBACK", "opened"],
  ["CHARGEBACK", "withdrawn"],
  ["SECOND_CHARGEBACK", "withdrawn"],
  ["CHARGEBACK_REVERSED", "returned"],
  ["DISPUTE_DEFENSE_PERIOD_ENDED", "lost"],
])("%s is a dispute that is %s", (eventCode, stage) => {
  const heard = { kind: "dispute", disputeReference: "PSP2", stage, amount: ours, reason: null };
  expect(parse(signedNotification(modified(eventCode)))).toMatchObject({ events: [{ heard }] });
});

test.each([
  ["payments_accounting_report_2026_11_20.csv", { kind: "report", day: "2026-11-20" }],
  ["settlement_detail_report_batch_12.csv", null],
])(
  "the report %s is known by its name, which is signed, and not by its address, which is not",
  (file, heard) => {
    const rawBody = signedNotification({
      ...item,
      pspReference: file,
      merchantReference: "",
      eventCode: "REPORT_AVAILABLE",
    });
    expect(parse(rawBody)).toMatchObject({ events: [{ providerReference: null, heard }] });
  },
);

test("a refusal that is only heard of is a plain one: its reason is not signed", () => {
  const lie = JSON.parse(signedNotification({ ...item, success: "false" })) as {
    notificationItems: { NotificationRequestItem: Record<string, unknown> }[];
  };
  Object.assign(lie.notificationItems[0]?.NotificationRequestItem ?? {}, { reason: "9:Issuer Unavailable" });
  expect(parse(JSON.stringify(lie))).toMatchObject({
    events: [{ heard: { kind: "declined", decline: { class: "generic", mayGoElsewhere: false } } }],
  });
});

test.each([
  ["the amount", { amount: { value: 1, currency: "EUR" } }],
  ["the success", { success: "false" }],
  ["the reference", { merchantReference: "attempt-2" }],
  ["the event", { eventCode: "CAPTURE" }],
])("a signature that does not fit %s is refused", (_, change) => {
  const body = JSON.parse(signedNotification(item)) as {
    notificationItems: { NotificationRequestItem: object }[];
  };
  Object.assign(body.notificationItems[0]?.NotificationRequestItem ?? {}, change);
  expect(parse(JSON.stringify(body))).toMatchObject({ kind: "refused", reason: "the signature is wrong" });
});

test("a colon moved from one field to the next keeps its signature, and is refused", () => {
  const signed = signedNotification({ ...item, merchantReference: "attempt-1", originalReference: "a:b" });
  const moved = signed.replace('"originalReference":"a:b"', '"originalReference":"a"');
  for (const rawBody of [signed, moved]) expect(parse(rawBody)).toMatchObject({ kind: "refused" });
  const shifted = signedNotification({
    ...item,
    merchantAccountCode: "SandboxECOM:attempt-1",
    merchantReference: "x",
  });
  expect(parse(shifted)).toMatchObject({ kind: "refused", reason: "a signed field has a colon in it" });
});

test("another merchant's account is refused, though its signature is right", () => {
  const rawBody = signedNotification({ ...item, merchantAccountCode: "SomebodyElse" });
  expect(parse(rawBody)).toMatchObject({
    kind: "refused",
    reason: expect.stringContaining("merchant account"),
  });
});

test("one forged item spoils its whole batch", () => {
  const [good, bad] = [signedNotification(item), signedNotification(item, "00".repeat(32))].map(
    (text) => (JSON.parse(text) as { notificationItems: object[] }).notificationItems,
  );
  const rawBody = JSON.stringify({ live: "false", notificationItems: [...(good ?? []), ...(bad ?? [])] });
  expect(parse(rawBody)).toMatchObject({ kind: "refused" });
});

test.each([["nothing"], ["{}"], ['{"notificationItems":[]}']])(
  "%s is no notification, and is refused",
  (rawBody) => {
    expect(parse(rawBody)).toMatchObject({ kind: "refused" });
  },
);

const vector = new URL("../../../../../../shared/specs/adyen/hmac-vector.json", import.meta.url);

test.skipIf(!existsSync(vector))("the signature of Adyen's own libraries is known (needs ../shared)", () => {
  const known = JSON.parse(readFileSync(vector, "utf8")) as {
    keyHex: string;
    hmacSignature: string;
    notificationItem: Record<string, unknown>;
  };
  const NotificationRequestItem = {
    ...known.notificationItem,
    additionalData: { hmacSignature: known.hmacSignature },
  };
  const rawBody = JSON.stringify({ live: "false", notificationItems: [{ NotificationRequestItem }] });
  const settings = { ...scriptedSettings, hmacKey: known.keyHex, merchantAccount: "merchantAccount" };
  expect(parse(rawBody, settings)).toMatchObject({
    kind: "events",
    events: [{ eventId: "pspReference.EVENT.true", providerReference: "reference" }],
  });
});
