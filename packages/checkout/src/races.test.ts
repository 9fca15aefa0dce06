import { randomUUID } from "node:crypto";
import { availableOf } from "@evertill/inventory";
import { currency, money } from "@evertill/money";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { tillUnderTest, answerOf, payRequest, type TillUnderTest } from "./testing/till-under-test.ts";
import { lampCart, lampLine } from "./testing/fake-carts.ts";

let shop: TillUnderTest;
beforeAll(async () => {
  shop = await tillUnderTest();
});
beforeEach(() => shop.clear());
afterAll(() => shop.drop());

const available = async () => (await availableOf(shop.database, ["lamp"])).get("lamp");

test("the way from cart to order: authorised, placed, booked, and everything that follows is sent", async () => {
  const view = await shop.ready();
  expect(view.total.amountMinor).toBe(12_495);
  const result = answerOf(await shop.pay(view));
  expect(result).toMatchObject({ kind: "paid", orderNumber: expect.stringMatching(/^LL-\d{5}$/) });
  expect(await shop.count("ledger_transaction")).toBe(1);
  expect(await shop.jobs()).toEqual([
    "shopify.export-order",
    "payment.capture",
    "mail.order-confirmation",
    "shopify.retire-cart",
    "tracking.purchase",
  ]);
  expect(await available()).toBe(4);
  const token = result.kind === "paid" ? result.orderToken : "";
  expect(await shop.till.viewOrder(token)).toMatchObject({ total: { amountMinor: 12_495 } });
});

test("race 1, two completes of one cart: two tabs paying at once give one order and one charge", async () => {
  const view = await shop.ready();
  const results = await Promise.all([shop.pay(view), shop.pay(view), shop.pay(view)]);
  const kinds = results.map((result) => answerOf(result).kind);
  expect(kinds.filter((kind) => kind === "paid").length).toBeGreaterThanOrEqual(1);
  expect(kinds.every((kind) => kind === "paid" || kind === "confirming")).toBe(true);
  expect(await shop.count("placed_order")).toBe(1);
  expect(shop.payments.authorized()).toHaveLength(1);
  const asked = await shop.till.continuePayment(view.token, "any");
  expect(asked).toMatchObject({ kind: "answered", result: { kind: "paid" } });
});

test("race 1, two clicks: the same key at once is worked on once, and answered again afterwards", async () => {
  const view = await shop.ready();
  const request = payRequest(view);
  const key = randomUUID();
  const both = await Promise.all([
    shop.till.placeOrder(view.token, request, key),
    shop.till.placeOrder(view.token, request, key),
  ]);
  const [first] = both.filter(({ kind }) => kind === "answered");
  // The other one came while it was worked on, or after, and then has the same answer.
  for (const answer of both) expect([first, { kind: "in-progress" }]).toContainEqual(answer);
  const again = await shop.till.placeOrder(view.token, request, key);
  expect(again).toEqual(first);
  expect(await shop.count("placed_order")).toBe(1);
});

test("the same key with another body is an error of its own", async () => {
  const view = await shop.ready();
  const key = randomUUID();
  await shop.pay(view, "authorize", key);
  expect(await shop.pay(view, "authorize", key)).toEqual({ kind: "key-reused" });
});

test("race 2, the last unit wanted by 20 shoppers at once is sold once", async () => {
  await shop.stock("lamp", 1);
  const views = await Promise.all(Array.from({ length: 20 }, () => shop.ready()));
  const results = await Promise.all(views.map((view) => shop.pay(view)));
  const answers = results.map(answerOf);
  expect(answers.filter(({ kind }) => kind === "paid")).toHaveLength(1);
  const lost = answers.filter(({ kind }) => kind === "changed");
  expect(lost).toHaveLength(19);
  expect(lost[0]).toMatchObject({
    reason: "stock",
    checkout: { state: "open", contact: { email: expect.any(String) }, notices: [{ kind: "stock-reduced" }] },
  });
  expect(shop.payments.attempts).toHaveLength(1);
  expect(await available()).toBe(0);
});

