import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { DeliveryZoneDocument, DiscountDocument, GiftCardDocument } from "../../model.ts";
import type { CartDocument } from "./cart-document.ts";
import type { Goods } from "./goods.ts";
import { type PriceBook, priceCart } from "./price-cart.ts";
import type { PricedCart, StockedLine } from "./priced-cart.ts";

const now = new Date("2026-06-01T12:00:00Z");

const zone: DeliveryZoneDocument = {
  id: "1",
  name: "United Kingdom",
  countries: ["GB"],
  currency: "GBP",
  rates: [
    {
      handle: "slow",
      title: { en: "Slow" },
      description: { en: "" },
      price: "4.95",
      freeFrom: "90.00",
      weightMaxGrams: 30_000,
    },
    {
      handle: "fast",
      title: { en: "Fast" },
      description: { en: "" },
      price: "11.50",
      freeFrom: null,
      weightMaxGrams: 5_000,
    },
  ],
};

const cart: CartDocument = {
  id: "token",
  key: "key",
  createdAt: now.toISOString(),
  updatedAt: now.toISOString(),
  note: "",
  attributes: [],
  buyerIdentity: { countryCode: "GB", email: null, phone: null, customerId: null },
  lines: [],
  discountCodes: [],
  giftCards: [],
  addresses: [],
  deliveryChoices: {},
  metafields: [],
};

const homeAddress: CartDocument["addresses"][number] = {
  id: "home",
  selected: true,
  oneTimeUse: false,
  address: {
    firstName: null,
    lastName: null,
    company: null,
    address1: null,
    address2: null,
    city: null,
    provinceCode: null,
    countryCode: "GB",
    zip: null,
    phone: null,
  },
};

type Thing = {
  readonly id: string;
  readonly price: number;
  readonly quantity: number;
  readonly weight?: number;
  readonly digital?: boolean;
};

function lineOf({ id, price, quantity, weight = 500, digital = false }: Thing): StockedLine {
  return {
    line: { id, variantId: id, quantity, attributes: [], parentId: null },
    goods: {
      variant: { id, requiresShipping: !digital, weightGrams: weight },
      product: { id },
      name: id,
      collectionIds: [],
      unitPrice: price,
      unitCompareAtPrice: null,
      available: Infinity,
    } as unknown as Goods,
  };
}

function discountOf(
  over: Partial<DiscountDocument> & Pick<DiscountDocument, "code" | "value">,
): DiscountDocument {
  return {
    id: over.code,
    title: over.code,
    minimumSubtotal: null,
    minimumQuantity: null,
    productIds: null,
    collectionIds: null,
    startsAt: "2026-01-01T00:00:00Z",
    endsAt: null,
    usageLimit: null,
    timesUsed: 0,
    oncePerCustomer: false,
    ...over,
  };
}

function price(
  things: readonly Thing[],
  over: {
    readonly discounts?: readonly DiscountDocument[];
    readonly cards?: readonly GiftCardDocument[];
    readonly cart?: Partial<CartDocument>;
    readonly used?: readonly string[];
  } = {},
): PricedCart {
  const { discounts = [], cards = [] } = over;
  const book: PriceBook = {
    place: { currency: "GBP", country: "GB", zone },
    lines: things.map(lineOf),
    discountOf: (code) => discounts.find((each) => each.code === code),
    wasUsedByBuyer: (code) => (over.used ?? []).includes(code),
    giftCardOf: (id) => cards.find((card) => card.id === id),
    textOf: ({ en }) => en,
    now,
  };
  return priceCart(
    {
      ...cart,
      discountCodes: discounts.map(({ code }) => code),
      giftCards: cards.map(({ id }) => ({ id: `applied-${id}`, giftCardId: id })),
      ...over.cart,
    },
    book,
  );
}

const lamp = { id: "lamp", price: 12_000, quantity: 1 };
const mug = { id: "mug", price: 1_450, quantity: 3 };
const pattern = { id: "pattern", price: 900, quantity: 1, digital: true };
const tenPercent = discountOf({ code: "TEN", value: { kind: "percentage", percent: 10 } });
const freeDelivery = discountOf({ code: "FREESHIP", value: { kind: "free-shipping" } });

