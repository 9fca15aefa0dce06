import fc from "fast-check";
import { expect, test } from "vitest";
import { cardKeyOf } from "./card-key.ts";
import { type CountedDecline, isOf, mayTryAgain } from "./retry-caps.ts";

const now = new Date("2026-11-21T12:00:00Z");
const dayMs = 86_400_000;
const daysAgo = (days: number): CountedDecline => ({
  at: new Date(now.getTime() - days * dayMs),
  final: false,
});
const times = (count: number, decline: CountedDecline) => Array.from({ length: count }, () => decline);

test.each([
  ["visa", 14, { may: true, left: 1 }],
  ["visa", 15, { may: false }],
  ["Visa", 15, { may: false }],
  ["mastercard", 34, { may: true, left: 1 }],
  ["mastercard", 35, { may: false }],
  ["mc", 34, { may: true, left: 1 }],
  ["mc", 35, { may: false }],
  ["amex", 14, { may: true, left: 1 }],
  ["amex", 15, { may: false }],
  ["visa", 0, { may: true, left: 15 }],
] as const)("a %s card declined %i times in a day", (brand, count, expected) => {
  expect(mayTryAgain(brand, times(count, daysAgo(1)), now)).toMatchObject(expected);
});

test("a decline counts for thirty days and not a moment longer", () => {
  const old = { at: new Date(now.getTime() - 30 * dayMs), final: false };
  const younger = { at: new Date(old.at.getTime() + 1), final: false };
  expect(mayTryAgain("visa", times(15, old), now)).toEqual({ may: true, left: 15 });
  expect(mayTryAgain("visa", times(15, younger), now).may).toBe(false);
});

test("a capped card may be tried again when enough declines have aged", () => {
  const declines = [daysAgo(29), daysAgo(20), ...times(14, daysAgo(1))];
  expect(mayTryAgain("visa", declines, now)).toEqual({
    may: false,
    until: new Date(now.getTime() + 10 * dayMs),
    operatorMessage:
      "The card was declined 16 times in 30 days at all providers together; the network allows 15.",
  });
});

test("a card that the issuer will never approve is asked nowhere again, however long ago that was", () => {
  expect(mayTryAgain("mastercard", [{ ...daysAgo(400), final: true }, daysAgo(1)], now)).toEqual({
    may: false,
    until: null,
    operatorMessage: "The issuer said that it will never approve this card: it is asked nowhere again.",
  });
});

test("waiting until the day that is named is enough, and a moment less is not", () => {
  const declines = fc.array(
    fc
      .integer({ min: 0, max: 29 * dayMs })
      .map((ago) => ({ at: new Date(now.getTime() - ago), final: false })),
    { minLength: 15, maxLength: 60 },
  );
  fc.assert(
    fc.property(declines, (history) => {
      const verdict = mayTryAgain("visa", history, now);
      if (verdict.may || verdict.until === null) throw new Error("fifteen declines are the cap");
      expect(mayTryAgain("visa", history, verdict.until).may).toBe(true);
      expect(mayTryAgain("visa", history, new Date(verdict.until.getTime() - 1)).may).toBe(false);
    }),
  );
});

test("one card is one card, whichever provider tells of it", () => {
  const card = { brand: "mastercard", last4: "4444", bin: "555555", expiry: "2030-03" };
  expect(cardKeyOf(card)).toBe("mastercard:555555:4444:2030-03");
  expect(cardKeyOf({ ...card, brand: "mc", bin: "55555544" })).toBe(cardKeyOf(card));
  expect(cardKeyOf({ ...card, brand: "MasterCard" })).toBe(cardKeyOf(card));
  expect(cardKeyOf({ brand: "visa", last4: "4242" })).toBe("visa::4242:");
  for (const other of [{ last4: "4445" }, { bin: "555556" }, { expiry: "2030-04" }, { brand: "visa" }])
    expect(cardKeyOf({ ...card, ...other })).not.toBe(cardKeyOf(card));
});

test.each([
  [{ brand: "visa", last4: "" }],
  [{ brand: "visa", last4: "42" }],
  [{ brand: "visa", last4: "x4242" }],
  [{ brand: "visa", last4: "42424" }],
  [{ brand: "", last4: "4242" }],
])("%o is too little to know a card by", (card) => {
  expect(cardKeyOf(card)).toBeNull();
});

test("first digits that are none are left out", () => {
  for (const bin of ["", "12345", "123456789", "x424242", "42424x"])
    expect(cardKeyOf({ brand: "visa", last4: "4242", bin })).toBe("visa::4242:");
});

const counted = { at: now, final: false };

test.each([
  ["visa:424242:4242:2030-03", "visa:424242:4242:2030-03", true],
  ["visa::4242:2030-03", "visa:424242:4242:2030-03", true],
  ["visa:424242:4242:2030-03", "visa::4242:2030-03", true],
  ["visa:424242:4242:", "visa:424242:4242:2030-03", true],
  ["visa:424242:4242:2030-03", "visa:424242:4242:", true],
  ["visa:411111:4242:2030-03", "visa:424242:4242:2030-03", false],
  ["visa::4242:2030-04", "visa:424242:4242:2030-03", false],
  ["mastercard::4242:2030-03", "visa:424242:4242:2030-03", false],
  ["visa::4243:2030-03", "visa:424242:4242:2030-03", false],
])("declines of %s and %s are of one card: %s", (asked, cardKey, same) => {
  expect(isOf(asked, { ...counted, cardKey })).toBe(same);
  const isWholeAndSame = asked === cardKey && !cardKey.includes("::");
  expect(isOf(asked, { ...counted, cardKey, final: true })).toBe(isWholeAndSame);
});

test.each(["visa::4242:2030-03", "visa:424242:4242:", "visa::4242:"])(
  "a no for ever kept under %s may be a stranger's, and keeps no card out",
  (cardKey) => {
    expect(isOf(cardKey, { ...counted, cardKey, final: true })).toBe(false);
    expect(isOf(cardKey, { ...counted, cardKey, final: false })).toBe(true);
  },
);
