import { randomUUID } from "node:crypto";
import { availableOf } from "@evertill/inventory";
import { createPayments, type Payments } from "@evertill/payments";
import { type Fault, StandInProvider } from "@evertill/payments/testing";
import { sql } from "drizzle-orm";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { CheckoutView } from "./api/contract.ts";
import { payRequest, tillUnderTest, type TillUnderTest } from "./testing/till-under-test.ts";
import type { Till } from "./till.ts";

let shop: TillUnderTest;
beforeAll(async () => {
  shop = await tillUnderTest();
});
afterAll(() => shop.drop());

const stock = 3;
const shoppers = 3;
const faults: readonly Fault[] = [
  "none",
  "not-sent",
  "answer-lost",
  "request-lost",
  "late",
  "in-progress",
  "refused",
];

const step = fc.record({
  who: fc.nat(shoppers - 1),
  what: fc.oneof(
    { weight: 5, arbitrary: fc.constantFrom("ok", "decline", "challenge") },
    {
      weight: 3,
      arbitrary: fc.constantFrom("ask again", "give up", "answer yes", "answer no", "late requests arrive"),
    },
    { weight: 2, arbitrary: fc.constantFrom("sweep", "five minutes", "an hour") },
  ),
});
const plan = fc.record({
  rounds: fc.array(fc.array(step, { minLength: 1, maxLength: 3 }), { maxLength: 7 }),
  faults: fc.array(fc.constantFrom(...faults), { maxLength: 12 }),
});

/** The real till over the real payments, and a provider in memory whose own books are the judge. */
function compose(faultsLeft: Fault[]): { till: Till; payments: Payments; provider: StandInProvider } {
  const provider = new StandInProvider(() => faultsLeft.shift() ?? "none");
  const payments: Payments = createPayments({
    database: shop.database,
    providers: { stripe: provider },
    clock: shop.clock,
    listener: { paymentChanged: (news) => till.paymentChanged(news) },
  });
  const till = shop.anotherProcess(payments);
  return { till, payments, provider };
}

type House = ReturnType<typeof compose>;

async function act({ till, payments, provider }: House, view: CheckoutView, what: string): Promise<void> {
  const id = await shop.checkoutId(view.token);
  switch (what) {
    case "ask again":
      return void (await till.continuePayment(view.token, "any"));
    case "give up":
      return void (await till.giveUp(view.token));
    case "answer yes":
    case "answer no":
      for (const payment of provider.payments.values()) {
        if (payment.reference === id) provider.answerChallenge(payment.id, what === "answer yes");
      }
      return;
    case "late requests arrive":
      return provider.deliverLate();
    case "sweep":
      await payments.sweep();
      return void (await till.sweep());
    case "five minutes":
      return shop.later(5 * 60_000);
    case "an hour":
      return shop.later(60 * 60_000);
    default: {
      const shown = await till.viewCheckout(view.token);
      const request = payRequest(shown?.quote ? shown : view, what);
      await till.placeOrder(view.token, request, randomUUID());
    }
  }
}

async function orders() {
  const { rows } = await shop.database.execute<{ checkout_id: string }>(
    sql`select checkout_id from placed_order`,
  );
  return rows.map((row) => row.checkout_id).sort();
}

test("till and payments together: whatever is lost between us and the provider, each order has one charge and each charge one order", async () => {
  let ordersSeen = 0;
  await fc.assert(
    fc.asyncProperty(plan, async ({ rounds, faults: planned }) => {
      await shop.clear();
      await shop.stock("lamp", stock);
      const house = compose([...planned]);
      const views = await Promise.all(Array.from({ length: shoppers }, () => shop.ready()));
      const ids = await Promise.all(views.map(({ token }) => shop.checkoutId(token)));
      for (const round of rounds) {
        await Promise.all(round.map(({ who, what }) => act(house, views[who]!, what)));
        const charged = ids.map((id) => house.provider.liveCharges(id).length);
        expect(Math.max(...charged)).toBeLessThanOrEqual(1);
      }
      house.provider.deliverLate();
      for (let sweeps = 0; sweeps < 6; sweeps += 1) {
        shop.later(60 * 60_000);
        await house.payments.sweep();
        await house.till.sweep();
      }
      const charged = ids.filter((id) => house.provider.liveCharges(id).length === 1);
      const placed = await orders();
      ordersSeen += placed.length;
      expect(placed).toEqual(charged.toSorted());
      expect((await availableOf(shop.database, ["lamp"])).get("lamp")).toBe(stock - charged.length);
    }),
    { numRuns: 40 },
  );
  // A simulation in which nobody ever buys proves nothing.
  expect(ordersSeen).toBeGreaterThan(10);
}, 120_000);
