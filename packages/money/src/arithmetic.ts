import { type Money, money } from "./money.ts";

/** Throws when the two currencies differ: amounts in two currencies have no sum. */
export function add(augend: Money, addend: Money): Money {
  assertSameCurrency(augend, addend);
  return money(augend.amountMinor + addend.amountMinor, augend.currency);
}

export function subtract(minuend: Money, subtrahend: Money): Money {
  assertSameCurrency(minuend, subtrahend);
  return money(minuend.amountMinor - subtrahend.amountMinor, minuend.currency);
}

/** Multiplies by a whole number, such as a quantity. For rates see {@link multiplyByRate}. */
export function multiply(multiplicand: Money, times: number): Money {
  return money(multiplicand.amountMinor * times, multiplicand.currency);
}

export function sum(amounts: readonly Money[], currency: Money["currency"]): Money {
  return amounts.reduce(add, money(0, currency));
}

export function isZero({ amountMinor }: Money): boolean {
  return amountMinor === 0;
}

export function equals(left: Money, right: Money): boolean {
  return left.currency === right.currency && left.amountMinor === right.amountMinor;
}

export function isGreaterThan(left: Money, right: Money): boolean {
  assertSameCurrency(left, right);
  return left.amountMinor > right.amountMinor;
}

/** Splits an amount by whole-number weights; the parts always add up to the whole. */
export function allocate(whole: Money, weights: readonly number[]): Money[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  if (total <= 0) throw new RangeError("Allocation needs a weight above zero");
  const sign = whole.amountMinor < 0 ? -1n : 1n;
  const amount = BigInt(whole.amountMinor) * sign;
  const shares = weights.map((weight) => (amount * BigInt(weight)) / BigInt(total));
  let rest = amount - shares.reduce((sum, share) => sum + share, 0n);
  for (let index = 0; rest > 0n; index = (index + 1) % shares.length) {
    if ((weights[index] ?? 0) === 0) continue;
    shares[index] = (shares[index] ?? 0n) + 1n;
    rest -= 1n;
  }
  return shares.map((share) => money(Number(share * sign), whole.currency));
}

export type Rounding = "half-up" | "half-even" | "down" | "up";

/** Takes `numerator / denominator` of an amount, e.g. 19/119 for the VAT inside a gross price. Rounding has no default. */
export function takeFraction(
  { amountMinor, currency }: Money,
  { numerator, denominator, rounding }: { numerator: number; denominator: number; rounding: Rounding },
): Money {
  const sign = amountMinor < 0 ? -1n : 1n;
  const product = BigInt(amountMinor) * sign * BigInt(numerator);
  const divisor = BigInt(denominator);
  const quotient = product / divisor;
  const remainder = product % divisor;
  return money(
    Number((quotient + (roundsUp(quotient, remainder, divisor, rounding) ? 1n : 0n)) * sign),
    currency,
  );
}

function roundsUp(quotient: bigint, remainder: bigint, divisor: bigint, rounding: Rounding): boolean {
  if (remainder === 0n) return false;
  switch (rounding) {
    case "down":
      return false;
    case "up":
      return true;
    case "half-up":
      return remainder * 2n >= divisor;
    case "half-even":
      return remainder * 2n > divisor || (remainder * 2n === divisor && quotient % 2n === 1n);
  }
}

function assertSameCurrency(left: Money, right: Money): void {
  if (left.currency !== right.currency) {
    throw new TypeError(`Cannot combine ${left.currency} with ${right.currency}`);
  }
}
