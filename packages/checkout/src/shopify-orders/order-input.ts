import { add, isZero, type Money, moneyToDecimal, subtract, sum, zero } from "@evertill/money";
import type { Address } from "../api/contract.ts";
import type { CartLine } from "../domain/shop-cart.ts";
import type { TaxedLine } from "../domain/tax.ts";
import type { ExportableOrder } from "./order-destination.ts";

/** The metafield that holds our order id; its definition has type `id`, which the shop keeps unique. */
export const customId = { namespace: "evertill", key: "order_id" } as const;

/** Whether the shop may refuse an order for want of stock. BYPASS, its default, would leave the stock untouched. */
export type InventoryBehaviour = "DECREMENT_OBEYING_POLICY" | "DECREMENT_IGNORING_POLICY";

/**
 * `OrderCreateOrderInput` and its options, Admin API 2026-04.
 *
 * Amounts are written in the order's own currency only, with that as the order's shop-facing currency too: the shop's
 * exchange rate of that moment is not ours to invent. The shop takes one discount per order, so allocations are added up
 * into one fixed discount; discounts on delivery are already in its price.
 */
export function orderCreateVariables(order: ExportableOrder, inventoryBehaviour: InventoryBehaviour) {
  return {
    order: orderInput(order),
    options: { inventoryBehaviour, sendReceipt: false, sendFulfillmentReceipt: false },
  };
}

function orderInput({ id, number, placedAt, locale, document }: ExportableOrder) {
  const { cart, price, contact, deliveryAddress, billingAddress, payment } = document;
  const { currency } = price.total;
  const billing = billingAddress ?? deliveryAddress;
  return {
    currency,
    presentmentCurrency: currency,
    email: contact.email,
    ...(contact.phone ? { phone: contact.phone } : {}),
    buyerAcceptsMarketing: contact.acceptsMarketing,
    processedAt: placedAt.toISOString(),
    sourceIdentifier: id,
    metafields: [{ ...customId, type: "id", value: id }],
    customAttributes: [
      { key: "evertill_order", value: number },
      { key: "evertill_locale", value: locale },
    ],
    tags: ["evertill"],
    note: `Order ${number}`,
    lineItems: cart.lines.map((line) => lineItem(line, price.tax?.lines ?? [])),
    taxesIncluded: price.tax?.included ?? false,
    ...(price.delivery ? { shippingLines: [shippingLine(price.delivery, price.tax?.lines ?? [])] } : {}),
    ...(deliveryAddress ? { shippingAddress: mailingAddress(deliveryAddress) } : {}),
    ...(billing ? { billingAddress: mailingAddress(billing) } : {}),
    ...discount(cart.lines, price.discountTotal),
    ...paidBy(payment, price.total, placedAt),
  };
}

function lineItem(line: CartLine, taxes: readonly TaxedLine[]) {
  return {
    variantId: `gid://shopify/ProductVariant/${line.variantId}`,
    productId: `gid://shopify/Product/${line.productId}`,
    title: line.title,
    ...(line.variantTitle === null ? {} : { variantTitle: line.variantTitle }),
    ...(line.sku === null ? {} : { sku: line.sku }),
    quantity: line.quantity,
    priceSet: bag(line.unitPrice),
    requiresShipping: line.requiresShipping,
    taxable: line.taxable,
    taxLines: taxLines(line.id, taxes),
  };
}

function shippingLine(
  { handle, title, total }: { handle: string; title: string; total: Money },
  taxes: readonly TaxedLine[],
) {
  return {
    title,
    code: handle,
    source: "evertill",
    priceSet: bag(total),
    taxLines: taxLines("delivery", taxes),
  };
}

function taxLines(id: string, taxes: readonly TaxedLine[]) {
  return taxes
    .filter((tax) => tax.id === id)
    .map(({ title, ratePercent, amount }) => ({
      title,
      rate: proportion(ratePercent),
      priceSet: bag(amount),
      channelLiable: false,
    }));
}

/** "7.25" percent is the decimal "0.0725", without the detour over a binary fraction. */
export function proportion(percent: string): string {
  const match = /^(\d+)(?:\.(\d+))?$/.exec(percent);
  if (!match) throw new RangeError(`Not a tax rate in percent: "${percent}"`);
  const [, whole = "0", fraction = ""] = match;
  const digits = whole.padStart(3, "0");
  const decimals = `${digits.slice(-2)}${fraction}`.replace(/0+$/, "");
  const units = String(Number(digits.slice(0, -2)));
  return decimals === "" ? units : `${units}.${decimals}`;
}

function discount(lines: readonly CartLine[], total: Money) {
  if (isZero(total)) return {};
  const names = lines.flatMap(({ discounts }) => discounts.map(({ code, title }) => code ?? title));
  const code = [...new Set(names)].join(" + ").slice(0, 255) || "Discount";
  return { discountCode: { itemFixedDiscountCode: { code, amountSet: bag(total) } } };
}

function paidBy(payment: ExportableOrder["document"]["payment"], total: Money, placedAt: Date) {
  if (!payment) return isZero(total) ? { financialStatus: "PAID" } : {};
  return {
    transactions: [
      {
        kind: "AUTHORIZATION",
        status: "SUCCESS",
        gateway: payment.provider,
        authorizationCode: payment.attemptId,
        amountSet: bag(total),
        processedAt: placedAt.toISOString(),
      },
    ],
  };
}

function bag(amount: Money) {
  const written = { amount: moneyToDecimal(amount), currencyCode: amount.currency };
  return { shopMoney: written, presentmentMoney: written };
}

function mailingAddress({ zone, postcode, country, ...address }: Address) {
  const { firstName, lastName, company, address1, address2, city, phone } = address;
  return {
    firstName,
    lastName,
    address1,
    city,
    countryCode: country,
    ...(company ? { company } : {}),
    ...(address2 ? { address2 } : {}),
    ...(zone ? { provinceCode: zone } : {}),
    ...(postcode ? { zip: postcode } : {}),
    ...(phone ? { phone } : {}),
  };
}

/** What the shop will add the order up to; a test holds it against the quote's total. */
export function totalOf({ document: { cart, price } }: ExportableOrder): Money {
  const { currency } = price.total;
  const goods = sum(
    cart.lines.map(({ unitPrice, quantity }) => ({
      ...unitPrice,
      amountMinor: unitPrice.amountMinor * quantity,
    })),
    currency,
  );
  const delivered = add(subtract(goods, price.discountTotal), price.delivery?.total ?? zero(currency));
  return price.tax && !price.tax.included ? add(delivered, price.tax.total) : delivered;
}
