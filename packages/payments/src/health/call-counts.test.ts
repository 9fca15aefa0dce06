import { expect, test } from "vitest";
import { currency } from "@evertill/money";
import { CallCounts } from "./call-counts.ts";
import { noTraits } from "./traits.ts";

const well = { failed: false, slow: false };
const slow = { failed: false, slow: true };
const failed = { failed: true, slow: false };

test("calls are counted by provider and operation, with the failures at the end of the row", () => {
  const counts = new CallCounts();
  for (const end of [failed, well, slow, slow, failed, failed]) counts.add("stripe", "authorize", end);
  counts.add("stripe", "capture", failed);
  counts.add("adyen", "authorize", well);
  expect(counts.take(0).calls).toEqual([
    { provider: "stripe", operation: "authorize", calls: 6, failures: 3, slow: 2, trailingFailures: 2 },
    { provider: "stripe", operation: "capture", calls: 1, failures: 1, slow: 0, trailingFailures: 1 },
    { provider: "adyen", operation: "authorize", calls: 1, failures: 0, slow: 0, trailingFailures: 0 },
  ]);
});

test("what banks decided is counted by provider and by what tells payments apart, and what was taken is not taken again", () => {
  const counts = new CallCounts();
  const french = {
    brand: "visa",
    issuerCountry: "FR",
    billingCountry: "DE",
    currency: currency("EUR"),
  };
  const others = [
    { ...french, brand: "mastercard" },
    { ...french, issuerCountry: "DE" },
    { ...french, billingCountry: "FR" },
    { ...french, currency: currency("GBP") },
    noTraits,
  ];
  counts.addDecision("stripe", french, true);
  counts.addDecision("stripe", { ...french }, false);
  for (const other of others) counts.addDecision("stripe", other, false);
  counts.addDecision("adyen", french, true);
  counts.add("stripe", "authorize", well);
  expect(counts.take(0).decisions).toEqual([
    { provider: "stripe", ...french, asked: 2, approved: 1 },
    ...others.map((other) => ({ provider: "stripe", ...other, asked: 1, approved: 0 })),
    { provider: "adyen", ...french, asked: 1, approved: 1 },
  ]);
  expect(counts.take(0)).toEqual({ calls: [], decisions: [] });
});

test("they are due ten seconds after they were taken", () => {
  const counts = new CallCounts();
  counts.take(5_000);
  expect(counts.isDue(14_999)).toBe(false);
  expect(counts.isDue(15_000)).toBe(true);
});
