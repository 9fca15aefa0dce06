import { gid } from "../gid.ts";
import type { OrderDocument } from "./order.ts";
import { totalsOf } from "./order-totals.ts";

/** The REST order of Shopify's webhook samples, as far as the store knows it. */
export function orderPayload(order: OrderDocument): object {
  const { subtotal, shipping, tax, total } = totalsOf(order);
  return {
    id: Number(order.id),
    admin_graphql_api_id: gid("Order", order.id),
    name: order.name,
    order_number: order.number,
    email: order.email,
    currency: order.currency,
    presentment_currency: order.presentmentCurrency,
    financial_status: order.financialStatus.toLowerCase(),
    cancelled_at: order.cancelledAt,
    cancel_reason: order.cancelReason,
    created_at: order.createdAt,
    updated_at: order.updatedAt,
    source_name: order.sourceName,
    source_identifier: order.sourceIdentifier,
    subtotal_price: subtotal.shopMoney.amount,
    total_shipping_price_set: {
      shop_money: snake(shipping.shopMoney),
      presentment_money: snake(shipping.presentmentMoney),
    },
    total_tax: tax.shopMoney.amount,
    total_price: total.shopMoney.amount,
    line_items: order.lines.map((line) => ({
      id: Number(line.id),
      variant_id: line.variantId === null ? null : Number(line.variantId),
      product_id: line.productId === null ? null : Number(line.productId),
      sku: line.sku,
      title: line.title,
      quantity: line.quantity,
      price: line.unitPriceSet.shopMoney.amount,
    })),
  };
}

function snake({ amount, currencyCode }: { amount: string; currencyCode: string }) {
  return { amount, currency_code: currencyCode };
}
