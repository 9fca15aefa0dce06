import { add, type CurrencyCode, type Money, money, multiply, subtract, sum, zero } from "@evertill/money";
import type { CartDiscount, CartLine, ShopCart } from "./shop-cart.ts";
import type { Tax } from "./tax.ts";

/** What a cart comes to. Discounts are kept per line as the shop allocated them. */
export type Price = {
  /** Before discounts. */
  readonly subtotal: Money;
  /** Off the lines; what is off the delivery is already in `deliveryTotal`. */
  readonly discountTotal: Money;
  readonly delivery: { readonly handle: string; readonly title: string; readonly total: Money } | null;
  readonly tax: Tax | null;
  readonly total: Money;
};

export function lineSubtotal(line: CartLine): Money {
  return multiply(line.unitPrice, line.quantity);
}

export function lineTotal(line: CartLine): Money {
  return subtract(lineSubtotal(line), discountOf(line.discounts, line.unitPrice.currency));
}

export function discountOf(discounts: readonly CartDiscount[], currency: CurrencyCode): Money {
  return sum(
    discounts.map(({ amount }) => amount),
    currency,
  );
}

/** The chosen delivery after its own discounts, never below zero. Null while none is chosen. */
export function chosenDelivery(cart: ShopCart): Price["delivery"] {
  const option = cart.deliveryOptions.find(({ handle }) => handle === cart.chosenDeliveryOption);
  if (!option) return null;
  const { currency } = option.price;
  const rest = subtract(option.price, discountOf(cart.deliveryDiscounts, currency)).amountMinor;
  return { handle: option.handle, title: option.title, total: money(Math.max(0, rest), currency) };
}

export function priceCart(cart: ShopCart, tax: Tax | null, currency: CurrencyCode): Price {
  const subtotal = sum(cart.lines.map(lineSubtotal), currency);
  const discountTotal = sum(
    cart.lines.map(({ discounts }) => discountOf(discounts, currency)),
    currency,
  );
  const delivery = chosenDelivery(cart);
  const goods = add(subtract(subtotal, discountTotal), delivery?.total ?? zero(currency));
  const total = tax && !tax.included ? add(goods, tax.total) : goods;
  return { subtotal, discountTotal, delivery, tax, total };
}
