import fc from "fast-check";
import { expect, test } from "vitest";
import { rerank } from "./ranks.ts";

const order = fc.uniqueArray(fc.stringMatching(/^[a-j]$/), { maxLength: 10 });

test("ranks always follow the order", () => {
  fc.assert(
    fc.property(fc.array(order, { maxLength: 20 }), (orders) => {
      let ranks: Readonly<Record<string, number>> = {};
      for (const each of orders) {
        ranks = rerank(ranks, each);
        const values = each.map((id) => ranks[id] ?? Number.NaN);
        expect(values).toEqual(values.toSorted((one, other) => one - other));
        expect(new Set(values).size).toBe(each.length);
      }
    }),
  );
});

test("a product that moves, comes or goes leaves the rank of every other as it was", () => {
  const before = rerank({}, ["a", "b", "c", "d"]);
  const moved = rerank(before, ["d", "a", "b", "c"]);
  expect([moved["a"], moved["b"], moved["c"]]).toEqual([before["a"], before["b"], before["c"]]);
  const added = rerank(before, ["new", "a", "b", "c", "d"]);
  expect(added["d"]).toBe(before["d"]);
  const gone = rerank(before, ["a", "c", "d"]);
  expect(gone["c"]).toBe(before["c"]);
});

test("a gap that is used up numbers the collection afresh", () => {
  let ranks = rerank({}, ["z"]);
  const ids: string[] = ["z"];
  for (let count = 0; count < 40; count += 1) {
    ids.unshift(`p${count}`);
    ranks = rerank(ranks, ids);
  }
  const values = ids.map((id) => ranks[id] ?? Number.NaN);
  expect(values).toEqual(values.toSorted((one, other) => one - other));
});
