import { randomUUID } from "node:crypto";
import { availableOf } from "@evertill/inventory";
import { currency, money } from "@evertill/money";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { setDiscountLimits } from "./adapters/discount-claims.ts";
import { lampCart, lampLine, standardDelivery } from "./testing/fake-carts.ts";
import {
  answerOf,
  london,
  payRequest,
  tillUnderTest,
  type TillUnderTest,
} from "./testing/till-under-test.ts";

let shop: TillUnderTest;
beforeAll(async () => {
  shop = await tillUnderTest();
});
beforeEach(() => shop.clear());
afterAll(() => shop.drop());

const pound = currency("GBP");
const euro = currency("EUR");
const minutes = (count: number) => count * 60_000;
const theCart = () => [...shop.carts.carts.keys()][0]!;

test("a quote is made when delivery is chosen, dated, and holds half an hour", async () => {
  const view = await shop.started();
  expect(view).toMatchObject({ quote: null, deliveryCountries: ["GB", "DE", "US"], needsDelivery: true });
  await shop.till.setContact(view.token, { email: "ada@example.com", acceptsMarketing: false });
  const result = await shop.till.setDeliveryAddress(view.token, { address: london });
  expect(result).toMatchObject({
    kind: "changed",
    checkout: {
      chosenDeliveryOption: "standard",
      tax: { included: true, total: { amountMinor: 2083 } },
      total: { amountMinor: 12_495 },
      quote: { total: { amountMinor: 12_495 }, quotedAt: expect.any(String) },
    },
  });
});

test("a price that changed since the quote is shown and asked about, then paid when agreed", async () => {
  const view = await shop.ready();
  shop.carts.change(theCart(), () => ({ lines: [lampLine({ unitPrice: money(13_000, pound) })] }));
  const result = answerOf(await shop.pay(view));
  expect(result).toMatchObject({
    kind: "changed",
    reason: "price",
    checkout: { total: { amountMinor: 13_495 }, notices: [{ kind: "price-changed" }] },
  });
  expect(shop.payments.attempts).toHaveLength(0);
  expect(answerOf(await shop.pay(result.kind === "changed" ? result.checkout : view)).kind).toBe("paid");
});

test("a dearer piece that makes its delivery free is told as a price that changed", async () => {
  const view = await shop.ready();
  shop.carts.change(theCart(), (cart) => ({
    lines: [lampLine({ unitPrice: money(30_000, pound) })],
    deliveryOptions: cart.deliveryOptions.map((option) => ({ ...option, price: money(0, pound) })),
  }));
  expect(answerOf(await shop.pay(view))).toMatchObject({
    kind: "changed",
    reason: "price",
    checkout: { total: { amountMinor: 30_000 } },
  });
});

test("what the pay button said is compared, never trusted", async () => {
  const view = await shop.ready();
  const { amountMinor } = view.total;
  const others = [
    money(amountMinor - 1, pound),
    ...["EUR", "JPY", "KWD", "XXX"].map((code) => money(amountMinor, currency(code))),
  ];
  for (const total of others)
    expect(await shop.pay({ ...view, quote: view.quote && { ...view.quote, total } })).toEqual({
      kind: "invalid",
      fields: { total: expect.stringContaining("is not this order's") },
    });
  expect(await shop.till.viewCheckout(view.token)).toEqual(view);
  expect(shop.payments.attempts).toHaveLength(0);
});

test("payments hear what is paid for: the most pieces of one thing, and whether anything is delivered", async () => {
  const view = await shop.ready();
  await shop.pay(view);
  const quantities = view.lines.map(({ quantity }) => quantity);
  expect(shop.payments.commands.at(-1)?.basket).toEqual({
    highestQuantity: Math.max(...quantities),
    digital: false,
  });
});

test("while the shop is silent a quote under 30 minutes old is honoured", async () => {
  const view = await shop.ready();
  shop.carts.silent = true;
  shop.later(minutes(29));
  expect((await shop.till.viewCheckout(view.token))?.notices).toMatchObject([{ kind: "shop-silent" }]);
  expect(answerOf(await shop.pay(view)).kind).toBe("paid");
});

test("while the shop is silent an older quote is not honoured, and nothing is charged", async () => {
  const view = await shop.ready();
  shop.carts.silent = true;
  shop.later(minutes(31));
  expect(answerOf(await shop.pay(view))).toMatchObject({
    kind: "changed",
    message: expect.stringContaining("too old to promise"),
    checkout: { notices: [{ kind: "shop-silent" }] },
  });
  expect(shop.payments.attempts).toHaveLength(0);
});

