import { availableOf } from "@evertill/inventory";
import { sql } from "drizzle-orm";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { CheckoutView } from "./api/contract.ts";
import { tillUnderTest, type TillUnderTest } from "./testing/till-under-test.ts";

let shop: TillUnderTest;
beforeAll(async () => {
  shop = await tillUnderTest();
});
afterAll(() => shop.drop());

const runs = Number(process.env["CHECKOUT_SIMULATION_RUNS"] ?? 60);
const stock = 2;
const shoppers = 3;

const step = fc.record({
  who: fc.nat(shoppers - 1),
  what: fc.oneof(
    {
      weight: 5,
      arbitrary: fc.constantFrom(
        "authorize",
        "decline",
        "challenge",
        "unknown-then-authorized",
        "unknown-then-declined",
      ),
    },
    { weight: 2, arbitrary: fc.constantFrom("ask again", "answer yes", "answer no", "webhook") },
    { weight: 2, arbitrary: fc.constantFrom("sweep", "five minutes", "an hour") },
    { weight: 1, arbitrary: fc.constantFrom("the process dies", "the shop is silent", "the shop is back") },
  ),
});

/** Everything of one round happens at once; what a dead process throws is what a browser sees as a lost answer. */
async function play(
  views: readonly CheckoutView[],
  round: readonly { who: number; what: string }[],
): Promise<void> {
  await Promise.allSettled(
    round.map(async ({ who, what }) => {
      const view = views[who]!;
      const id = await shop.checkoutId(view.token);
      switch (what) {
        case "ask again":
          return shop.till.continuePayment(view.token, "any");
        case "answer yes":
          return shop.payments.answerChallenge(id, "authorized");
        case "answer no":
          return shop.payments.answerChallenge(id, "declined");
        case "webhook": {
          const attempt = shop.payments.latest(id);
          return attempt && shop.payments.tell(attempt);
        }
        case "sweep":
          return shop.till.sweep();
        case "five minutes":
          return shop.later(5 * 60_000);
        case "an hour":
          return shop.later(60 * 60_000);
        case "the process dies":
          shop.payments.crashAfterAuthorizing = true;
          return shop.pay(await current(view)).finally(() => (shop.payments.crashAfterAuthorizing = false));
        case "the shop is silent":
          shop.carts.silent = true;
          return;
        case "the shop is back":
          shop.carts.silent = false;
          return;
        default:
          return shop.pay(await current(view), what);
      }
    }),
  );
}

async function current(view: CheckoutView): Promise<CheckoutView> {
  const shown = await shop.till.viewCheckout(view.token);
  return shown?.quote ? shown : view;
}

async function facts() {
  const { rows: orders } = await shop.database.execute<{ checkout_id: string; attempt_id: string }>(
    sql`select checkout_id, attempt_id from placed_order`,
  );
  const { rows: open } = await shop.database.execute<{ state: string }>(sql`select state from checkout`);
  return {
    orders,
    states: open.map(({ state }) => state),
    left: (await availableOf(shop.database, ["lamp"])).get("lamp"),
  };
}

test(
  "whatever shoppers, banks, webhooks, crashes and time do in whatever order, money and goods agree",
  async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(step, { minLength: 1, maxLength: 4 }), { maxLength: 8 }),
        async (rounds) => {
          await shop.clear();
          await shop.stock("lamp", stock);
          const views = await Promise.all(Array.from({ length: shoppers }, () => shop.ready()));
          for (const round of rounds) {
            await play(views, round);
            const { orders, left } = await facts();
            expect(left).toBeGreaterThanOrEqual(0);
            expect(orders.length).toBeLessThanOrEqual(stock);
            expect(new Set(orders.map((order) => order.checkout_id)).size).toBe(orders.length);
            for (const { checkout_id } of orders)
              expect(shop.payments.authorized(checkout_id)).toHaveLength(1);
          }
          // Left alone for long enough, every payment comes to its end: an order for all money, no money without an order.
          shop.carts.silent = false;
          for (let sweeps = 0; sweeps < 3; sweeps += 1) {
            shop.later(60 * 60_000);
            await shop.till.sweep();
          }
          const { orders, states, left } = await facts();
          expect(states).not.toContain("completing");
          expect(orders.map((order) => order.attempt_id).sort()).toEqual(
            shop.payments
              .authorized()
              .map(({ id }) => id)
              .sort(),
          );
          expect(left).toBe(stock - orders.length);
        },
      ),
      { numRuns: runs },
    );
  },
  120_000 + runs * 2_000,
);
