import { randomUUID } from "node:crypto";
import { availableOf } from "@evertill/inventory";
import { createPayments, type Payments } from "@evertill/payments";
import { StandInProvider } from "@evertill/payments/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { mortalProcess } from "./testing/mortal-process.ts";
import { payRequest, tillUnderTest, type TillUnderTest } from "./testing/till-under-test.ts";
import type { Till } from "./till.ts";

let shop: TillUnderTest;
beforeAll(async () => {
  shop = await tillUnderTest();
});
afterAll(() => shop.drop());

const sweepEveryMs = 15_000;
/** How long an order may take that a killed process left behind, its webhook lost too. */
const withinMs = 60_000;

/** A till with payments of its own, as a process has them. */
function composed(provider: StandInProvider, mortal?: ReturnType<typeof mortalProcess>) {
  const database = mortal?.database ?? shop.database;
  const payments: Payments = createPayments({
    database,
    providers: { stripe: mortal ? mortal.reaching(provider) : provider },
    clock: shop.clock,
    listener: { paymentChanged: (news) => till.paymentChanged(news) },
  });
  const till: Till = shop.anotherProcess(payments, database);
  return { till, payments };
}

/** One checkout is paid by a process that dies; the worker's sweeps then have a minute. */
async function payAndDie(dies: number, when: "before" | "after") {
  await shop.clear();
  await shop.stock("lamp", 1);
  const provider = new StandInProvider();
  const view = await shop.ready();
  const id = await shop.checkoutId(view.token);
  const mortal = mortalProcess(shop.url, { dies, when });
  const { till } = composed(provider, mortal);
  await till.placeOrder(view.token, payRequest(view, "ok"), randomUUID()).catch(() => undefined);
  mortal.bury();
  const charged = provider.liveCharges(id).length;
  const worker = composed(provider);
  const sweepFor = async (ms: number) => {
    for (let passed = 0; passed < ms; passed += sweepEveryMs) {
      shop.later(sweepEveryMs);
      await worker.payments.sweep();
      await worker.till.sweep();
    }
  };
  await sweepFor(withinMs);
  const ordersInTime = await shop.count("placed_order");
  await sweepFor(5 * 60_000);
  return {
    died: mortal.isDead(),
    charged,
    ordersInTime,
    charges: provider.liveCharges(id).length,
    orders: await shop.count("placed_order"),
    left: (await availableOf(shop.database, ["lamp"])).get("lamp"),
  };
}

test.each(["before", "after"] as const)(
  "race 6, a kill at each step of paying, %s it: what was charged is an order within a minute, what was not is free again",
  async (when) => {
    const fates = [];
    for (let dies = 1; ; dies += 1) {
      const fate = await payAndDie(dies, when);
      const { charged } = fate;
      const told = { ...fate, killed: `${when} step ${dies}` };
      expect(told).toMatchObject({
        ordersInTime: charged,
        charges: charged,
        orders: charged,
        left: 1 - charged,
      });
      fates.push(fate);
      if (!fate.died) break;
    }
    // Both fates were met, and the last process lived.
    expect(fates.length).toBeGreaterThan(20);
    expect(new Set(fates.map(({ charged }) => charged))).toEqual(new Set([0, 1]));
  },
  60_000,
);
