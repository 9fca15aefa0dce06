import { expect, test } from "vitest";
import { plainly, written } from "./task-words.ts";

test.each([
  [{ amountMinor: 4_900, currency: "EUR" }, "€49.00"],
  [{ amountMinor: 4_900, currency: "JPY" }, "JP¥4,900"],
  [["A", { amountMinor: 150, currency: "GBP" }], "A, £1.50"],
  ["pi_1", "pi_1"],
  [3, "3"],
  [{ amountMinor: "x", currency: "EUR" }, '{"amountMinor":"x","currency":"EUR"}'],
])("%o is written as %s", (value, words) => {
  expect(written(value)).toBe(words);
});

test("a kind is read in words", () => {
  expect(plainly("payment-unknown")).toBe("payment unknown");
});