test("typing while the shop is silent does not make a quote younger", async () => {
  const view = await shop.ready();
  shop.carts.silent = true;
  shop.later(minutes(20));
  await shop.till.setBillingAddress(view.token, { ...london, city: "Leeds" });
  await shop.till.chooseDeliveryOption(view.token, "express");
  shop.later(minutes(11));
  const shown = await shop.till.viewCheckout(view.token);
  expect(answerOf(await shop.pay(shown ?? view))).toMatchObject({
    kind: "changed",
    message: expect.stringContaining("too old"),
  });
  shop.carts.silent = false;
  expect(answerOf(await shop.pay(shown ?? view)).kind).toBe("paid");
});

test("with the shop dead from delivery on, another way of delivery can be chosen and paid", async () => {
  const view = await shop.ready();
  shop.carts.silent = true;
  const result = await shop.till.chooseDeliveryOption(view.token, "express");
  expect(result).toMatchObject({ kind: "changed", checkout: { total: { amountMinor: 12_995 } } });
  const billed = await shop.till.setBillingAddress(view.token, { ...london, city: "Leeds" });
  expect(answerOf(await shop.pay(billed.kind === "changed" ? billed.checkout : view)).kind).toBe("paid");
});

test("an address whose rates nobody can tell while the shop is silent changes nothing", async () => {
  const view = await shop.started();
  shop.carts.silent = true;
  const result = await shop.till.setDeliveryAddress(view.token, { address: london });
  expect(result).toMatchObject({
    kind: "shop-silent",
    message: expect.stringContaining("Nothing you typed is lost"),
  });
});

test("with the shop dead before the address is typed, rates it offered for the place today still hold, and it is told later", async () => {
  await shop.ready();
  const view = await shop.started();
  await shop.till.setContact(view.token, { email: "ada@example.com", acceptsMarketing: false });
  shop.carts.silent = true;
  const typed = await shop.till.setDeliveryAddress(view.token, {
    address: { ...london, postcode: "SW1Y 4LB" },
  });
  expect(typed).toMatchObject({
    checkout: { chosenDeliveryOption: "standard", notices: [{ kind: "shop-silent" }] },
  });
  const chosen = await shop.till.chooseDeliveryOption(view.token, "express");
  shop.carts.silent = false;
  expect(answerOf(await shop.pay(chosen.kind === "changed" ? chosen.checkout : view)).kind).toBe("paid");
  expect([...shop.carts.carts.values()].at(-1)).toMatchObject({ chosenDeliveryOption: "express" });
});

test("with the shop dead from the address to the confirmation the order is paid", async () => {
  await shop.ready();
  const view = await shop.started();
  await shop.till.setContact(view.token, { email: "ada@example.com", acceptsMarketing: false });
  shop.carts.silent = true;
  const typed = await shop.till.setDeliveryAddress(view.token, { address: london });
  expect(typed.kind === "changed" && answerOf(await shop.pay(typed.checkout)).kind).toBe("paid");
});

test("delivery that was free for a dearer cart is not promised to a cheaper one while the shop is silent", async () => {
  await shop.ready(lampCart({ id: "dear", lines: [lampLine({ quantity: 3 })] }));
  const cheaper = await shop.started();
  const dearer = await shop.started(lampCart({ id: "dearer", lines: [lampLine({ quantity: 4 })] }));
  shop.carts.silent = true;
  const set = (token: string) => shop.till.setDeliveryAddress(token, { address: london });
  expect((await set(cheaper.token)).kind).toBe("shop-silent");
  expect(await set(dearer.token)).toMatchObject({ checkout: { chosenDeliveryOption: "standard" } });
});

test("a way of delivery that a code makes free shows what it was and what it is", async () => {
  const view = await shop.ready();
  shop.carts.change(theCart(), () => ({
    deliveryDiscounts: [{ title: "FREESHIP", code: "FREESHIP", amount: money(495, pound) }],
  }));
  shop.later(minutes(1));
  expect(await shop.till.viewCheckout(view.token)).toMatchObject({
    deliveryTotal: { amountMinor: 0 },
    deliveryOptions: [
      { handle: "standard", price: { amountMinor: 495 }, total: { amountMinor: 0 } },
      { handle: "express", price: { amountMinor: 995 }, total: { amountMinor: 995 } },
    ],
  });
});

test("rates the shop offered more than a day ago are not trusted", async () => {
  await shop.ready();
  shop.later(minutes(60 * 25));
  const view = await shop.started();
  shop.carts.silent = true;
  expect((await shop.till.setDeliveryAddress(view.token, { address: london })).kind).toBe("shop-silent");
});

