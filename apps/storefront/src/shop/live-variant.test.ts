import { expect, test } from "vitest";
import { latestOf, type LiveVariant } from "./live-variant.ts";

const at = (readAt: number, price: string): LiveVariant => ({
  price,
  compareAtPrice: null,
  availableForSale: true,
  stock: "In stock",
  stockTone: "good",
  readAt,
});

test("a live price wins over a page that was written before it was read", () => {
  expect(latestOf(at(1_000, "£1"), at(9_000, "£2")).price).toBe("£2");
});

test("a live price that a cache kept loses to a page that was written after it was read", () => {
  expect(latestOf(at(9_000, "£2"), at(5_000, "£1")).price).toBe("£2");
});

test("until the live price is there the page's own is shown", () => {
  expect(latestOf(at(1_000, "£1"), undefined).price).toBe("£1");
});
