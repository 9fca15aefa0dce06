import type { Stripe, StripeElements } from "@stripe/stripe-js";
import { afterEach, expect, test, vi } from "vitest";
import { collect } from "./collect.ts";

const billing = {
  name: "Ada Lovelace",
  email: "ada@example.com",
  phone: null,
  address: {
    line1: "12 St James's Square",
    line2: null,
    city: "London",
    zone: null,
    postcode: "SW1Y 4JH",
    country: "GB",
  },
};
const fields = { submit: () => Promise.resolve({}) } as unknown as StripeElements;
const stripeThat = (createConfirmationToken: () => Promise<unknown>) =>
  ({ createConfirmationToken }) as unknown as Stripe;

afterEach(() => vi.useRealTimers());

test("what stands in the fields becomes an instrument for one payment", async () => {
  const stripe = stripeThat(() => Promise.resolve({ confirmationToken: { id: "ctoken_1" } }));
  expect(await collect(stripe, fields, billing)).toEqual({
    kind: "instrument",
    instrument: { provider: "stripe", confirmationToken: "ctoken_1" },
  });
});

test("a shopper does not wait for ever for a provider that says nothing", async () => {
  vi.useFakeTimers();
  const answer = collect(
    stripeThat(() => new Promise(() => undefined)),
    fields,
    billing,
  );
  await vi.advanceTimersByTimeAsync(20_000);
  expect(await answer).toMatchObject({ kind: "failed" });
});