test("sold out since: the shopper is told which, and nothing is charged", async () => {
  const view = await shop.ready();
  const gone = { availableForSale: false, quantityAvailable: 0, sellsWithoutStock: false };
  shop.carts.change(theCart(), () => ({ lines: [lampLine({ stock: gone })] }));
  expect(answerOf(await shop.pay(view))).toMatchObject({
    kind: "changed",
    reason: "stock",
    checkout: { notices: [{ kind: "stock-reduced", message: expect.stringContaining("Dusk lamp") }] },
  });
});

test("a total of zero places the order with no provider and captures nothing", async () => {
  shop.carts.codes.set("GIFT", 12_000);
  const { token } = await shop.started(lampCart({ lines: [lampLine({ requiresShipping: false })] }));
  await shop.till.setDiscountCodes(token, ["GIFT"]);
  const result = await shop.till.setContact(token, { email: "ada@example.com", acceptsMarketing: false });
  const view = result.kind === "changed" ? result.checkout : undefined;
  expect(view).toMatchObject({
    needsDelivery: false,
    total: { amountMinor: 0 },
    payment: { kind: "not-needed" },
  });
  expect(answerOf(await shop.pay(view!)).kind).toBe("paid");
  expect(shop.payments.attempts).toHaveLength(0);
  expect(await shop.jobs()).not.toContain("payment.capture");
  expect(await shop.count("ledger_transaction")).toBe(1);
});

test("goods that are not delivered are quoted once the contact is known, and taxed where they are billed", async () => {
  const { token } = await shop.started(lampCart({ lines: [lampLine({ requiresShipping: false })] }));
  await shop.till.setContact(token, { email: "ada@example.com", acceptsMarketing: false });
  const result = await shop.till.setBillingAddress(token, { ...london, country: "HU", postcode: "1011" });
  expect(result).toMatchObject({
    checkout: { quote: {}, tax: { lines: [{ ratePercent: "27" }] }, deliveryTotal: null },
  });
});

test("a discount is kept per line and on the order, and a code that does not apply says so", async () => {
  shop.carts.codes.set("AUTUMN", 2_000);
  const view = await shop.ready();
  const result = await shop.till.setDiscountCodes(view.token, ["AUTUMN", "NONSENSE"]);
  expect(result).toMatchObject({
    checkout: {
      lines: [{ discounts: [{ title: "AUTUMN", amount: { amountMinor: 2_000 } }] }],
      discountTotal: { amountMinor: 2_000 },
      total: { amountMinor: 10_495 },
      notices: [{ kind: "code-not-applicable", message: expect.stringContaining("NONSENSE does not apply") }],
    },
  });
  const paid = answerOf(await shop.pay(result.kind === "changed" ? result.checkout : view));
  const order = await shop.till.viewOrder(paid.kind === "paid" ? paid.orderToken : "");
  expect(order?.lines[0]?.discounts).toEqual([{ title: "AUTUMN", amount: money(2_000, pound) }]);
});

test("a code that expired between quote and payment is shown and asked about", async () => {
  shop.carts.codes.set("AUTUMN", 2_000);
  const { token } = await shop.ready();
  const result = await shop.till.setDiscountCodes(token, ["AUTUMN"]);
  shop.carts.change(theCart(), () => ({
    lines: [lampLine()],
    discountCodes: [{ code: "AUTUMN", applicable: false }],
  }));
  expect(result.kind).toBe("changed");
  expect(result.kind === "changed" && answerOf(await shop.pay(result.checkout))).toMatchObject({
    kind: "changed",
    reason: "code-expired",
    checkout: { total: { amountMinor: 12_495 }, notices: [{ kind: "code-expired" }] },
  });
});

test("a code with one use left, wanted by five at once, is used once, and a declined payment gives it back", async () => {
  await setDiscountLimits(shop.database, [{ code: "FIRST", usageLimit: 1, oncePerCustomer: false }]);
  shop.carts.codes.set("FIRST", 2_000);
  const coded = async () => {
    const { token } = await shop.ready();
    const result = await shop.till.setDiscountCodes(token, ["FIRST"]);
    if (result.kind !== "changed") throw new Error(result.kind);
    return result.checkout;
  };
  expect(answerOf(await shop.pay(await coded(), "decline")).kind).toBe("declined");
  const views = await Promise.all([coded(), coded(), coded(), coded(), coded()]);
  const answers = (await Promise.all(views.map((view) => shop.pay(view)))).map(answerOf);
  expect(answers.filter(({ kind }) => kind === "paid")).toHaveLength(1);
  expect(answers.find(({ kind }) => kind === "changed")).toMatchObject({ reason: "code-expired" });
  expect((await availableOf(shop.database, ["lamp"])).get("lamp")).toBe(4);
});

