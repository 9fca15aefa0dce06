import { currency, money } from "@evertill/money";
import { expect, test } from "vitest";
import { aCheckout } from "../testing/a-checkout.ts";
import { agreedIn } from "./agreed.ts";

const total = money(12_900, currency("GBP"));
const quote = {
  id: "quote-1",
  quotedAt: "2026-11-21T12:00:00.000Z",
  expiresAt: "2026-11-21T12:30:00.000Z",
  total,
};

test("what is agreed to is the quote that is shown, with the total that is shown", () => {
  expect(agreedIn(aCheckout({ quote, total }))).toEqual({ quoteId: "quote-1", total });
});

test("nothing can be agreed to while the price is being worked out", () => {
  expect(agreedIn(aCheckout({ quote: null }))).toBeNull();
});
