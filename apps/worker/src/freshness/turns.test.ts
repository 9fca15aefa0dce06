import { expect, test } from "vitest";
import { createTurns } from "./turns.ts";

/** Pauses that end when the test lets them. */
function heldPauses() {
  const held: (() => void)[] = [];
  return {
    pause: () => new Promise<void>((resolve) => void held.push(resolve)),
    letGo: () => {
      for (const resolve of held.splice(0)) resolve();
    },
  };
}
const settled = () => new Promise((resolve) => setImmediate(resolve));

test("a list waits while a price is written, and goes on when it is", async () => {
  const { pause, letGo } = heldPauses();
  const turns = createTurns(pause);
  const price = Promise.withResolvers<string>();
  const writing = turns.own(() => price.promise);
  let isListsTurn = false;
  const list = turns.others().then(() => (isListsTurn = true));
  letGo();
  await settled();
  expect(isListsTurn).toBe(false);
  price.resolve("written");
  expect(await writing).toBe("written");
  letGo();
  await list;
});

test("a price that cannot be written, and prices without an end, hold no list up for ever", async () => {
  let pauses = 0;
  const turns = createTurns(async () => void (pauses += 1));
  await expect(turns.own(() => Promise.reject(new Error("no storefront")))).rejects.toThrow("no storefront");
  await turns.others();
  expect(pauses).toBe(0);
  void turns.own(() => new Promise(() => undefined));
  await turns.others();
  expect(pauses).toBe(40);
});
