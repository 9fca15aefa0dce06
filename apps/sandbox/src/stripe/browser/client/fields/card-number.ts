import { brandOf, longest } from "./card-brand.ts";

export type NumberProblem = "incomplete_number" | "invalid_number";

/** The digits of what was typed or pasted, no more than the brand has. */
export function numberDigits(text: string): string {
  const digits = text.replace(/\D/g, "");
  return digits.slice(0, longest(brandOf(digits)));
}

/** Digits in the groups that are printed on the card. No space stands at the end. */
export function groupNumber(digits: string): string {
  const brand = brandOf(digits);
  // A Diners number of sixteen digits is grouped as the others are.
  const groups = brand.name === "diners" && digits.length > 14 ? [4, 4, 4, 4] : brand.groups;
  let from = 0;
  const parts = groups.map((length) => digits.slice(from, (from += length)));
  return parts.filter((part) => part !== "").join(" ");
}

export function judgeNumber(digits: string): NumberProblem | null {
  const { lengths } = brandOf(digits);
  if (digits.length < Math.min(...lengths)) return "incomplete_number";
  if (lengths.includes(digits.length) && passesLuhn(digits)) return null;
  return digits.length < Math.max(...lengths) ? "incomplete_number" : "invalid_number";
}

/** ISO/IEC 7812-1, annex B: every second digit from the right counts twice. */
export function passesLuhn(digits: string): boolean {
  const sum = Array.from(digits)
    .toReversed()
    .reduce((total, digit, place) => {
      const value = Number(digit) * (place % 2 === 1 ? 2 : 1);
      return total + (value > 9 ? value - 9 : value);
    }, 0);
  return sum % 10 === 0;
}
