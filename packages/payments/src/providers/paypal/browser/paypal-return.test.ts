import { expect, test } from "vitest";
import { paypalReturn } from "./paypal-return.ts";

test.each([
  [
    "?step=pay&token=ORDER1&PayerID=PAYER1",
    { kind: "finished", result: { provider: "paypal", orderId: "ORDER1" } },
  ],
  ["?step=pay&paypal=canceled&token=ORDER1", { kind: "abandoned" }],
  ["?step=pay", null],
  // Somebody else's token.
  ["?token=ORDER1", null],
])("%s", (search, end) => {
  expect(paypalReturn(search)).toEqual(end);
});
