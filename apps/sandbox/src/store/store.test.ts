import { freshDatabase } from "@evertill/database/testing";
import pg from "pg";
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

test("changes whose write failed are written by the next save", async () => {
  const store = await Store.open(fresh.url);
  const lamps = store.collection<{ id: string; name: string }>("lamp");
  const other = new pg.Client({ connectionString: fresh.url });
  await other.connect();
  await other.query("alter table document rename to hidden");
  lamps.put({ id: "kept", name: "through an outage" });
  await expect(store.save()).rejects.toThrow("document");
  await other.query("alter table hidden rename to document");
  await other.end();
  await store.save();
  await store.close();
  const again = await Store.open(fresh.url);
  expect(again.collection("lamp").get("kept")).toEqual({ id: "kept", name: "through an outage" });
  await again.close();
});

test("a save resolves only when what was changed before it is in the database, however many run at once", async () => {
  const store = await Store.open(fresh.url);
  const reader = new pg.Pool({ connectionString: fresh.url, max: 4 });
  const lamps = store.collection<{ id: string }>("crowd");
  const seen = await Promise.all(
    Array.from({ length: 30 }, async (_, index) => {
      lamps.put({ id: String(index) });
      await store.save();
      const { rows } = await reader.query("select 1 from document where kind = 'crowd' and id = $1", [
        String(index),
      ]);
      return rows.length;
    }),
  );
  expect(seen).toEqual(seen.map(() => 1));
  await reader.end();
  await store.close();
});

test("no string that a client can send keeps a document, or those beside it, from being saved", async () => {
  const store = await Store.open(fresh.url);
  const texts = { nul: "a\u0000b", half: "\ud800x", emoji: "🪔", quotes: `"'\\{},` };
  store.collection<{ id: string; texts: object }>("odd").put({ id: "one", texts });
  await store.close();
  const again = await Store.open(fresh.url);
  expect(again.collection("odd").get("one")).toEqual({ id: "one", texts });
  await again.close();
});
