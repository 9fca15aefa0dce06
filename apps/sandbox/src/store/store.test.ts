import { freshDatabase } from "@evertill/database/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Store } from "./store.ts";

let fresh: Awaited<ReturnType<typeof freshDatabase>>;
beforeAll(async () => {
  fresh = await freshDatabase([]);
});
afterAll(() => fresh.drop());

test("what was saved is there after a restart, in the order it was first put", async () => {
  const first = await Store.open(fresh.url);
  const lamps = first.collection<{ id: string; name: string }>("lamp");
  lamps.put({ id: "b", name: "second" });
  lamps.put({ id: "a", name: "first" });
  lamps.put({ id: "b", name: "renamed" });
  lamps.put({ id: "c", name: "gone" });
  expect(first.next("order", 1001)).toBe(1001);
  await first.save();
  lamps.delete("c");
  await first.close();

  const second = await Store.open(fresh.url);
  expect(second.collection("lamp").all()).toEqual([
    { id: "b", name: "renamed" },
    { id: "a", name: "first" },
  ]);
  expect(second.next("order", 1001)).toBe(1002);
  await second.close();
});
