import { currency, money } from "@evertill/money";
import { expect, test } from "vitest";
import { expressDelivery, lampCart, lampLine } from "../testing/fake-carts.ts";
import { london } from "../testing/till-under-test.ts";
import type { Order } from "./order.ts";
import { orderMail } from "./order-mail.ts";
import { priceCart } from "./price.ts";
import { purchaseOf } from "./purchase.ts";

const pound = currency("GBP");
const off = { title: "AUTUMN", code: "AUTUMN", amount: money(2_000, pound) };
const cart = lampCart({
  lines: [lampLine({ quantity: 2, title: 'Lamp "Dusk" <small>', discounts: [off] })],
  deliveryOptions: [expressDelivery],
  chosenDeliveryOption: "express",
  discountCodes: [{ code: "autumn", applicable: true }],
});
const tax = {
  included: true,
  lines: [
    { id: "line-lamp", title: "VAT", ratePercent: "20", jurisdiction: "GB", amount: money(3_667, pound) },
  ],
  total: money(3_667, pound),
};
const order: Order = {
  id: "0b0b4f3e-0000-4000-8000-000000000000",
  token: "order-token",
  number: "LL-10428",
  checkoutId: "checkout",
  placedAt: new Date("2026-11-21T12:00:00Z"),
  locale: "en-gb",
  document: {
    country: "GB",
    cart,
    price: priceCart(cart, tax, pound),
    contact: { email: "ada@example.com", acceptsMarketing: false },
    deliveryAddress: london,
    billingAddress: null,
    payment: null,
    tracking: {
      visitorId: "visitor",
      sessionId: "session",
      consent: "granted",
      lastTouch: { utmSource: "letter" },
    },
  },
};

test("the mail names the order, its goods, sums, tax and address, and leads to it", () => {
  const mail = orderMail(order, { origin: "https://shop.example" });
  expect(mail).toMatchObject({ to: "ada@example.com", subject: "Your order LL-10428" });
  expect(mail.text).toBe(`Hello Ada,

Thank you for your order. We are getting it ready and will write again when it is on its way.

Order LL-10428

2 × Lamp "Dusk" <small>, Ochre  £240.00

Subtotal: £240.00
Discount: −£20.00
Delivery, Express: £9.95
Total: £229.95
including VAT 20%: £36.67

Goes to:
Ada Lovelace
12 St James's Square
London
SW1Y 4JH
United Kingdom

See your order: https://shop.example/checkout/orders/order-token

Lumen & Loam`);
});

test("what a product is called cannot become markup of the mail", () => {
  const { html } = orderMail(order, { origin: "https://shop.example" });
  expect(html).toContain("Lamp &quot;Dusk&quot; &lt;small&gt;");
  expect(html).not.toContain("<small>");
});

test("a German order is confirmed in German", () => {
  const mail = orderMail({ ...order, locale: "de-de" }, { origin: "https://shop.example" });
  expect(mail.subject).toBe("Ihre Bestellung LL-10428");
  expect(mail.html).toContain('<html lang="de-DE">');
  expect(mail.text).toContain("Vereinigtes Königreich");
});

test("delivery that costs nothing is called free, and files are not promised a parcel", () => {
  const files = lampCart({ lines: [lampLine({ requiresShipping: false })] });
  const free = { handle: "standard", title: "Standard", total: money(0, pound) };
  const sent = { ...order.document, price: { ...order.document.price, delivery: free } };
  const digital = {
    ...order.document,
    cart: files,
    deliveryAddress: null,
    price: priceCart(files, tax, pound),
  };
  const textOf = (document: Order["document"]) =>
    orderMail({ ...order, document }, { origin: "https://shop.example" }).text;
  expect(textOf(sent)).toContain("Delivery, Standard: Free");
  expect(textOf(digital)).toContain("Your files follow in a mail of their own.");
  expect(textOf(digital)).not.toMatch(/Goes to|on its way/);
});

test("the purchase is worth what was paid, and knows a visitor only who agreed", () => {
  expect(purchaseOf(order)).toMatchObject({
    transactionId: "LL-10428",
    value: money(22_995, pound),
    shipping: money(995, pound),
    coupon: "AUTUMN",
    visitorId: "visitor",
    firstTouch: null,
    lastTouch: { utmSource: "letter" },
    items: [{ variantId: "lamp", quantity: 2, unitPriceMinor: 11_000 }],
  });
  const lastTouch = { utmSource: "letter" };
  const silent = { visitorId: "visitor", sessionId: "session", consent: "denied", lastTouch };
  const denied = { ...order, document: { ...order.document, tracking: silent } };
  expect(purchaseOf(denied)).toMatchObject({
    consent: "denied",
    visitorId: null,
    sessionId: null,
    lastTouch: null,
  });
});
