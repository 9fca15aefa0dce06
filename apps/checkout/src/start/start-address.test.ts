import type { StartResult } from "@evertill/checkout";
import { expect, test } from "vitest";
import { aCheckout } from "../testing/a-checkout.ts";
import { startAddress } from "./start-address.ts";

const valid = { kind: "valid", cartId: "gid://shopify/Cart/1", locale: "de-de" } as const;
const answering = (result: StartResult) => ({ startCheckout: async () => result });
const neverAsked = {
  startCheckout: async (): Promise<StartResult> => {
    throw new Error("The till was asked");
  },
};

test.each([
  [{ kind: "started", token: "t1", checkout: aCheckout() }, "/checkout/t1"],
  [{ kind: "already-ordered", orderToken: "o1" }, "/checkout/orders/o1"],
  [{ kind: "cart-empty" }, "/checkout/stopped?reason=cart-empty&locale=de-de"],
  [{ kind: "cart-gone" }, "/checkout/stopped?reason=cart-empty&locale=de-de"],
  [{ kind: "shop-silent", message: "" }, "/checkout/stopped?reason=shop-silent&locale=de-de"],
] as const)("a cart that is %j leads to %s", async (result, address) => {
  expect(await startAddress(valid, "de-de", answering(result))).toBe(address);
});

test("a forged or late link starts nothing, and its locale is trusted only when it is one of ours", async () => {
  expect(await startAddress({ kind: "forged" }, "//evil.example", neverAsked)).toBe(
    "/checkout/stopped?reason=link-broken&locale=en-gb",
  );
  expect(await startAddress({ kind: "expired" }, "en-us", neverAsked)).toBe(
    "/checkout/stopped?reason=link-expired&locale=en-us",
  );
});
