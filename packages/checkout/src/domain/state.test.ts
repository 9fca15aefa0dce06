import { freshDatabase } from "@evertill/database/testing";
import { sql } from "drizzle-orm";
import { inventoryMigrations } from "@evertill/inventory";
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { checkoutMigrations } from "../migrations.ts";
import { type CheckoutState, mayBecome, transitions } from "./state.ts";

let fresh: Awaited<ReturnType<typeof freshDatabase>>;
beforeAll(async () => {
  fresh = await freshDatabase([inventoryMigrations, checkoutMigrations]);
});
afterAll(() => fresh.drop());

const states = Object.keys(transitions) as CheckoutState[];

test("every state is reachable from open", () => {
  const reached = new Set<CheckoutState>(["open"]);
  for (const state of reached) for (const next of transitions[state]) reached.add(next);
  expect([...reached].sort()).toEqual(states.toSorted());
});

test("completed and expired are final, and nothing else is", () => {
  expect(states.filter((state) => transitions[state].length === 0)).toEqual(["completed", "expired"]);
});

test("the database holds the same table", async () => {
  const { rows } = await fresh.database.execute<{ from_state: CheckoutState; to_state: CheckoutState }>(
    sql`select from_state, to_state from checkout_transition order by 1, 2`,
  );
  const ours = states.flatMap((from) => transitions[from].map((to) => ({ from_state: from, to_state: to })));
  expect(rows).toHaveLength(ours.length);
  expect(rows).toEqual(expect.arrayContaining(ours));
});

test.each(
  states
    .flatMap((from) => states.map((to) => [from, to] as const))
    .filter(([from, to]) => from !== to && !mayBecome(from, to)),
)("the database refuses %s → %s", async (from, to) => {
  const id = randomUUID();
  const claim = (state: CheckoutState) => (state === "completing" ? sql`now()` : sql`null`);
  await fresh.database.execute(sql`insert into checkout
      (id, token, cart_id, locale, state, created_at, updated_at, claimed_until, document)
      values (${id}, ${id}, ${id}, 'en-gb', ${from}, now(), now(), ${claim(from)}, '{}')`);
  const moved = fresh.database.execute(
    sql`update checkout set state = ${to}, claimed_until = ${claim(to)} where id = ${id}`,
  );
  await expect(moved).rejects.toMatchObject({
    cause: { message: expect.stringContaining("checkout_history") },
  });
});