test.each(["before", "during", "after"])(
  "race 3, the webhook %s the browser's return gives one order",
  async (when) => {
    const view = await shop.ready();
    const id = await shop.checkoutId(view.token);
    const first = answerOf(await shop.pay(view, "challenge"));
    expect(first).toMatchObject({ kind: "action-required", clientSecret: expect.any(String) });
    expect((await shop.till.viewCheckout(view.token))?.payment.kind).toBe("action-required");
    shop.payments.answerChallenge(id, "authorized");
    const webhook = () => shop.payments.tell(shop.payments.latest(id)!);
    const browser = () => shop.till.continuePayment(view.token, "any");
    if (when === "before") await webhook();
    const [result] = await Promise.all([browser(), when === "during" ? webhook() : undefined]);
    if (when === "after") await webhook();
    expect(result).toMatchObject({ kind: "answered", result: { kind: "paid" } });
    expect(await shop.count("placed_order")).toBe(1);
    expect(await shop.count("ledger_transaction")).toBe(1);
  },
);

test("race 3, the webhook while the first request still waits for the bank gives one order, and the request says paid", async () => {
  const view = await shop.ready();
  shop.payments.whilePaying = (attempt) => shop.payments.tell(attempt);
  expect(answerOf(await shop.pay(view)).kind).toBe("paid");
  expect(await shop.count("placed_order")).toBe(1);
});

test("race 4, three webhooks at once place one order", async () => {
  const view = await shop.ready();
  const id = await shop.checkoutId(view.token);
  await shop.pay(view, "challenge");
  shop.payments.answerChallenge(id, "authorized");
  const attempt = shop.payments.latest(id)!;
  await Promise.all([1, 2, 3].map(() => shop.payments.tell(attempt)));
  expect(await shop.count("placed_order")).toBe(1);
  expect(await shop.jobs()).toHaveLength(5);
});

test("race 5, events out of order: a decline told late, after a second try was authorised, changes nothing", async () => {
  const view = await shop.ready();
  const id = await shop.checkoutId(view.token);
  await shop.pay(view, "decline");
  const declined = shop.payments.latest(id)!;
  expect(answerOf(await shop.pay(view)).kind).toBe("paid");
  await shop.payments.tell(declined);
  expect((await shop.till.viewCheckout(view.token))?.payment.kind).toBe("paid");
  expect(await available()).toBe(4);
});

test("race 5, events out of order: a decline told late, while a second try is being paid, lets nothing go", async () => {
  const view = await shop.ready();
  const id = await shop.checkoutId(view.token);
  await shop.pay(view, "decline");
  const declined = shop.payments.latest(id)!;
  shop.payments.whilePaying = async () => {
    await shop.payments.tell(declined);
    expect(await available()).toBe(4);
  };
  expect(answerOf(await shop.pay(view)).kind).toBe("paid");
});

test("race 5, asking again while a second try begins does not take the first one's decline for its answer", async () => {
  const view = await shop.ready();
  await shop.pay(view, "decline");
  shop.payments.beforeAsking = async () => {
    expect(await shop.till.continuePayment(view.token, "any")).toMatchObject({
      result: { kind: "confirming" },
    });
    expect(await available()).toBe(4);
  };
  expect(answerOf(await shop.pay(view)).kind).toBe("paid");
});

test("race 6, a crash after the bank said yes: the sweep places the order, once", async () => {
  const view = await shop.ready();
  shop.payments.crashAfterAuthorizing = true;
  await expect(shop.pay(view)).rejects.toThrow("died");
  expect(await shop.count("placed_order")).toBe(0);
  expect(await shop.till.sweep()).toMatchObject({ finalized: 0 });
  shop.later(3 * 60_000);
  expect(await shop.till.sweep()).toMatchObject({ finalized: 1, reopened: 0 });
  expect(await shop.till.sweep()).toMatchObject({ finalized: 0 });
  expect(await shop.count("placed_order")).toBe(1);
  expect(shop.payments.authorized()).toHaveLength(1);
});

