import { expect, test } from "vitest";
import { lampCart } from "../testing/fake-carts.ts";
import { stopOfCart } from "./stop.ts";

test.each([
  ["with something in it goes on", lampCart(), null],
  ["that was emptied stops", lampCart({ lines: [] }), "cart-empty"],
  [
    "that the shop has no longer stops, whatever was last seen in it",
    lampCart({ isGone: true }),
    "cart-gone",
  ],
  ["that became an order elsewhere stops", lampCart({ orderedAs: "order-1" }), "cart-gone"],
])("a cart %s", (_, cart, stop) => {
  expect(stopOfCart(cart)).toBe(stop);
});
