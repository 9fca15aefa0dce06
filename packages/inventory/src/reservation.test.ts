import type { Database } from "@evertill/database";
import { freshDatabase } from "@evertill/database/testing";
import { sql } from "drizzle-orm";
import fc from "fast-check";
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { availableOf, learnUnknownLevels, setLevels } from "./level.ts";
import { inventoryMigrations } from "./migrations.ts";
import { acknowledgeStock, placeStock, releaseStock, reserveStock } from "./reservation.ts";

let fresh: Awaited<ReturnType<typeof freshDatabase>>;
let database: Database;
beforeAll(async () => {
  fresh = await freshDatabase([inventoryMigrations]);
  database = fresh.database;
});
beforeEach(() => database.execute(sql`truncate inventory_level, inventory_reservation`));
afterAll(() => fresh.drop());

const at = new Date("2026-11-21T12:00:00Z");
const second = (n: number) => new Date(at.getTime() + n * 1000);
const one = (variantId: string, quantity = 1) => [{ variantId, quantity }];
const available = async (variantId: string) => (await availableOf(database, [variantId])).get(variantId);

test("of the last unit, wanted by 20 at once, exactly one is promised", async () => {
  await setLevels(database, [{ variantId: "lamp", onHand: 1, asOf: at }]);
  const results = await Promise.all(
    Array.from({ length: 20 }, () =>
      reserveStock(database, { holder: randomUUID(), lines: one("lamp"), at }),
    ),
  );
  expect(results.filter(({ kind }) => kind === "reserved")).toHaveLength(1);
  expect(await available("lamp")).toBe(0);
});

test("a count that the shop was just seen to have is believed before its webhook comes, and only when it is lower", async () => {
  await setLevels(database, [{ variantId: "lamp", onHand: 100, asOf: at }]);
  const wanting = (seen: number | null) =>
    reserveStock(database, { holder: randomUUID(), lines: [{ variantId: "lamp", quantity: 1, seen }], at });
  const results = await Promise.all(Array.from({ length: 20 }, () => wanting(1)));
  expect(results.filter(({ kind }) => kind === "reserved")).toHaveLength(1);
  expect((await wanting(null)).kind).toBe("reserved");
  expect((await wanting(500)).kind).toBe("reserved");
  expect(await available("lamp")).toBe(97);
});

test("carts that want the same goods in different order do not wait for each other in a circle", async () => {
  const goods = ["a", "b", "c", "d"];
  await setLevels(
    database,
    goods.map((variantId) => ({ variantId, onHand: 100, asOf: at })),
  );
  const carts = Array.from({ length: 60 }, (_, n) =>
    (n % 2 ? goods : goods.toReversed()).map((variantId) => ({ variantId, quantity: 1 })),
  );
  const results = await Promise.all(
    carts.map((lines) => database.transaction((tx) => reserveStock(tx, { holder: randomUUID(), lines, at }))),
  );
  expect(results.every(({ kind }) => kind === "reserved")).toBe(true);
  expect(await available("a")).toBe(40);
});

test("a cart is promised whole or not at all, and told what is left of what is short", async () => {
  await setLevels(database, [
    { variantId: "lamp", onHand: 5, asOf: at },
    { variantId: "vase", onHand: 1, asOf: at },
  ]);
  const lines = [...one("lamp", 2), ...one("vase", 2), ...one("unheard of")];
  expect(await reserveStock(database, { holder: randomUUID(), lines, at })).toEqual({
    kind: "short",
    shortages: expect.arrayContaining([
      { variantId: "vase", available: 1 },
      { variantId: "unheard of", available: 0 },
    ]),
  });
  expect(await available("lamp")).toBe(5);
});

test("two lines of one variant are promised together", async () => {
  await setLevels(database, [{ variantId: "lamp", onHand: 3, asOf: at }]);
  const lines = [...one("lamp", 2), ...one("lamp", 2)];
  expect((await reserveStock(database, { holder: randomUUID(), lines, at })).kind).toBe("short");
});