test("race 6, a crash before the bank was asked: the sweep opens the checkout again and its goods are free", async () => {
  const view = await shop.ready();
  shop.payments.crashBeforeAsking = true;
  await expect(shop.pay(view)).rejects.toThrow("died");
  shop.payments.crashBeforeAsking = false;
  expect(await available()).toBe(4);
  shop.later(3 * 60_000);
  expect(await shop.till.sweep()).toMatchObject({ reopened: 1 });
  expect(await available()).toBe(5);
  expect(answerOf(await shop.pay(view)).kind).toBe("paid");
});

test("race 7, the provider's answer is lost and it had said yes: confirming, then paid, never offered anew", async () => {
  const view = await shop.ready();
  expect(answerOf(await shop.pay(view, "unknown-then-authorized")).kind).toBe("confirming");
  expect((await shop.till.viewCheckout(view.token))?.payment.kind).toBe("confirming");
  expect(await shop.till.continuePayment(view.token, "any")).toMatchObject({ result: { kind: "paid" } });
  expect(shop.payments.attempts).toHaveLength(1);
});

test("race 7, an outcome nobody can learn stays confirming for as long as it takes, and its goods stay reserved", async () => {
  const view = await shop.ready();
  await shop.pay(view, "unknown");
  for (let hour = 0; hour < 48; hour += 1) {
    shop.later(3600_000);
    expect(await shop.till.sweep()).toMatchObject({ stillUnknown: 1, reopened: 0, finalized: 0, expired: 0 });
  }
  expect(answerOf(await shop.pay(view)).kind).toBe("confirming");
  expect(await available()).toBe(4);
  expect(shop.payments.attempts).toHaveLength(1);
});

test("race 7, an answer that was lost and was no: declined, everything typed is kept, and paying again works", async () => {
  const view = await shop.ready();
  await shop.pay(view, "unknown-then-declined");
  const asked = await shop.till.continuePayment(view.token, "any");
  expect(asked).toMatchObject({
    result: { kind: "declined", checkout: { state: "open", deliveryAddress: { city: "London" } } },
  });
  expect(answerOf(await shop.pay(view)).kind).toBe("paid");
});

test("race 8, the cart edited in another tab is shown and asked about, nothing is charged", async () => {
  const view = await shop.ready();
  const id = [...shop.carts.carts.keys()][0]!;
  shop.carts.change(id, () => ({ lines: [lampLine({ quantity: 2 })] }));
  const result = answerOf(await shop.pay(view));
  expect(result).toMatchObject({
    kind: "changed",
    reason: "cart",
    checkout: {
      lines: [{ quantity: 2 }],
      total: { amountMinor: 24_495 },
      deliveryAddress: { city: "London" },
    },
  });
  expect(shop.payments.attempts).toHaveLength(0);
  const shown = result.kind === "changed" ? result.checkout : view;
  expect(answerOf(await shop.pay(shown)).kind).toBe("paid");
});

test("race 8, the cart edited while the bank is asked: the order is what was agreed and paid", async () => {
  const view = await shop.ready();
  const id = [...shop.carts.carts.keys()][0]!;
  shop.payments.whilePaying = () => {
    shop.carts.change(id, () => ({ lines: [lampLine({ quantity: 3 })] }));
    return Promise.resolve();
  };
  const result = answerOf(await shop.pay(view));
  const order = await shop.till.viewOrder(result.kind === "paid" ? result.orderToken : "");
  expect(order).toMatchObject({ lines: [{ quantity: 1 }], total: { amountMinor: 12_495 } });
});

test("race 9, a declined or abandoned payment gives the cart and its goods back", async () => {
  await shop.stock("lamp", 1);
  const view = await shop.ready();
  expect(answerOf(await shop.pay(view, "decline"))).toMatchObject({
    kind: "declined",
    message: expect.stringContaining("another card"),
    checkout: { state: "open", payment: { kind: "declined" } },
  });
  expect(await available()).toBe(1);
  await shop.pay(view, "challenge");
  expect(await available()).toBe(0);
  shop.later(31 * 60_000);
  expect(await shop.till.sweep()).toMatchObject({ reopened: 1 });
  expect(await available()).toBe(1);
  expect(shop.payments.latest(await shop.checkoutId(view.token))?.state).toBe("voided");
});