test("a code for once per customer is refused to the same address in other letters", async () => {
  await setDiscountLimits(shop.database, [{ code: "ONCE", usageLimit: null, oncePerCustomer: true }]);
  shop.carts.codes.set("ONCE", 1_000);
  const payAs = async (email: string) => {
    const { token } = await shop.ready();
    // Before the address is known: afterwards it is refused where it is typed.
    await shop.till.setDiscountCodes(token, ["ONCE"]);
    const result = await shop.till.setContact(token, { email, acceptsMarketing: false });
    if (result.kind !== "changed") throw new Error(result.kind);
    expect(result.checkout.discountTotal).toEqual(money(1_000, pound));
    return answerOf(await shop.pay(result.checkout)).kind;
  };
  expect(await payAs("ada@example.com")).toBe("paid");
  expect(await payAs("ADA@example.com")).toBe("changed");
  expect(await payAs("grace@example.com")).toBe("paid");
});

test("a code that was used as often as it may be is refused where it is typed, and the others stay", async () => {
  await setDiscountLimits(shop.database, [{ code: "FIRST", usageLimit: 1, oncePerCustomer: false }]);
  shop.carts.codes.set("FIRST", 2_000).set("ALWAYS", 500);
  const first = await shop.ready();
  const coded = await shop.till.setDiscountCodes(first.token, ["FIRST"]);
  expect(answerOf(await shop.pay(coded.kind === "changed" ? coded.checkout : first)).kind).toBe("paid");
  const second = await shop.ready();
  expect(await shop.till.setDiscountCodes(second.token, ["ALWAYS", "first"])).toMatchObject({
    checkout: {
      discountCodes: [{ code: "ALWAYS" }],
      discountTotal: { amountMinor: 500 },
      notices: [{ kind: "code-expired", message: "The code FIRST has been used as often as it may be." }],
    },
  });
});

test("a gift card is refused in plain words", async () => {
  const view = await shop.started(lampCart({ hasGiftCard: true }));
  expect(view.notices).toEqual([
    { kind: "gift-card-refused", message: expect.stringContaining("gift card") },
  ]);
});

test("a country with another currency asks first, and then changes it", async () => {
  const view = await shop.ready();
  shop.carts.foreignPrices = [{ variantId: "lamp", unitPrice: money(14_900, euro), availableForSale: true }];
  const berlin = { ...london, city: "Berlin", postcode: "10115", country: "DE" };
  const asked = await shop.till.setDeliveryAddress(view.token, { address: berlin });
  expect(asked).toMatchObject({
    kind: "needs-accepting",
    change: {
      country: "DE",
      message: "Delivered to Germany, your order is priced in EUR.",
      currency: { from: "GBP", to: "EUR" },
      lines: [{ before: { amountMinor: 12_000 }, after: { amountMinor: 14_900 } }],
    },
  });
  expect((await shop.till.viewCheckout(view.token))?.deliveryAddress?.city).toBe("London");
  const inEuro = { handle: "standard", title: "Standard", description: null, price: money(590, euro) };
  shop.carts.deliverTo = (cartId) => {
    shop.carts.change(cartId, () => ({
      currency: "EUR",
      lines: [lampLine({ unitPrice: money(14_900, euro) })],
      deliveryOptions: [inEuro],
      chosenDeliveryOption: "standard",
    }));
    return shop.carts.read(cartId);
  };
  const accepted = await shop.till.setDeliveryAddress(view.token, { address: berlin, acceptChange: true });
  expect(accepted).toMatchObject({
    kind: "changed",
    checkout: { currency: "EUR", total: money(15_490, euro), tax: { lines: [{ ratePercent: "19" }] } },
  });
  Reflect.deleteProperty(shop.carts, "deliverTo");
});

test("a cart that no way of delivery takes keeps its address, is not quoted, and goes on once it is lighter", async () => {
  const view = await shop.started();
  await shop.till.setContact(view.token, { email: "ada@example.com", acceptsMarketing: false });
  shop.carts.offers = [];
  const heavy = await shop.till.setDeliveryAddress(view.token, { address: london });
  expect(heavy).toMatchObject({
    kind: "changed",
    checkout: { deliveryAddress: london, deliveryOptions: [], quote: null, needsDelivery: true },
  });
  const request = { quoteId: "none", total: view.total, instrument: null };
  expect(await shop.till.placeOrder(view.token, request, randomUUID())).toMatchObject({
    fields: { handle: expect.any(String) },
  });
  const other = await shop.started();
  shop.carts.silent = true;
  // What was too heavy says nothing of how others are delivered to.
  expect((await shop.till.setDeliveryAddress(other.token, { address: london })).kind).toBe("shop-silent");
  shop.carts.silent = false;
  shop.carts.offers = [standardDelivery];
  shop.later(minutes(1));
  expect(await shop.till.viewCheckout(view.token)).toMatchObject({
    chosenDeliveryOption: "standard",
    quote: { total: { amountMinor: 12_495 } },
  });
});

