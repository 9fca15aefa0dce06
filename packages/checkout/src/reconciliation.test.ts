import { randomUUID } from "node:crypto";
import { currency, money } from "@evertill/money";
import type { Movement, ProviderReport } from "@evertill/payments";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { findOrderByCheckout } from "./adapters/order-rows.ts";
import type { StoredOrder } from "./domain/order.ts";
import { reconcile, reconciliationBreaks } from "./reconciliation.ts";
import { tillUnderTest, type TillUnderTest } from "./testing/till-under-test.ts";

let shop: TillUnderTest;
let order: StoredOrder;
let account: Movement[];
let problem: "unknown" | "in-progress" | null;

beforeAll(async () => {
  shop = await tillUnderTest();
});
afterAll(() => shop.drop());

const pounds = (minor: number) => money(minor, currency("GBP"));
const captureDay = "2026-11-20";

beforeEach(async () => {
  await shop.clear();
  await shop.database.$client.query("truncate reconciliation_break, reconciliation_run");
  shop.clock.at = new Date(`${captureDay}T23:59:58Z`);
  account = [];
  problem = null;
  const view = await shop.ready();
  await shop.pay(view);
  const placed = await findOrderByCheckout(shop.database, await shop.checkoutId(view.token));
  if (!placed) throw new Error("no order was placed");
  order = placed;
  const { checkoutId: reference, attemptId } = order;
  await shop.till.paymentChanged({
    kind: "captured",
    reference,
    attemptId: attemptId ?? "",
    amount: pounds(12_495),
  });
  shop.clock.at = new Date("2026-11-21T03:00:00Z");
});

const report: ProviderReport = {
  name: "stripe",
  movements: async ({ from, until }) =>
    problem
      ? { kind: problem, operatorMessage: "Stripe did not answer" }
      : { kind: "answered", answer: account.filter(({ at }) => at >= from && at < until) },
};
const compare = () => reconcile({ database: shop.database, reports: [report], clock: shop.clock });
const moved = (
  kind: Movement["kind"],
  reference: string,
  minor: number,
  at = `${captureDay}T12:00:00Z`,
): Movement => ({
  kind,
  reference,
  amount: pounds(minor),
  at: new Date(at),
});
const captured = (minor = 12_495, at?: string) => moved("captured", order.attemptId ?? "", minor, at);
const found = async () =>
  (await reconciliationBreaks(shop.database)).map(({ kind, movement, reference, here, there, closedAt }) => ({
    kind,
    movement,
    reference,
    here: here.amountMinor,
    there: there.amountMinor,
    open: closedAt === null,
  }));

test("books that agree have no break, though the provider dates it after midnight", async () => {
  account = [captured(12_495, "2026-11-21T00:00:03Z")];
  expect(await compare()).toEqual([{ provider: "stripe", day: captureDay, kind: "compared", breaks: [] }]);
  expect(await found()).toEqual([]);
});

test("what either has alone, and what differs, is listed with its amounts, once however often it is compared", async () => {
  const refund = randomUUID();
  account = [captured(12_494), moved("refunded", refund, 500), moved("dispute-withdrawn", "du_1", 700)];
  for (let times = 0; times < 3; times += 1) await compare();
  const about = { open: true };
  expect(await found()).toEqual(
    expect.arrayContaining([
      {
        ...about,
        kind: "amount-differs",
        movement: "captured",
        reference: order.attemptId,
        here: 12_495,
        there: 12_494,
      },
      { ...about, kind: "missing-here", movement: "refunded", reference: refund, here: 0, there: 500 },
      {
        ...about,
        kind: "missing-here",
        movement: "dispute-withdrawn",
        reference: "du_1",
        here: 0,
        there: 700,
      },
    ]),
  );
  expect(await found()).toHaveLength(3);
});

test("a break that came right closes by itself, and opens again if it comes back", async () => {
  await compare();
  const missing = {
    kind: "missing-there",
    movement: "captured",
    here: 12_495,
    there: 0,
    reference: order.attemptId,
  };
  expect(await found()).toEqual([{ ...missing, open: true }]);
  account = [captured()];
  shop.later(3 * 86_400_000);
  await compare();
  expect(await found()).toEqual([{ ...missing, open: false }]);
});

test("a late success that was taken and given back stands in no books of ours and is no break", async () => {
  const orphan = randomUUID();
  account = [captured(), moved("captured", orphan, 900), moved("refunded", orphan, 900)];
  expect(await compare()).toMatchObject([{ breaks: [] }]);
  account = [captured(), moved("captured", orphan, 900), moved("refunded", orphan, 800)];
  expect(await compare()).toMatchObject([{ breaks: [{ movement: "captured" }, { movement: "refunded" }] }]);
});

test("a dispute is found by the provider's own id of it, whichever event told of it", async () => {
  const news = {
    reference: order.checkoutId,
    attemptId: "",
    provider: "stripe",
    disputeReference: "du_1",
  } as const;
  shop.clock.at = new Date(`${captureDay}T23:00:00Z`);
  await shop.till.paymentChanged({
    ...news,
    kind: "dispute-withdrawn",
    stepId: "evt_1",
    amount: pounds(12_495),
  });
  shop.clock.at = new Date("2026-11-21T03:00:00Z");
  account = [captured(), moved("dispute-withdrawn", "du_1", 12_495)];
  expect(await compare()).toMatchObject([{ breaks: [] }]);
});

test("an account that cannot be read says so, and what was found before stays", async () => {
  await compare();
  problem = "unknown";
  expect(await compare()).toMatchObject([{ kind: "silent", operatorMessage: "Stripe did not answer" }]);
  expect(await found()).toMatchObject([{ kind: "missing-there", open: true }]);
});

test("a day that is not written up yet is awaited, overdue after a day, and compared when it is there at last", async () => {
  account = [captured()];
  await compare();
  shop.clock.at = new Date("2026-11-22T03:00:00Z");
  problem = "in-progress";
  expect(await compare()).toMatchObject([{ day: "2026-11-21", kind: "awaited", isOverdue: false }]);
  shop.clock.at = new Date("2026-11-23T03:00:00Z");
  expect(await compare()).toMatchObject([
    { day: "2026-11-21", kind: "awaited", isOverdue: true },
    { day: "2026-11-22", kind: "awaited", isOverdue: false },
  ]);
  problem = null;
  account = [captured(), moved("captured", "unheard-of", 900, "2026-11-21T10:00:00Z")];
  expect(await compare()).toMatchObject([
    { day: "2026-11-21", breaks: [{ reference: "unheard-of" }] },
    { day: "2026-11-22", breaks: [] },
  ]);
});
