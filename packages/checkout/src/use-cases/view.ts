import { add, type Money, zero } from "@evertill/money";
import type { CheckoutView, OrderView } from "../api/contract.ts";
import { type Checkout, needsDelivery, quoteLifetimeMs } from "../domain/checkout.ts";
import type { Order } from "../domain/order.ts";
import { lineSubtotal, lineTotal, type Price } from "../domain/price.ts";
import type { ShopCart } from "../domain/shop-cart.ts";
import { stopOf } from "../domain/stop.ts";
import type { Tax } from "../domain/tax.ts";

type OrderName = Pick<Order, "token" | "number">;

/** What the page shows of a checkout; `order` is its order once it is placed. */
export function viewOf(checkout: Checkout, order: OrderName | null): CheckoutView {
  const { document } = checkout;
  const { cart, price, quote } = document;
  const isShoppers = document.attempt?.kind === "method-wanted";
  return {
    token: checkout.token,
    locale: checkout.locale,
    currency: document.currency,
    // Goods are kept, and the form is the shopper's.
    state: isShoppers && checkout.state === "completing" ? "open" : checkout.state,
    stopped: stopOf(checkout),
    lines: linesOf(cart),
    needsDelivery: needsDelivery(cart),
    deliveryCountries: [...document.deliveryCountries],
    contact: document.contact,
    deliveryAddress: document.deliveryAddress,
    deliveryOptions: deliveryOptionsOf(cart, price),
    chosenDeliveryOption: cart.chosenDeliveryOption,
    billingAddress: document.billingAddress,
    discountCodes: [...cart.discountCodes],
    subtotal: price.subtotal,
    discountTotal: price.discountTotal,
    deliveryTotal: price.delivery?.total ?? null,
    tax: price.tax && taxViewOf(price.tax),
    total: price.total,
    quote: quote && {
      id: quote.id,
      quotedAt: quote.quotedAt,
      expiresAt: new Date(Date.parse(quote.quotedAt) + quoteLifetimeMs).toISOString(),
      total: quote.price.total,
    },
    notices: document.notices,
    payment: paymentOf(checkout, order),
  };
}

export function orderViewOf({ token, number, placedAt, locale, document }: Order): OrderView {
  const { cart, price } = document;
  const { currency } = price.total;
  return {
    token,
    number,
    placedAt: placedAt.toISOString(),
    locale,
    email: document.contact.email,
    lines: linesOf(cart),
    deliveryAddress: document.deliveryAddress,
    deliveryTitle: price.delivery?.title ?? null,
    subtotal: price.subtotal,
    discountTotal: price.discountTotal,
    deliveryTotal: price.delivery?.total ?? zero(currency),
    tax: price.tax ? taxViewOf(price.tax) : { included: true, lines: [], total: zero(currency) },
    total: price.total,
    payment: paidWith(document.payment),
  };
}

function paidWith(payment: Order["document"]["payment"]): OrderView["payment"] {
  if (payment === null) return { provider: null, card: null };
  const { provider, card } = payment;
  if (card === null) return { provider, card };
  const { brand, last4, wallet } = card;
  return { provider, card: { brand, last4, wallet: wallet?.name ?? null } };
}

function linesOf(cart: ShopCart): CheckoutView["lines"] {
  return cart.lines.map((line) => ({
    id: line.id,
    productId: line.productId,
    variantId: line.variantId,
    title: line.title,
    variantTitle: line.variantTitle,
    sku: line.sku,
    image: line.image,
    quantity: line.quantity,
    unitPrice: line.unitPrice,
    subtotal: lineSubtotal(line),
    discounts: line.discounts.map(({ title, amount }) => ({ title, amount })),
    total: lineTotal(line),
    requiresShipping: line.requiresShipping,
  }));
}

function deliveryOptionsOf(
  { deliveryOptions }: ShopCart,
  { delivery }: Price,
): CheckoutView["deliveryOptions"] {
  return deliveryOptions.map((option) => ({
    ...option,
    total: option.handle === delivery?.handle ? delivery.total : option.price,
  }));
}

/** Lines of one title and rate are shown as one. */
function taxViewOf({ included, lines, total }: Tax): NonNullable<CheckoutView["tax"]> {
  const shown = new Map<string, { title: string; ratePercent: string; amount: Money }>();
  for (const { title, ratePercent, amount } of lines) {
    const key = `${title} ${ratePercent}`;
    const before = shown.get(key);
    shown.set(key, { title, ratePercent, amount: before ? add(before.amount, amount) : amount });
  }
  return { included, lines: [...shown.values()], total };
}

function paymentOf({ id, state, document }: Checkout, order: OrderName | null): CheckoutView["payment"] {
  if (order) return { kind: "paid", orderToken: order.token, orderNumber: order.number };
  const { attempt, quote } = document;
  if (state === "open" && attempt?.kind !== "declined") {
    return { kind: quote?.price.total.amountMinor === 0 ? "not-needed" : "not-started" };
  }
  switch (attempt?.kind) {
    case "paying":
      return { kind: "confirming", attemptId: id, since: attempt.since };
    case "confirming":
      return { kind: "confirming", attemptId: attempt.attemptId, since: attempt.since };
    case "action-required": {
      const { tryId: _, isPromised: __, ...asked } = attempt;
      return asked;
    }
    case "declined":
      return { kind: "declined", message: attempt.message };
    case "method-wanted":
    case undefined:
      return { kind: "not-started" };
  }
}