test("a cart that was emptied is never paid or placed, says so, keeps what was typed, and goes on once it is filled", async () => {
  const view = await shop.ready();
  const { lines } = shop.carts.carts.get(theCart())!;
  shop.carts.change(theCart(), () => ({ lines: [], deliveryOptions: [], chosenDeliveryOption: null }));
  const paid = answerOf(await shop.pay(view));
  expect(paid).toMatchObject({
    kind: "changed",
    message: expect.stringContaining("Your cart is empty"),
    checkout: { stopped: "cart-empty", lines: [], quote: null, deliveryAddress: london },
  });
  const free = { quoteId: "none", total: money(0, pound), instrument: null };
  expect(answerOf(await shop.till.placeOrder(view.token, free, randomUUID()))).toMatchObject({
    checkout: { stopped: "cart-empty" },
  });
  expect(shop.payments.attempts).toHaveLength(0);
  expect(await shop.count("placed_order")).toBe(0);
  const offered = { deliveryOptions: [standardDelivery], chosenDeliveryOption: "standard" };
  shop.carts.change(theCart(), () => ({ lines, ...offered }));
  expect(await shop.till.viewCheckout(view.token)).toMatchObject({
    stopped: null,
    contact: view.contact,
    deliveryAddress: london,
    quote: { total: { amountMinor: 12_495 } },
  });
});

test("a cart that cost nothing and was emptied is not placed as one that costs nothing", async () => {
  const free = lampLine({ discounts: [{ title: "ALL", code: "ALL", amount: money(12_000, pound) }] });
  const view = await shop.started(lampCart({ lines: [{ ...free, requiresShipping: false }] }));
  await shop.till.setContact(view.token, { email: "ada@example.com", acceptsMarketing: false });
  await shop.till.setBillingAddress(view.token, london);
  const ready = await shop.till.viewCheckout(view.token);
  expect(ready).toMatchObject({ quote: { total: { amountMinor: 0 } } });
  shop.carts.change(theCart(), () => ({ lines: [] }));
  expect(answerOf(await shop.pay(ready!))).toMatchObject({ checkout: { stopped: "cart-empty" } });
  expect(await shop.count("placed_order")).toBe(0);
});

test("a cart that is gone at the shop is said to be gone, however it is met, and nothing is charged", async () => {
  const view = await shop.ready();
  shop.carts.carts.clear();
  expect(answerOf(await shop.pay(view))).toMatchObject({
    kind: "changed",
    message: expect.stringContaining("no longer has this cart"),
    checkout: { stopped: "cart-gone", quote: null, lines: [{ title: "Dusk lamp" }] },
  });
  expect(shop.payments.attempts).toHaveLength(0);
  const leeds = { ...london, city: "Leeds" };
  expect(await shop.till.setDeliveryAddress(view.token, { address: leeds })).toMatchObject({
    checkout: { stopped: "cart-gone", deliveryAddress: leeds },
  });
  expect(await shop.till.chooseDeliveryOption(view.token, "express")).toMatchObject({
    checkout: { stopped: "cart-gone" },
  });
  expect(await shop.till.setDiscountCodes(view.token, ["SAVE"])).toMatchObject({
    checkout: { stopped: "cart-gone" },
  });
  expect(await shop.till.viewCheckout(view.token)).toMatchObject({ stopped: "cart-gone" });
});

test("a checkout that ran out says so wherever it is looked at, and is not paid", async () => {
  const view = await shop.ready();
  shop.later(31 * 24 * 60 * minutes(1));
  await shop.till.sweep();
  expect(await shop.till.viewCheckout(view.token)).toMatchObject({ state: "expired", stopped: "expired" });
  expect(await shop.pay(view)).toEqual({ kind: "expired" });
  expect(shop.payments.attempts).toHaveLength(0);
});