describe("discounts", () => {
  test("a percentage of the order is the cart's, line by line, and lowers no line", () => {
    const priced = price([lamp, mug], { discounts: [tenPercent] });
    expect(priced.allocations.map(({ amount }) => amount)).toEqual([1_200, 435]);
    expect(priced.lines.map(({ total }) => total)).toEqual([12_000, 4_350]);
    expect([priced.subtotal, priced.total]).toEqual([16_350, 14_715]);
  });

  test("an amount off the order is spread in proportion, to the last penny", () => {
    const five = discountOf({
      code: "FIVE",
      value: { kind: "amount", amount: { GBP: "5.00" }, appliesOnEachItem: false },
    });
    const priced = price(
      [
        { ...mug, quantity: 1 },
        { id: "a", price: 333, quantity: 1 },
      ],
      { discounts: [five] },
    );
    expect(priced.allocations.map(({ amount }) => amount)).toEqual([407, 93]);
    expect(priced.total).toBe(1_450 + 333 - 500);
  });

  test("a discount on certain products lowers their lines only", () => {
    const scoped = discountOf({
      code: "LAMP20",
      productIds: ["lamp"],
      value: { kind: "amount", amount: { GBP: "20.00" }, appliesOnEachItem: false },
    });
    const priced = price([lamp, mug], { discounts: [scoped] });
    expect(priced.lines.map(({ total }) => total)).toEqual([10_000, 4_350]);
    expect(priced.allocations).toEqual([]);
    expect(priced.subtotal).toBe(14_350);
  });

  test("an amount off each item is taken once for each", () => {
    const each = discountOf({
      code: "EACH",
      productIds: ["mug"],
      value: { kind: "amount", amount: { GBP: "2.00" }, appliesOnEachItem: true },
    });
    expect(price([mug], { discounts: [each] }).lines[0]?.total).toBe(4_350 - 600);
  });

  test("free delivery takes the chosen rate off, and nothing from goods", () => {
    const priced = price([mug], { discounts: [freeDelivery], cart: { addresses: [homeAddress] } });
    expect(priced.allocations).toMatchObject([{ target: "SHIPPING_LINE", amount: 495 }]);
    expect(priced.total).toBe(4_350);
  });

  test("of codes that do not combine the one worth most is used, and the others say so", () => {
    const half = discountOf({ code: "HALF", value: { kind: "percentage", percent: 50 } });
    const priced = price([lamp], { discounts: [tenPercent, half] });
    expect(priced.codes.map(({ code, applicable }) => [code, applicable])).toEqual([
      ["TEN", false],
      ["HALF", true],
    ]);
    expect(priced.codes[0]?.warning?.code).toBe("DISCOUNT_CODE_NOT_HONOURED");
    expect(priced.total).toBe(6_000);
  });

  test("codes that say they combine are used together", () => {
    const combinesWith = { product: true, order: true, shipping: true };
    const discounts = [tenPercent, freeDelivery].map((each) => ({ ...each, combinesWith }));
    const priced = price([mug], { discounts, cart: { addresses: [homeAddress] } });
    expect(priced.codes.every(({ applicable }) => applicable)).toBe(true);
    expect(priced.total).toBe(4_350 - 435);
  });

  test.each([
    ["DISCOUNT_CURRENTLY_INACTIVE", { endsAt: "2026-06-01T11:59:59Z" }],
    ["DISCOUNT_CURRENTLY_INACTIVE", { startsAt: "2026-07-01T00:00:00Z" }],
    ["DISCOUNT_USAGE_LIMIT_REACHED", { usageLimit: 1, timesUsed: 1 }],
    ["DISCOUNT_PURCHASE_NOT_IN_RANGE", { minimumSubtotal: { GBP: "200.00" } }],
    ["DISCOUNT_QUANTITY_NOT_IN_RANGE", { minimumQuantity: 2 }],
    ["DISCOUNT_NO_ENTITLED_LINE_ITEMS", { productIds: ["sofa"] }],
    ["DISCOUNT_CODE_NOT_HONOURED", { minimumSubtotal: { EUR: "1.00" } }],
  ] as const)("%s is said of a code with %j", (code, over) => {
    const priced = price([lamp], { discounts: [{ ...tenPercent, ...over }] });
    expect(priced.codes).toMatchObject([{ applicable: false, warning: { code } }]);
    expect(priced.total).toBe(12_000);
  });

  test("a code that is for once is refused to who has used it, and to nobody else", () => {
    const discounts = [{ ...tenPercent, oncePerCustomer: true }];
    const again = price([lamp], { discounts, used: [tenPercent.code] });
    expect(again.codes).toMatchObject([
      { applicable: false, warning: { code: "DISCOUNT_CUSTOMER_USAGE_LIMIT_REACHED" } },
    ]);
    expect(price([lamp], { discounts }).codes).toMatchObject([{ applicable: true }]);
    const free = price([lamp], { discounts: [tenPercent], used: [tenPercent.code] });
    expect(free.codes).toMatchObject([{ applicable: true }]);
  });

  test("free delivery of what is not delivered does not apply", () => {
    const { codes } = price([pattern], { discounts: [freeDelivery] });
    expect(codes[0]?.warning?.code).toBe("DISCOUNT_NO_ENTITLED_SHIPPING_LINES");
  });
});

