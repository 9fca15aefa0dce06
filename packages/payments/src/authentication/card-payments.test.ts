import fc from "fast-check";
import { expect, test } from "vitest";
import { type CardPayment, countersOf } from "./card-payments.ts";
import { at, chf, eur, gbp, rates, someInput } from "./testing/some-input.ts";

const card = "visa:424242:4242:2030-03";
const { policy } = someInput();
const by = { amount: eur(20_00), at, rates, policy };
const daysAgo = (days: number) => new Date(at.getTime() - days * 86_400_000);

function payment(changes: Partial<CardPayment> = {}): CardPayment {
  return { cardKey: card, amount: eur(10_00), at: daysAgo(10), challenged: false, ...changes };
}

test("a card that is new here paid nothing since its last authentication", () => {
  expect(countersOf(card, [], by)).toEqual({ count: 0, sum: eur(0) });
});

test.each([
  ["nothing at all", null],
  ["no first digits", "visa::4242:2030-03"],
  ["no expiry", "visa:424242:4242:"],
])("of a card of which is known %s nothing is counted", (_what, cardKey) => {
  expect(countersOf(cardKey, [payment()], by)).toBeNull();
});

test("what was paid since the last challenge is counted, and the challenged payment itself is not", () => {
  const payments = [
    payment({ at: daysAgo(9) }),
    payment({ at: daysAgo(8), challenged: true }),
    payment({ at: daysAgo(7) }),
    payment({ at: daysAgo(6), challenged: true }),
    payment({ at: daysAgo(5), amount: eur(7_01) }),
    payment({ at: daysAgo(4), amount: eur(7_02) }),
  ];
  expect(countersOf(card, payments, by)).toEqual({ count: 2, sum: eur(14_03) });
});

test.each([
  ["the same card", card, 1],
  ["a card whose first digits were not told", "visa::4242:2030-03", 1],
  ["a card whose expiry was not told", "visa:424242:4242:", 1],
  ["a card with other first digits", "visa:400000:4242:2030-03", 0],
  ["a card with another expiry", "visa:424242:4242:2031-03", 0],
])("a payment with %s counts %#", (_what, cardKey, count) => {
  expect(countersOf(card, [payment({ cardKey })], by)?.count).toBe(count);
});

test("a challenge of what may have been another card begins nothing anew, and is no payment of this one", () => {
  const other = payment({ cardKey: "visa::4242:2030-03", challenged: true, at: daysAgo(1) });
  expect(countersOf(card, [payment(), other], by)).toEqual({ count: 1, sum: eur(10_00) });
});

test("what was paid in another currency is rounded up, by a current rate", () => {
  // 10.00 GBP at 0.88 are 11.3636 EUR; 10.00 CHF at 0.935 are 10.6951 EUR.
  const payments = [payment({ amount: gbp(10_00) }), payment({ amount: chf(10_00) }), payment()];
  expect(countersOf(card, payments, by)).toEqual({ count: 3, sum: eur(11_37 + 10_70 + 10_00) });
});

test.each([
  ["there are no rates", { rates: null }],
  ["the rates are old", { rates: { ...rates, on: daysAgo(6) } }],
  ["the rates do not know the currency", { rates: { ...rates, perBase: {} } }],
])("where %s the number of payments is known and their sum is not", (_why, changes) => {
  const payments = [payment(), payment({ amount: gbp(10_00) })];
  expect(countersOf(card, payments, { ...by, ...changes })).toEqual({ count: 2, sum: null });
  expect(countersOf(card, [payment()], { ...by, ...changes })).toEqual({ count: 1, sum: eur(10_00) });
});

test("one payment more never makes the count or the sum smaller, unless it was challenged", () => {
  const keys = fc.constantFrom(card, "visa::4242:2030-03", "visa:400000:4242:2030-03");
  const some = fc
    .record({ cardKey: keys, days: fc.nat(30), minor: fc.nat(5_000), challenged: fc.boolean() })
    .map(({ cardKey, days, minor, challenged }) =>
      payment({ cardKey, at: daysAgo(days), amount: eur(minor), challenged }),
    );
  const oldestFirst = (payments: readonly CardPayment[]) =>
    payments.toSorted((one, other) => one.at.getTime() - other.at.getTime());
  fc.assert(
    fc.property(fc.array(some, { maxLength: 8 }), some, (payments, extra) => {
      const without = countersOf(card, oldestFirst(payments), by);
      const added = oldestFirst([...payments, { ...extra, challenged: false }]);
      const withIt = countersOf(card, added, by);
      expect(withIt?.count).toBeGreaterThanOrEqual(without?.count ?? 0);
      expect(withIt?.sum?.amountMinor).toBeGreaterThanOrEqual(without?.sum?.amountMinor ?? 0);
    }),
  );
});
