import { currency, money } from "@evertill/money";
import type { ExportableOrder } from "../order-destination.ts";

const euro = currency("EUR");
const vat = { title: "MwSt.", jurisdiction: "DE", ratePercent: "19" };

/** Two lamps at 49.00 with 10 % off, delivered within Germany for 4.90, VAT included. */
export function exampleOrder(id = "6f1c7c1e-2f4c-4f53-9d8f-0d2f8a1f0b11"): ExportableOrder {
  const address = {
    firstName: "Ada",
    lastName: "Lovelace",
    address1: "Torstraße 1",
    city: "Berlin",
    postcode: "10119",
    country: "DE",
  };
  return {
    id,
    number: "LL-10428",
    placedAt: new Date("2026-11-21T11:00:00Z"),
    locale: "de-de",
    document: {
      cart: {
        lines: [
          {
            id: "line-1",
            variantId: "101",
            productId: "11",
            title: "Lamp",
            variantTitle: "Clay",
            sku: "LAMP-CLAY",
            image: null,
            quantity: 2,
            unitPrice: money(4900, euro),
            discounts: [{ title: "HELLO10", code: "HELLO10", amount: money(980, euro) }],
            requiresShipping: true,
            taxable: true,
            stock: { availableForSale: true, quantityAvailable: 5, sellsWithoutStock: false },
          },
        ],
      },
      price: {
        discountTotal: money(980, euro),
        delivery: { handle: "standard", title: "Standard", total: money(490, euro) },
        tax: {
          included: true,
          lines: [
            { id: "line-1", ...vat, amount: money(1408, euro) },
            { id: "delivery", ...vat, amount: money(78, euro) },
          ],
          total: money(1486, euro),
        },
        total: money(9310, euro),
      },
      contact: { email: "ada@example.com", acceptsMarketing: false },
      deliveryAddress: address,
      billingAddress: null,
      payment: { attemptId: "attempt-1", provider: "stripe" },
    },
  };
}
