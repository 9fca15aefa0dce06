import { expect, test } from "vitest";
import { aCheckout } from "../testing/a-checkout.ts";
import { eventItems, oncePerCheckout } from "./checkout-events.ts";

test("items carry the shop's own ids and the price of one in minor units", () => {
  expect(eventItems(aCheckout())).toEqual([
    {
      productId: "31001",
      variantId: "41001",
      sku: "EMB-BR-LI",
      title: "Ember table lamp",
      quantity: 1,
      unitPriceMinor: 12_900,
    },
  ]);
});

test("a step is told once per checkout, a reload included", () => {
  const kept = new Map<string, string>();
  const storage = () => ({
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => void kept.set(name, value),
  });
  const first = oncePerCheckout("t1", storage);
  expect([first("add_shipping_info"), first("add_shipping_info"), first("add_payment_info")]).toEqual([
    true,
    false,
    true,
  ]);
  expect(oncePerCheckout("t1", storage)("add_shipping_info")).toBe(false);
  expect(oncePerCheckout("t2", storage)("add_shipping_info")).toBe(true);
});

test("a browser without storage still tells each step once per page", () => {
  const isNew = oncePerCheckout("t1", () => {
    throw new Error("forbidden");
  });
  expect([isNew("add_shipping_info"), isNew("add_shipping_info")]).toEqual([true, false]);
});
