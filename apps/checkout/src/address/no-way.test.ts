import { expect, test } from "vitest";
import { aCheckout } from "../testing/a-checkout.ts";
import { hasNoWay } from "./no-way.ts";

const deliveryAddress = { firstName: "A", lastName: "B", address1: "1 High St", city: "Bath", country: "GB" };

test("an address without a way of delivery is told so, one that is yet to be typed is not", () => {
  expect(hasNoWay(aCheckout({ deliveryAddress }))).toBe(true);
  expect(hasNoWay(aCheckout())).toBe(false);
});

test("what is sold out, or is no parcel, is not the address's fault", () => {
  const soldOut = [{ kind: "stock-reduced" as const, message: "Ember has just sold out." }];
  expect(hasNoWay(aCheckout({ deliveryAddress, notices: soldOut }))).toBe(false);
  expect(hasNoWay(aCheckout({ deliveryAddress, needsDelivery: false }))).toBe(false);
});
