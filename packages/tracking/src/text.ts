import { z } from "zod";

/** Text an event may carry: bounded, whole characters only, and nothing that could be the number of a card. */
export function text(lengthMax: number) {
  return z
    .string()
    .max(lengthMax)
    .refine((value) => value.isWellFormed() && !/\p{Cc}/u.test(value), { error: "holds control characters" })
    .refine((value) => withoutCards(value) === value, { error: "holds what could be a card number" });
}

/** The path of a page: a query may name a shopper, so none is kept. */
export const path = text(500).regex(/^\/[^?#]*$/, "must be a path without a query");

/** An id of the shop: its digits are long enough to look like a card's by chance. */
export const id = z.string().regex(/^[\w-]{1,64}$/, "must be an id");

/** 13 to 19 digits, however grouped, that no other digits touch. */
const longNumbers = /(?<!\d)\d(?:[ .-]?\d){12,18}(?!\d)/g;

function withoutCards(value: string): string {
  return value.replaceAll(longNumbers, (number) =>
    isCardNumber(number.replaceAll(/\D/g, "")) ? "0" : number,
  );
}

/** Begins as the cards of the world do, and its check digit holds (ISO/IEC 7812). */
function isCardNumber(digits: string): boolean {
  const sum = digits
    .split("")
    .toReversed()
    .reduce((whole, digit, place) => {
      const value = Number(digit) * (place % 2 === 1 ? 2 : 1);
      return whole + (value > 9 ? value - 9 : value);
    }, 0);
  return /^[2-6]/.test(digits) && sum % 10 === 0;
}

const keptMax = 20_000;

/** What was refused, as JSON that a database takes and a person may read: no card numbers, no broken characters, not endless. */
export function toKeepable(sent: unknown): string {
  const whole = JSON.stringify(sent ?? null).replaceAll(/\\u(0000|d[89a-f][0-9a-f]{2})/gi, "?");
  const json = withoutCards(whole);
  return json.length <= keptMax ? json : JSON.stringify({ cutOff: json.slice(0, keptMax) });
}
