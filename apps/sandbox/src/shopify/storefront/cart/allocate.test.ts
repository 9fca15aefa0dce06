import fc from "fast-check";
import { expect, test } from "vitest";
import { allocate } from "./allocate.ts";

test("what rounding leaves over goes to the largest remainder, the earlier one first", () => {
  expect(allocate(100, [1, 1, 1])).toEqual([34, 33, 33]);
  expect(allocate(500, [1_450, 333])).toEqual([407, 93]);
  expect(allocate(5, [0, 0])).toEqual([0, 0]);
});

test("the shares are the whole, and none is more than its weight when the whole is not", () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 1_000_000 }), { minLength: 1 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (weights, part) => {
        const whole = weights.reduce((sum, weight) => sum + weight, 0);
        const amount = Math.round(whole * part);
        const shares = allocate(amount, weights);
        expect(shares.reduce((sum, share) => sum + share, 0)).toBe(amount);
        for (const [index, share] of shares.entries()) {
          expect(share).toBeGreaterThanOrEqual(0);
          expect(share).toBeLessThanOrEqual(weights[index] ?? 0);
        }
      },
    ),
  );
});