test("race 9, pressing pay again instead of answering the bank fences the first try, then pays", async () => {
  const view = await shop.ready();
  const first = answerOf(await shop.pay(view, "challenge"));
  expect(first.kind).toBe("action-required");
  expect(answerOf(await shop.pay(view)).kind).toBe("paid");
  expect(shop.payments.attempts.map(({ state }) => state)).toEqual(["voided", "authorized"]);
});

test("race 10, a cart that was paid leads to its order and starts nothing", async () => {
  const view = await shop.ready();
  const result = answerOf(await shop.pay(view));
  const cartId = [...shop.carts.carts.keys()][0]!;
  expect(await shop.till.startCheckout({ cartId, locale: "en-gb" })).toEqual({
    kind: "already-ordered",
    orderToken: result.kind === "paid" ? result.orderToken : "",
  });
  expect(answerOf(await shop.pay(view))).toEqual(result);
});

test("race 10, a cart has one checkout, however many start it at once", async () => {
  const cart = lampCart({ id: randomUUID() });
  shop.carts.put(cart);
  const started = await Promise.all(
    Array.from({ length: 8 }, () => shop.till.startCheckout({ cartId: cart.id, locale: "en-gb" })),
  );
  const tokens = started.map((result) => (result.kind === "started" ? result.token : result.kind));
  expect(new Set(tokens).size).toBe(1);
});

test("race 11, goods that vanished after the money moved: the order stands and a person decides", async () => {
  await shop.stock("lamp", 1);
  const view = await shop.ready();
  shop.payments.whilePaying = async () => {
    shop.later(1000);
    await shop.stock("lamp", 0);
  };
  expect(answerOf(await shop.pay(view)).kind).toBe("paid");
  expect(await shop.count("operator_case")).toBe(1);
});

test("race 12, a capture told twice is booked once", async () => {
  const view = await shop.ready();
  await shop.pay(view);
  const reference = await shop.checkoutId(view.token);
  const { id: attemptId, amount } = shop.payments.latest(reference)!;
  const news = { kind: "captured", reference, attemptId, amount } as const;
  await Promise.all([shop.till.paymentChanged(news), shop.till.paymentChanged(news)]);
  await shop.till.paymentChanged(news);
  expect(await shop.count("ledger_transaction")).toBe(2);
  expect((await shop.jobs()).filter((queue) => queue === "shopify.mark-paid")).toHaveLength(1);
});

test("race 13, a rounding remainder is lost nowhere: discounts, taxes and the ledger add up to what was paid", async () => {
  shop.carts.codes.set("ODD", 333);
  const lines = ["a", "b", "c"].map((id) =>
    lampLine({ id, variantId: id, unitPrice: money(3_333, currency("GBP")) }),
  );
  const { token } = await shop.ready(lampCart({ id: randomUUID(), lines }));
  const result = await shop.till.setDiscountCodes(token, ["ODD"]);
  const view = result.kind === "changed" ? result.checkout : await shop.ready();
  expect(view.total.amountMinor).toBe(3 * (3_333 - 333) + 495);
  expect(answerOf(await shop.pay(view)).kind).toBe("paid");
  const { rows } = await shop.database.execute(sql`
    select side, sum(amount_minor)::int as total from ledger_entry group by side order by side`);
  expect(rows).toEqual([
    { side: "credit", total: view.total.amountMinor + 999 },
    { side: "debit", total: view.total.amountMinor + 999 },
  ]);
});

test("race 14, a deploy in the middle: another process, with nothing in memory, finishes what the first began", async () => {
  const view = await shop.ready();
  const id = await shop.checkoutId(view.token);
  await shop.pay(view, "challenge");
  shop.payments.answerChallenge(id, "authorized");
  const newRelease = shop.anotherProcess();
  const both = await Promise.all([
    newRelease.continuePayment(view.token, "any"),
    shop.till.continuePayment(view.token, "any"),
  ]);
  expect(both[0]).toEqual(both[1]);
  expect(both[0]).toMatchObject({ result: { kind: "paid" } });
  expect(await shop.count("placed_order")).toBe(1);
});
