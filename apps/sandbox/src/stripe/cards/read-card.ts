import { createHash } from "node:crypto";
import type { CardFacts } from "../model.ts";
import { behaviourNamed, behaviourOfNumber, testPaymentMethods } from "./test-cards.ts";

export type CardInput = {
  readonly number: string;
  readonly expMonth: number;
  readonly expYear: number;
  readonly cvc: string | null;
};
export type CardProblem = { readonly code: string; readonly message: string; readonly param: string };

const brands: readonly (readonly [RegExp, string])[] = [
  [/^4/, "visa"],
  [/^(5[1-5]|2[2-7])/, "mastercard"],
  [/^3[47]/, "amex"],
  [/^(62|81)/, "unionpay"],
  [/^(6011|64[4-9]|65)/, "discover"],
  [/^3(0[0-5]|[689])/, "diners"],
  [/^35/, "jcb"],
];

/**
 * Judges what was typed as Stripe does and keeps only what may be kept: brand, first six, last four and a fingerprint
 * that cannot be turned back. The number and the security code are forgotten here.
 */
export function readCard(
  { number, expMonth, expYear, cvc }: CardInput,
  now: Date,
): { readonly card: CardFacts } | { readonly problem: CardProblem } {
  const digits = number.replace(/[\s-]/g, "");
  const problem = judge(digits, { expMonth, expYear, cvc }, now);
  if (problem) return { problem };
  const behaviour = behaviourOfNumber(digits);
  return {
    card: {
      brand: behaviour.brand ?? brandOf(digits),
      bin: digits.slice(0, 6),
      last4: digits.slice(-4),
      fingerprint: createHash("sha256")
        .update(`sandbox-fingerprint:${digits}`)
        .digest("base64url")
        .slice(0, 16),
      country: behaviour.country ?? "US",
      funding: behaviour.funding ?? "credit",
      expMonth,
      expYear,
      behaviour: behaviour.name,
    },
  };
}

/** The card behind one of Stripe's `pm_card_…` names, or undefined. */
export function cardOfTestMethod(name: string, now: Date): CardFacts | undefined {
  const behaviour = testPaymentMethods[name];
  if (behaviour === undefined) return undefined;
  const read = readCard(
    { number: behaviourNamed(behaviour).number, expMonth: 12, expYear: now.getUTCFullYear() + 2, cvc: "123" },
    now,
  );
  return "card" in read ? read.card : undefined;
}

export function brandOf(digits: string): string {
  return brands.find(([pattern]) => pattern.test(digits))?.[1] ?? "unknown";
}

function judge(
  digits: string,
  { expMonth, expYear, cvc }: Omit<CardInput, "number">,
  now: Date,
): CardProblem | undefined {
  if (!/^\d{12,19}$/.test(digits) || !passesLuhn(digits)) {
    return { code: "incorrect_number", message: "Your card number is incorrect.", param: "number" };
  }
  if (!(expMonth >= 1 && expMonth <= 12))
    return {
      code: "invalid_expiry_month",
      message: "Your card's expiration month is invalid.",
      param: "exp_month",
    };
  const year = now.getUTCFullYear();
  if (expYear < year || expYear > year + 50 || (expYear === year && expMonth < now.getUTCMonth() + 1)) {
    return {
      code: "invalid_expiry_year",
      message: "Your card's expiration year is invalid.",
      param: "exp_year",
    };
  }
  const wanted = brandOf(digits) === "amex" ? /^\d{3,4}$/ : /^\d{3}$/;
  if (cvc !== null && !wanted.test(cvc))
    return { code: "invalid_cvc", message: "Your card's security code is invalid.", param: "cvc" };
  return undefined;
}

function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let place = 0; place < digits.length; place += 1) {
    const digit = Number(digits[digits.length - 1 - place]);
    const value = place % 2 === 1 ? digit * 2 : digit;
    sum += value > 9 ? value - 9 : value;
  }
  return sum % 10 === 0;
}
