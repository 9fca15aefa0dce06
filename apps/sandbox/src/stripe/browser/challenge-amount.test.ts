import { expect, test } from "vitest";
import { challengeAmount } from "./challenge-amount.ts";

test.each([
  [1_250, "eur", "€12.50"],
  [500, "jpy", "¥500"],
  [99, "gbp", "£0.99"],
  [12_345, "kwd", "KWD\u00a012.345"],
  [12_300, "isk", "ISK\u00a0123"],
])("%d minor units of %s are %s", (units, currency, written) => {
  expect(challengeAmount(units, currency)).toBe(written);
});