describe("delivery", () => {
  const at = { cart: { addresses: [homeAddress] } };

  test("a cart with an address gets the rates for its weight, the cheapest selected", () => {
    const { delivery } = price([mug], at);
    expect(delivery?.options.map(({ title, price: amount }) => [title, amount])).toEqual([
      ["Slow", 495],
      ["Fast", 1_150],
    ]);
    expect(delivery?.selected?.title).toBe("Slow");
    expect(price([{ ...mug, weight: 2_000 }], at).delivery?.options.map(({ title }) => title)).toEqual([
      "Slow",
    ]);
  });

  test("free delivery begins with what the goods cost after discounts", () => {
    expect(price([{ ...mug, price: 3_000 }], at).delivery?.selected?.price).toBe(0);
    expect(
      price([{ ...mug, price: 3_000 }], { ...at, discounts: [tenPercent] }).delivery?.selected?.price,
    ).toBe(495);
  });

  test("without an address, or for downloads alone, there is none", () => {
    expect(price([mug]).delivery).toBeNull();
    expect(price([pattern], at).delivery).toBeNull();
  });
});

test("gift cards pay in turn, and only as much as is due", () => {
  const card = (id: string, balance: string) => ({
    id,
    code: `CARD-${id}`,
    balance,
    currency: "GBP",
    enabled: true,
  });
  const priced = price([mug], {
    cards: [card("one", "25.00"), card("two", "40.00"), card("three", "10.00")],
  });
  expect(priced.giftCards.map(({ used, left }) => [used, left])).toEqual([
    [2_500, 0],
    [1_850, 2_150],
    [0, 1_000],
  ]);
  expect(priced.total).toBe(0);
});

test("whatever is in a cart, it adds up and nothing is negative", () => {
  const thing = fc.record({
    price: fc.integer({ min: 0, max: 500_000 }),
    quantity: fc.integer({ min: 0, max: 50 }),
    digital: fc.boolean(),
  });
  const anyValue = fc.oneof(
    fc.record({ kind: fc.constant("percentage" as const), percent: fc.integer({ min: 1, max: 100 }) }),
    fc.record({
      kind: fc.constant("amount" as const),
      amount: fc.record({
        GBP: fc.integer({ min: 1, max: 99_999 }).map((minor) => (minor / 100).toFixed(2)),
      }),
      appliesOnEachItem: fc.boolean(),
    }),
    fc.constant({ kind: "free-shipping" as const }),
  );
  const anyDiscount = fc.record({
    value: anyValue,
    productIds: fc.option(fc.subarray(["0", "1", "2"], { minLength: 1 })),
    combinesWith: fc.record({ product: fc.boolean(), order: fc.boolean(), shipping: fc.boolean() }),
  });
  fc.assert(
    fc.property(
      fc.array(thing, { maxLength: 8 }),
      fc.array(anyDiscount, { maxLength: 4 }),
      fc.array(fc.integer({ min: 0, max: 50_000 }), { maxLength: 2 }),
      fc.boolean(),
      (things, discounts, balances, hasAddress) => {
        const priced = price(
          things.map((each, index) => ({ ...each, id: String(index) })),
          {
            discounts: discounts.map((each, index) => discountOf({ code: `CODE${index}`, ...each })),
            cards: balances.map((minor, index) => ({
              id: String(index),
              code: `CARD${index}`,
              balance: (minor / 100).toFixed(2),
              currency: "GBP",
              enabled: true,
            })),
            cart: { addresses: hasAddress ? [homeAddress] : [] },
          },
        );
        expect(flawsOf(priced)).toEqual([]);
      },
    ),
  );
});

/** Sums that are wrong, and amounts below nothing. */
function flawsOf(priced: PricedCart): readonly string[] {
  const { lines, allocations, delivery, giftCards, subtotal, checkoutCharge, total } = priced;
  const sum = (amounts: readonly number[]) => amounts.reduce((all, amount) => all + amount, 0);
  const off = sum(allocations.map(({ amount }) => amount));
  const paid = sum(giftCards.map(({ used }) => used));
  const offLine = ({ allocations: each }: PricedCart["lines"][number]) =>
    sum(each.map(({ amount }) => amount));
  const amounts = [
    total,
    ...lines.map((line) => line.total),
    ...allocations.map(({ amount }) => amount),
    ...giftCards.flatMap(({ used, left }) => [used, left]),
  ];
  return [
    ...(lines.every((line) => line.total === line.subtotal - offLine(line)) ? [] : ["a line's total"]),
    ...(subtotal === sum(lines.map((line) => line.total)) ? [] : ["the subtotal"]),
    ...(checkoutCharge === sum(lines.map((line) => line.subtotal)) ? [] : ["the checkout charge"]),
    ...(total === subtotal + (delivery?.selected?.price ?? 0) - off - paid ? [] : ["the total"]),
    ...(amounts.every((amount) => Number.isSafeInteger(amount) && amount >= 0) ? [] : ["an amount"]),
  ];
}
