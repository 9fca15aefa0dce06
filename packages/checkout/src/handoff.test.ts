import { expect, test } from "vitest";
import { handoffLifetimeMs, signHandoff, verifyHandoff } from "./handoff.ts";

const secret = "a secret of the tests";
const now = new Date("2026-11-21T12:00:00Z");
const cart = { cartId: "gid://shopify/Cart/abc?key=d=e&f", locale: "de-de" };

function signed(): URL {
  return new URL(signHandoff(cart, { secret, now, checkoutOrigin: "http://localhost:3000" }));
}

test("a handed cart arrives as it was sent", () => {
  expect(signed().pathname).toBe("/checkout/start");
  expect(verifyHandoff(signed().searchParams, { secret, now })).toEqual({ kind: "valid", ...cart });
});

test("a hand-off is good for ten minutes and no longer", () => {
  const at = (ms: number) =>
    verifyHandoff(signed().searchParams, { secret, now: new Date(now.getTime() + ms) });
  expect(at(handoffLifetimeMs - 1).kind).toBe("valid");
  expect(at(handoffLifetimeMs).kind).toBe("expired");
});

test.each(["cart", "locale", "expires", "signature"])("a hand-off whose %s was changed is forged", (name) => {
  const query = signed().searchParams;
  query.set(name, `${query.get(name)}1`);
  expect(verifyHandoff(query, { secret, now })).toEqual({ kind: "forged" });
  query.delete(name);
  expect(verifyHandoff(query, { secret, now })).toEqual({ kind: "forged" });
});

test("a hand-off signed with another secret is forged", () => {
  expect(verifyHandoff(signed().searchParams, { secret: "another", now })).toEqual({ kind: "forged" });
});