test("untracked variants and those sold without stock are never short", async () => {
  await setLevels(database, [
    { variantId: "pattern", onHand: 0, asOf: at, tracked: false },
    { variantId: "made to order", onHand: 0, asOf: at, sellsWithoutStock: true },
  ]);
  const lines = [...one("pattern", 9), ...one("made to order", 9)];
  expect((await reserveStock(database, { holder: randomUUID(), lines, at })).kind).toBe("reserved");
  expect(await available("pattern")).toBeNull();
});

test("released goods are for sale again, once", async () => {
  await setLevels(database, [{ variantId: "lamp", onHand: 1, asOf: at }]);
  const holder = randomUUID();
  await reserveStock(database, { holder, lines: one("lamp"), at });
  await releaseStock(database, holder);
  await releaseStock(database, holder);
  expect(await available("lamp")).toBe(1);
});

test("the goods of an order are not released", async () => {
  await setLevels(database, [{ variantId: "lamp", onHand: 1, asOf: at }]);
  const order = { holder: randomUUID(), lines: one("lamp"), at };
  await reserveStock(database, order);
  await placeStock(database, order);
  await placeStock(database, order);
  await releaseStock(database, order.holder);
  expect(await available("lamp")).toBe(0);
});

test("a paid order is placed although the shop lowered its count meanwhile, and says what is missing", async () => {
  await setLevels(database, [{ variantId: "lamp", onHand: 2, asOf: at }]);
  const order = { holder: randomUUID(), lines: one("lamp", 2), at };
  await reserveStock(database, order);
  await setLevels(database, [{ variantId: "lamp", onHand: 1, asOf: second(1) }]);
  expect(await placeStock(database, order)).toEqual([{ variantId: "lamp", missing: 1 }]);
});

test("an order whose promise was lost is placed all the same, once", async () => {
  const order = { holder: randomUUID(), lines: one("lamp", 2), at };
  expect(await placeStock(database, order)).toEqual([{ variantId: "lamp", missing: 2 }]);
  expect(await placeStock(database, order)).toEqual([{ variantId: "lamp", missing: 2 }]);
});

test("a count older than the known one is dropped", async () => {
  await setLevels(database, [{ variantId: "lamp", onHand: 3, asOf: second(5) }]);
  await setLevels(database, [{ variantId: "lamp", onHand: 9, asOf: second(4) }]);
  expect(await available("lamp")).toBe(3);
});

test("of two counts of the same second the lower one counts, however they arrive", async () => {
  for (const counts of [
    [3, 9],
    [9, 3],
  ]) {
    await database.execute(sql`truncate inventory_level, inventory_reservation`);
    for (const onHand of counts) await setLevels(database, [{ variantId: "lamp", onHand, asOf: at }]);
    expect(await available("lamp")).toBe(3);
  }
});

test("a count seen on a cart is used until the shop tells one, and never over one it told", async () => {
  const seen = { variantId: "lamp", onHand: 4, tracked: true, sellsWithoutStock: false };
  await learnUnknownLevels(database, [seen]);
  await learnUnknownLevels(database, [{ ...seen, onHand: 50 }]);
  expect(await available("lamp")).toBe(4);
  await setLevels(database, [{ variantId: "lamp", onHand: 2, asOf: at }]);
  expect(await available("lamp")).toBe(2);
});

// One order of 1 out of 10; the shop subtracts it at second 2. What we hear of it may come in any order and more than once.
const news = {
  "the acknowledgement": (holder: string) => acknowledgeStock(database, { holder, asOf: second(2) }),
  "the count after it": () => setLevels(database, [{ variantId: "lamp", onHand: 9, asOf: second(2) }]),
  "the count after it, again": () => setLevels(database, [{ variantId: "lamp", onHand: 9, asOf: second(2) }]),
  "a late count from before it": () =>
    setLevels(database, [{ variantId: "lamp", onHand: 10, asOf: second(1) }]),
  "the acknowledgement, again": (holder: string) => acknowledgeStock(database, { holder, asOf: second(2) }),
};

