import { afterEach, beforeEach, expect, test } from "vitest";
import { createShopDiscounts } from "./shop-discounts.ts";
import { startScriptedShop } from "./testing/scripted-shop.ts";

let shop: Awaited<ReturnType<typeof startScriptedShop>>;
beforeEach(async () => {
  shop = await startScriptedShop();
});
afterEach(() => shop.stop());

const discounts = () =>
  createShopDiscounts({
    storeUrl: shop.url,
    apiVersion: "2026-04",
    accessToken: "shpat_sandbox",
    wait: async () => undefined,
  });

test("every limited code of every page is read, less what the shop's other doors used", async () => {
  expect(await discounts().limits()).toEqual({
    kind: "limits",
    limits: [
      { code: "ONCE5", usageLimit: 3, oncePerCustomer: false },
      { code: "FIRST", usageLimit: null, oncePerCustomer: true },
      { code: "SECOND", usageLimit: null, oncePerCustomer: true },
    ],
  });
});

test("half an answer is no answer", async () => {
  shop.befall("none", "http-500");
  expect(await discounts().limits()).toMatchObject({ kind: "silent" });
});