test("a country where nothing of the cart is sold cannot be agreed to, and nothing changes", async () => {
  const view = await shop.ready();
  shop.carts.foreignPrices = [{ variantId: "lamp", unitPrice: money(14_900, euro), availableForSale: false }];
  const berlin = { ...london, city: "Berlin", postcode: "10115", country: "DE" };
  for (const acceptChange of [false, true]) {
    expect(await shop.till.setDeliveryAddress(view.token, { address: berlin, acceptChange })).toMatchObject({
      kind: "needs-accepting",
      change: {
        acceptable: false,
        message: "Nothing in your cart can be delivered to Germany.",
        lines: [{ after: null }],
      },
    });
  }
  expect(await shop.till.viewCheckout(view.token)).toMatchObject({
    deliveryAddress: london,
    lines: [{ title: "Dusk lamp" }],
    quote: { id: view.quote?.id },
  });
});

test("where only a part of the cart is sold, the rest can be agreed to", async () => {
  const vase = lampLine({ id: "line-vase", variantId: "vase", title: "Stem vase" });
  const view = await shop.ready(lampCart({ lines: [lampLine(), vase] }));
  shop.carts.foreignPrices = [{ variantId: "vase", unitPrice: money(12_000, pound), availableForSale: true }];
  const berlin = { ...london, city: "Berlin", postcode: "10115", country: "DE" };
  expect(await shop.till.setDeliveryAddress(view.token, { address: berlin })).toMatchObject({
    kind: "needs-accepting",
    change: { acceptable: true, lines: [{ title: "Dusk lamp", after: null }] },
  });
  const agreed = await shop.till.setDeliveryAddress(view.token, { address: berlin, acceptChange: true });
  expect(agreed).toMatchObject({ kind: "changed", checkout: { lines: [{ title: "Stem vase" }] } });
});

test("an address that cannot be taxed or delivered to is refused in words, and nothing changes", async () => {
  const view = await shop.ready();
  const jersey = await shop.till.setDeliveryAddress(view.token, {
    address: { ...london, postcode: "JE2 3AB" },
  });
  expect(jersey).toMatchObject({
    kind: "invalid",
    fields: { "address.postcode": expect.stringContaining("Channel") },
  });
  const brazil = await shop.till.setDeliveryAddress(view.token, { address: { ...london, country: "BR" } });
  expect(brazil).toMatchObject({
    kind: "invalid",
    fields: { "address.country": "We do not deliver to Brazil" },
  });
  expect((await shop.till.viewCheckout(view.token))?.deliveryAddress).toEqual(london);
});

test("what is missing is named field by field", async () => {
  const view = await shop.started();
  const request = { quoteId: "none", total: view.total, instrument: null };
  expect(await shop.till.placeOrder(view.token, request, randomUUID())).toEqual({
    kind: "invalid",
    fields: { email: "Enter your email address", address: "Enter the address to deliver to" },
  });
});

test("nothing can be edited while the order is being paid, and once it is paid", async () => {
  const view = await shop.ready();
  await shop.pay(view, "challenge");
  const contact = { email: "other@example.com", acceptsMarketing: false };
  expect(await shop.till.setContact(view.token, contact)).toMatchObject({
    kind: "closed",
    checkout: { state: "completing" },
  });
  await shop.pay(view);
  expect(await shop.till.setContact(view.token, contact)).toMatchObject({
    kind: "closed",
    checkout: { state: "completed" },
  });
});

test("two edits at once both arrive", async () => {
  const view = await shop.ready();
  await Promise.all([
    shop.till.setContact(view.token, { email: "both@example.com", acceptsMarketing: true }),
    shop.till.setBillingAddress(view.token, { ...london, city: "Leeds" }),
  ]);
  expect(await shop.till.viewCheckout(view.token)).toMatchObject({
    contact: { email: "both@example.com" },
    billingAddress: { city: "Leeds" },
  });
});

test("going on in another locale with the same cart changes language and prices, not the checkout", async () => {
  const view = await shop.started();
  const cartId = theCart();
  await shop.till.setContact(view.token, { email: "ada@example.com", acceptsMarketing: false });
  shop.carts.change(cartId, () => ({
    currency: "EUR",
    lines: [lampLine({ unitPrice: money(14_900, euro) })],
  }));
  expect(await shop.till.startCheckout({ cartId, locale: "de-de" })).toMatchObject({
    token: view.token,
    checkout: {
      locale: "de-de",
      currency: "EUR",
      contact: { email: "ada@example.com" },
      deliveryCountries: ["DE", "GB", "US"],
    },
  });
});