test.each(
  permutations(Object.keys(news) as (keyof typeof news)[]).map(
    (order) => [order.join(" → "), order] as const,
  ),
)("an order is counted once: %s", async (_, order) => {
  await database.execute(sql`truncate inventory_level, inventory_reservation`);
  await setLevels(database, [{ variantId: "lamp", onHand: 10, asOf: at }]);
  const holder = randomUUID();
  await reserveStock(database, { holder, lines: one("lamp"), at });
  await placeStock(database, { holder, lines: one("lamp"), at });
  for (const name of order) {
    await news[name](holder);
    // Until both the acknowledgement and the count are here it may be counted twice, but is never left out.
    expect(await available("lamp")).toBeLessThanOrEqual(9);
  }
  expect(await available("lamp")).toBe(9);
});

test("an acknowledged order goes on counting until a newer count arrives", async () => {
  await setLevels(database, [{ variantId: "lamp", onHand: 10, asOf: at }]);
  const holder = randomUUID();
  await placeStock(database, { holder, lines: one("lamp"), at });
  await acknowledgeStock(database, { holder, asOf: second(2) });
  await setLevels(database, [{ variantId: "lamp", onHand: 12, asOf: second(1) }]);
  expect(await available("lamp")).toBe(11);
});

test("whatever happens in whatever order, the counters equal the sum of the reservations", async () => {
  const step = fc.record({
    what: fc.constantFrom("reserve", "release", "place", "acknowledge", "restock"),
    holder: fc.integer({ min: 0, max: 5 }),
    quantity: fc.integer({ min: 1, max: 3 }),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(step, { minLength: 1, maxLength: 4 }), { maxLength: 12 }),
      async (rounds) => {
        await database.execute(sql`truncate inventory_level, inventory_reservation`);
        await setLevels(database, [{ variantId: "lamp", onHand: 5, asOf: at }]);
        const holders = Array.from({ length: 6 }, () => randomUUID());
        let tick = 0;
        for (const round of rounds) {
          await Promise.allSettled(
            round.map(({ what, holder, quantity }) => {
              const order = { holder: holders[holder]!, lines: one("lamp", quantity), at };
              tick += 1;
              if (what === "reserve") return reserveStock(database, order);
              if (what === "release") return releaseStock(database, order.holder);
              if (what === "place") return placeHeld(order.holder);
              if (what === "acknowledge")
                return acknowledgeStock(database, { holder: order.holder, asOf: second(tick) });
              return setLevels(database, [{ variantId: "lamp", onHand: 5 + quantity, asOf: second(tick) }]);
            }),
          );
          const { counted, summed } = await counters();
          expect(counted).toEqual(summed);
        }
      },
    ),
    { numRuns: 40 },
  );
});

async function placeHeld(holder: string) {
  const { rows } = await database.execute<{ quantity: number }>(
    sql`select quantity from inventory_reservation where holder = ${holder}`,
  );
  if (rows[0]) await placeStock(database, { holder, lines: one("lamp", rows[0].quantity), at });
}

async function counters() {
  const { rows } = await database.execute<Record<"reserved" | "placed" | "live" | "open", number>>(sql`
    select l.reserved, l.placed,
      coalesce(sum(r.quantity) filter (where r.state = 'live'), 0)::int as live,
      coalesce(sum(r.quantity) filter (where r.state in ('placed', 'acknowledged')), 0)::int as open
    from inventory_level l left join inventory_reservation r using (variant_id) group by l.variant_id, l.reserved, l.placed`);
  return {
    counted: rows.map(({ reserved, placed }) => [reserved, placed]),
    summed: rows.map(({ live, open }) => [live, open]),
  };
}

function permutations<T>(items: readonly T[]): T[][] {
  if (items.length < 2) return [[...items]];
  return items.flatMap((item, index) =>
    permutations([...items.slice(0, index), ...items.slice(index + 1)]).map((rest) => [item, ...rest]),
  );
}
