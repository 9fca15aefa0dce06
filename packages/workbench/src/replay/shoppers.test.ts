import { expect, test } from "vitest";
import { Outcomes } from "./outcomes.ts";
import { type Habits, purposes, type ShopRequest, shopperRequests } from "./shoppers.ts";

const habits: Habits = {
  products: Array.from({ length: 20 }, (_, rank) => ({
    variantId: String(rank),
    picture: `/cdn/${rank}?v=1`,
  })),
  menu: ["", "/search"],
  files: ["/_next/static/a.js"],
  germans: 0.3,
  phones: 0.7,
  tracked: 0.4,
  arriveAtProduct: 0.8,
  shownBeside: 2,
  goingOn: 0.5,
};

function take(seed: number, count: number): ShopRequest[] {
  const shoppers = shopperRequests(habits, seed);
  return Array.from({ length: count }, () => shoppers.next().value);
}

test("shoppers do the same again for the same seed, and something else for another", () => {
  expect(take(1, 300)).toEqual(take(1, 300));
  expect(take(1, 300)).not.toEqual(take(2, 300));
});

test("shoppers do all that is asked of an edge, the best-selling product most", () => {
  const requests = take(1, 5_000);
  const share = (isSo: (request: ShopRequest) => boolean) => requests.filter(isSo).length / requests.length;
  for (const purpose of purposes) expect(share((request) => request.purpose === purpose)).toBeGreaterThan(0);
  const documents = requests.filter(({ purpose }) => purpose === "document");
  const among = (isSo: (request: ShopRequest) => boolean) => documents.filter(isSo).length / documents.length;
  expect(among(({ path }) => path.startsWith("/de-de/"))).toBeCloseTo(0.3, 1);
  expect(among(({ path }) => path.includes("utm_source"))).toBeCloseTo(0.4, 1);
  expect(among(({ headers }) => headers["user-agent"]?.includes("Mobile") === true)).toBeCloseTo(0.7, 1);
  const asked = (rank: number) => share(({ path }) => path.endsWith(`/variants/${rank}`));
  expect(asked(0)).toBeGreaterThan(2 * asked(4));
});

test("a hit ratio counts from its moment on, and an answer that is no page is told", () => {
  const outcomes = new Outcomes();
  outcomes.note("document", { status: 200, isHit: false, isFirst: true, atMs: 0 });
  outcomes.note("live", { status: 503, isHit: false, isFirst: false, atMs: 10 });
  outcomes.note("document", { status: 200, isHit: true, isFirst: false, atMs: 60_000 });
  expect([outcomes.ratio(0), outcomes.ratio(60_000)]).toEqual([1 / 3, 1]);
  expect(outcomes.ratioOfAskedBefore()).toBe(1);
  outcomes.note("document", { status: 200, isHit: false, isFirst: false, atMs: 60_001 });
  expect(outcomes.ratioOfAskedBefore()).toBe(0.5);
  expect(outcomes.failures()).toEqual(["a live request was answered with 503"]);
  expect(outcomes.lines(60_000)[0]?.split(";")[0]).toBe(
    "hit ratio: 25.00 % whole, 50.00 % after the first minute",
  );
});
