import type { CheckoutView } from "@evertill/checkout/api";
import { currency, money } from "@evertill/money";

const gbp = currency("GBP");

/** A British checkout with one lamp, nothing entered yet. */
export function aCheckout(changes: Partial<CheckoutView> = {}): CheckoutView {
  return {
    token: "fixture-token",
    locale: "en-gb",
    currency: "GBP",
    state: "open",
    stopped: null,
    lines: [
      {
        id: "line-1",
        variantId: "41001",
        productId: "31001",
        title: "Ember table lamp",
        variantTitle: "Brass / Linen",
        sku: "EMB-BR-LI",
        image: null,
        quantity: 1,
        unitPrice: money(12_900, gbp),
        subtotal: money(12_900, gbp),
        discounts: [],
        total: money(12_900, gbp),
        requiresShipping: true,
      },
    ],
    needsDelivery: true,
    deliveryCountries: ["GB", "DE", "US"],
    contact: null,
    deliveryAddress: null,
    deliveryOptions: [],
    chosenDeliveryOption: null,
    billingAddress: null,
    discountCodes: [],
    subtotal: money(12_900, gbp),
    discountTotal: money(0, gbp),
    deliveryTotal: null,
    tax: null,
    total: money(12_900, gbp),
    quote: null,
    notices: [],
    payment: { kind: "not-started" },
    ...changes,
  };
}
