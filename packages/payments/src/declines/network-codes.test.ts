import { expect, test } from "vitest";
import { reviewNetworkCode } from "./network-codes.ts";

test.each([
  ["1A", "visa", "authentication-required"],
  ["1A", "Visa", "authentication-required"],
  ["1A", "mastercard", null],
  ["1A", null, null],
  ["65", "mastercard", "authentication-required"],
  ["65", "mc", "authentication-required"],
  ["65", "MC", "authentication-required"],
  ["65", "visa", null],
  ["65", "amex", null],
  ["41", "visa", "hard"],
  ["43", null, "hard"],
  ["59", "mastercard", "fraud"],
  ["05", "visa", null],
  ["toString", "visa", null],
  ["65", "toString", null],
] as const)("the network's code %s on a card of %s: %s", (code, brand, declineClass) => {
  expect(reviewNetworkCode(code, brand)?.class ?? null).toBe(declineClass);
});