test("a checkout left behind for a month expires, and its cart may begin another", async () => {
  const view = await shop.started();
  shop.later(minutes(60 * 24 * 31));
  expect(await shop.till.sweep()).toMatchObject({ expired: 1 });
  expect((await shop.till.viewCheckout(view.token))?.state).toBe("expired");
  const again = await shop.till.startCheckout({ cartId: theCart(), locale: "en-gb" });
  expect(again.kind === "started" && again.token !== view.token).toBe(true);
});

test("an authorisation for another amount places nothing, is given up and told to a person", async () => {
  const view = await shop.ready();
  const id = await shop.checkoutId(view.token);
  await shop.pay(view, "challenge");
  const { id: attemptId } = shop.payments.latest(id)!;
  const payment = { attemptId, provider: "stripe", amount: money(1, pound), card: null };
  expect(await shop.till.finalizePayment(id, payment)).toEqual({ kind: "not-wanted", reason: "amount" });
  expect(await shop.count("operator_case")).toBe(1);
  expect(await shop.jobs()).toEqual(["payment.void"]);
  expect(await shop.till.voidUnwanted(id)).toBe("wanted");
  shop.later(minutes(31));
  expect(await shop.till.voidUnwanted(id)).toBe("voided");
  expect((await shop.till.viewCheckout(view.token))?.state).toBe("open");
});

test("an order whose authorisation was lost goes to a person", async () => {
  const view = await shop.ready();
  await shop.pay(view);
  const reference = await shop.checkoutId(view.token);
  const { id: attemptId, amount } = shop.payments.latest(reference)!;
  await shop.till.paymentChanged({ kind: "expired", reference, attemptId, amount });
  expect(await shop.count("operator_case")).toBe(1);
});

test("the ledger of an order adds up to what was paid, with the tax apart", async () => {
  await shop.pay(await shop.ready());
  const { rows } = await shop.database.execute(sql`
    select account, side, amount_minor::int as amount from ledger_entry order by side desc, account`);
  expect(rows).toEqual([
    { account: "receivable", side: "debit", amount: 12_495 },
    { account: "delivery-revenue", side: "credit", amount: 412 },
    { account: "sales-revenue", side: "credit", amount: 10_000 },
    { account: "tax-payable:GB", side: "credit", amount: 2_083 },
  ]);
});

test("the database refuses a booking off balance, and any change of what is booked", async () => {
  await shop.pay(await shop.ready());
  const post = (debit: number, credit: number) =>
    shop.database.execute(sql`select ledger_post(${randomUUID()}, 'order-placed', ${randomUUID()}, now(),
      '{receivable,sales-revenue}', '{debit,credit}', '{debit,credit}', array[${debit}, ${credit}]::bigint[], 'GBP')`);
  await expect(post(100, 99)).rejects.toMatchObject({
    cause: { message: expect.stringContaining("off balance by 1 GBP") },
  });
  await expect(post(100, 100)).resolves.toBeDefined();
  const appendOnly = { cause: { message: expect.stringContaining("append-only") } };
  await expect(shop.database.execute(sql`update ledger_entry set amount_minor = 1`)).rejects.toMatchObject(
    appendOnly,
  );
  await expect(shop.database.execute(sql`delete from ledger_entry`)).rejects.toMatchObject(appendOnly);
  await expect(shop.database.execute(sql`truncate ledger_entry`)).rejects.toMatchObject(appendOnly);
});

test("a placed order is in the outbox once, under Debezium's names", async () => {
  const paid = answerOf(await shop.pay(await shop.ready()));
  const { rows } = await shop.database.execute(
    sql`select aggregatetype, type, payload ->> 'number' as number from outbox`,
  );
  expect(rows).toEqual([
    { aggregatetype: "order", type: "order.placed", number: paid.kind === "paid" ? paid.orderNumber : "" },
  ]);
});

test("a failed payment leaves no hole between order numbers", async () => {
  const number = async (outcome: string) => {
    const result = answerOf(await shop.pay(await shop.ready(), outcome));
    return result.kind === "paid" ? Number(result.orderNumber.slice(3)) : null;
  };
  const first = await number("authorize");
  expect(await number("decline")).toBeNull();
  expect(await number("authorize")).toBe((first ?? 0) + 1);
});

test("an order the shop acknowledged is not counted twice when its inventory webhook comes early or late", async () => {
  await shop.stock("lamp", 5);
  const paid = answerOf(await shop.pay(await shop.ready()));
  const { rows } = await shop.database.execute<{ id: string }>(sql`select id from placed_order`);
  expect(paid.kind).toBe("paid");
  shop.later(2_000);
  const asOf = shop.clock.at;
  await shop.till.acknowledgeOrder(rows[0]!.id, { asOf, levels: [{ variantId: "lamp", onHand: 4, asOf }] });
  await shop.till.acknowledgeOrder(rows[0]!.id, { asOf, levels: [{ variantId: "lamp", onHand: 4, asOf }] });
  expect((await availableOf(shop.database, ["lamp"])).get("lamp")).toBe(4);
});

