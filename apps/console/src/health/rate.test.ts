import { expect, test } from "vitest";
import { approvalsBy, chargebackWords, rateWords, total } from "./rate.ts";

test.each([
  [0, 0, "none yet"],
  [49, 49, "49 of 49, too few for a rate"],
  [50, 45, "90.0 % (45 of 50, between 78.6 % and 95.7 %)"],
  [1_000, 900, "90.0 % (900 of 1000, between 88.0 % and 91.7 %)"],
])("of %i decided, %i approved is said as “%s”", (asked, approved, words) => {
  expect(rateWords({ asked, approved })).toBe(words);
});

test.each([
  [0, 0, false, "0 of 0 captured payments, too few for a rate"],
  [5, 49, false, "5 of 49 captured payments, too few for a rate"],
  [64, 10_000, false, "0.64 % (64 of 10000 captured payments), below our line of 0.65 %"],
  [65, 10_000, true, "0.65 % (65 of 10000 captured payments), at or above our line of 0.65 %"],
])("%i chargebacks of %i captured payments: over the line is %s", (chargebacks, captured, isOver, words) => {
  expect(chargebackWords(chargebacks, captured)).toEqual({ words, isOver });
});

const decided = (provider: "stripe" | "adyen", brand: string | null, asked: number, approved: number) => ({
  provider,
  brand,
  issuerCountry: null,
  authentication: null,
  asked,
  approved,
});

test("attempts are added up by what is asked for, most asked first, and none is lost", () => {
  const attempts = [
    decided("stripe", "visa", 3, 2),
    decided("adyen", "visa", 4, 4),
    decided("adyen", null, 1, 0),
  ];
  expect(approvalsBy(attempts, "provider")).toEqual([
    { of: "adyen", asked: 5, approved: 4 },
    { of: "stripe", asked: 3, approved: 2 },
  ]);
  expect(approvalsBy(attempts, "brand")).toEqual([
    { of: "visa", asked: 7, approved: 6 },
    { of: null, asked: 1, approved: 0 },
  ]);
  expect(total(attempts)).toEqual({ asked: 8, approved: 6 });
});