test("what the shopper closed is given up: its goods are free, the form is theirs, and another try pays", async () => {
  await shop.stock("lamp", 1);
  const view = await shop.ready();
  await shop.pay(view, "challenge");
  expect(await shop.till.giveUp(view.token)).toMatchObject({
    kind: "answered",
    result: { kind: "given-up", checkout: { state: "open", payment: { kind: "not-started" } } },
  });
  expect((await availableOf(shop.database, ["lamp"])).get("lamp")).toBe(1);
  expect(await shop.pay(view)).toMatchObject({ result: { kind: "paid" } });
  expect(shop.payments.authorized()).toHaveLength(1);
});

test("giving up twice is giving up once, in the same words", async () => {
  const view = await shop.ready();
  await shop.pay(view, "challenge");
  const first = await shop.till.giveUp(view.token);
  expect(await shop.till.giveUp(view.token)).toEqual(first);
});

test("money that was authorised all the same is the order, however hard the shopper closed the window", async () => {
  const view = await shop.ready();
  await shop.pay(view, "challenge");
  shop.payments.answerChallenge(await shop.checkoutId(view.token), "authorized");
  expect(await shop.till.giveUp(view.token)).toMatchObject({ result: { kind: "paid" } });
});

test("giving up while nobody knows keeps the goods and goes on confirming", async () => {
  const view = await shop.ready();
  await shop.pay(view, "unknown");
  expect(await shop.till.giveUp(view.token)).toMatchObject({ result: { kind: "confirming" } });
  expect(await shop.till.viewCheckout(view.token)).toMatchObject({ state: "completing" });
});

test("who takes the card is asked with the amount and the locale; where nothing is owed nobody is", async () => {
  const view = await shop.ready();
  expect(await shop.till.offeredMethods(view.token, ["adyen"])).toEqual({ cards: ["stripe"], paypal: false });
  expect(shop.payments.offers.at(-1)).toMatchObject({
    amount: view.total,
    locale: "en-gb",
    billingCountry: "GB",
    without: ["adyen"],
  });
  expect(await shop.till.offeredMethods("nobody", [])).toBeNull();
});

test("a provider that cannot keeps goods and form for the next try, and nobody else gets the last one", async () => {
  await shop.stock("lamp", 1);
  const view = await shop.ready();
  const rival = await shop.ready();
  expect(await shop.pay(view, "unable")).toMatchObject({
    result: {
      kind: "another-method-wanted",
      provider: "stripe",
      checkout: { state: "open", payment: { kind: "not-started" }, quote: { id: view.quote?.id } },
    },
  });
  expect(await shop.pay(rival)).toMatchObject({ result: { kind: "changed", reason: "stock" } });
  expect(await shop.till.continuePayment(view.token, "any")).toMatchObject({
    result: { kind: "another-method-wanted" },
  });
  expect(await shop.pay(view)).toMatchObject({ result: { kind: "paid" } });
  expect(shop.payments.authorized()).toHaveLength(1);
});

test("goods kept for another method are let go by an edit, and by the sweep when nobody comes back", async () => {
  await shop.stock("lamp", 1);
  const available = async () => (await availableOf(shop.database, ["lamp"])).get("lamp");
  const view = await shop.ready();
  await shop.pay(view, "unable");
  expect(await available()).toBe(0);
  const contact = { email: "other@example.com", acceptsMarketing: false };
  expect(await shop.till.setContact(view.token, contact)).toMatchObject({ kind: "changed" });
  expect(await available()).toBe(1);
  await shop.pay(view, "unable");
  await shop.till.sweep();
  expect(await available()).toBe(0);
  shop.later(16 * 60_000);
  expect(await shop.till.sweep()).toMatchObject({ reopened: 1 });
  expect(await available()).toBe(1);
});

test("a difference found at the next try is asked about, and nothing stays claimed meanwhile", async () => {
  await shop.stock("lamp", 1);
  const view = await shop.ready();
  await shop.pay(view, "unable");
  const request = { ...payRequest(view, "authorize"), quoteId: "another" };
  expect(await shop.till.placeOrder(view.token, request, randomUUID())).toMatchObject({
    result: { kind: "changed", checkout: { state: "open" } },
  });
  expect((await availableOf(shop.database, ["lamp"])).get("lamp")).toBe(1);
});
