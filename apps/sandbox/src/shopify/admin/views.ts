import { GraphQLError } from "graphql";
import { gid } from "../gid.ts";
import type { ProductDocument, ShopDocument, VariantDocument } from "../model.ts";
import { locationId } from "../stock/change-stock.ts";
import type { WebhookSubscriptionDocument } from "../webhooks/webhook.ts";
import type { MetafieldDefinitionDocument } from "./metafield-definitions.ts";
import type {
  OrderDocument,
  OrderLine,
  OrderRefund,
  OrderTransaction,
  ShippingLine,
  TaxLine,
} from "./order.ts";
import { refundableOf } from "./refund-order.ts";
import { bagOf, minorOf, totalsOf } from "./order-totals.ts";

/** Documents as the Admin schema names their fields. What is asked for and not here is refused by name. */
export function orderView(order: OrderDocument) {
  const { subtotal, shipping, tax, total, discount } = totalsOf(order);
  const paid = bagOf(order, (side) => sumOf(order, side, ["SALE", "CAPTURE"]));
  const refunded = bagOf(order, (side) => sumOf(order, side, ["REFUND"]));
  return {
    __typename: "Order",
    document: order,
    id: gid("Order", order.id),
    legacyResourceId: order.id,
    name: order.name,
    number: order.number,
    email: order.email,
    phone: order.phone,
    note: order.note,
    tags: order.tags,
    test: order.test,
    createdAt: order.createdAt,
    updatedAt: order.updatedAt,
    processedAt: order.processedAt,
    cancelledAt: order.cancelledAt,
    cancelReason: order.cancelReason?.toUpperCase() ?? null,
    closed: false,
    confirmed: true,
    currencyCode: order.currency,
    presentmentCurrencyCode: order.presentmentCurrency,
    taxesIncluded: order.taxesIncluded,
    displayFinancialStatus: order.financialStatus,
    displayFulfillmentStatus: "UNFULFILLED",
    fullyPaid: order.financialStatus === "PAID",
    unpaid: order.financialStatus !== "PAID",
    sourceName: order.sourceName,
    sourceIdentifier: order.sourceIdentifier,
    discountCode: order.discount?.code ?? null,
    discountCodes: order.discount ? [order.discount.code] : [],
    customAttributes: order.customAttributes,
    subtotalPriceSet: subtotal,
    currentSubtotalPriceSet: subtotal,
    totalDiscountsSet: discount,
    totalShippingPriceSet: shipping,
    totalTaxSet: tax,
    currentTotalTaxSet: tax,
    totalPriceSet: total,
    currentTotalPriceSet: total,
    totalReceivedSet: paid,
    totalRefundedSet: refunded,
    netPaymentSet: bagOf(order, (side) => minorOf(paid, side) - minorOf(refunded, side)),
    totalOutstandingSet: bagOf(order, (side) => minorOf(total, side) - minorOf(paid, side)),
    totalCapturableSet: bagOf(order, (side) =>
      order.cancelledAt === null
        ? Math.max(0, sumOf(order, side, ["AUTHORIZATION"]) - minorOf(paid, side))
        : 0,
    ),
    taxLines: [
      ...order.taxLines,
      ...order.lines.flatMap((line) => line.taxLines),
      ...order.shippingLines.flatMap((line) => line.taxLines),
    ].map(taxLineView),
    shippingAddress: addressView(order.shippingAddress),
    billingAddress: addressView(order.billingAddress),
    shippingLine: order.shippingLines[0] ? shippingLineView(order.shippingLines[0]) : null,
  };
}

function sumOf(
  { transactions }: OrderDocument,
  side: "shopMoney" | "presentmentMoney",
  kinds: readonly OrderTransaction["kind"][],
): number {
  return transactions
    .filter(({ kind, status }) => status === "SUCCESS" && kinds.includes(kind))
    .reduce((sum, { amountSet }) => sum + minorOf(amountSet, side), 0);
}

function addressView(address: OrderDocument["shippingAddress"]) {
  if (!address) return null;
  const { countryCode = null, country = null } = address;
  const known = [
    "address1",
    "address2",
    "city",
    "company",
    "firstName",
    "lastName",
    "phone",
    "province",
    "provinceCode",
    "zip",
  ];
  return {
    ...Object.fromEntries(known.map((field) => [field, address[field] ?? null])),
    countryCode,
    countryCodeV2: countryCode,
    country: country ?? countryCode,
  };
}

export function lineView(line: OrderLine, order: OrderDocument) {
  return {
    __typename: "LineItem",
    id: gid("LineItem", line.id),
    title: line.title,
    name: line.variantTitle ? `${line.title} - ${line.variantTitle}` : line.title,
    variantTitle: line.variantTitle,
    sku: line.sku,
    quantity: line.quantity,
    currentQuantity: refundableOf(order, line.id),
    refundableQuantity: refundableOf(order, line.id),
    unfulfilledQuantity: refundableOf(order, line.id),
    requiresShipping: line.requiresShipping,
    taxable: line.taxable,
    taxLines: line.taxLines.map(taxLineView),
    customAttributes: line.customAttributes,
    originalUnitPriceSet: line.unitPriceSet,
    originalTotalSet: bagOf(order, (side) => minorOf(line.unitPriceSet, side) * line.quantity),
    variantId: line.variantId,
  };
}

export function shippingLineView(line: ShippingLine) {
  return {
    __typename: "ShippingLine",
    id: gid("ShippingLine", line.id),
    title: line.title,
    code: line.code,
    source: line.source,
    custom: false,
    originalPriceSet: line.priceSet,
    discountedPriceSet: line.priceSet,
    taxLines: line.taxLines.map(taxLineView),
  };
}

function taxLineView({ title, rate, priceSet }: TaxLine) {
  return { title, rate, ratePercentage: rate * 100, priceSet, price: priceSet.shopMoney.amount };
}

export function transactionView(
  transaction: OrderTransaction,
  transactions: readonly OrderTransaction[] = [],
): object {
  const parent = transactions.find(({ id }) => id === transaction.parentId);
  return {
    __typename: "OrderTransaction",
    id: gid("OrderTransaction", transaction.id),
    kind: transaction.kind,
    status: transaction.status,
    gateway: transaction.gateway,
    amountSet: transaction.amountSet,
    authorizationCode: transaction.authorizationCode,
    createdAt: transaction.createdAt,
    processedAt: transaction.processedAt,
    test: false,
    parentTransaction: parent ? transactionView(parent) : null,
  };
}

export function refundView(refund: OrderRefund, order: OrderDocument) {
  const { id, createdAt, note, transactionIds } = refund;
  const transactions = order.transactions.filter((transaction) => transactionIds.includes(transaction.id));
  const totalRefundedSet = bagOf(order, (side) =>
    transactions.reduce((sum, { amountSet }) => sum + minorOf(amountSet, side), 0),
  );
  return {
    __typename: "Refund",
    id: gid("Refund", id),
    legacyResourceId: id,
    createdAt,
    processedAt: createdAt,
    updatedAt: createdAt,
    note,
    totalRefundedSet,
    totalRefunded: totalRefundedSet.shopMoney,
  };
}

export function productView(product: ProductDocument) {
  return {
    __typename: "Product",
    document: product,
    id: gid("Product", product.id),
    legacyResourceId: product.id,
    handle: product.handle,
    title: product.title.en,
    descriptionHtml: product.descriptionHtml.en,
    status: product.status.toUpperCase(),
    vendor: product.vendor,
    productType: product.productType,
    tags: product.tags,
    createdAt: product.createdAt,
    updatedAt: product.updatedAt,
    publishedAt: product.publishedAt,
    isGiftCard: product.isGiftCard,
    seo: { title: product.seo.title.en, description: product.seo.description.en },
  };
}

export function variantView(
  variant: VariantDocument,
  product: ProductDocument | undefined,
  shop: ShopDocument | undefined,
) {
  const currency = shop?.currency ?? "";
  const values = product?.options.map(({ name, values }, index) => ({
    name: name.en,
    value: values.find(({ id }) => id === variant.optionValueIds[index])?.name.en ?? "",
  }));
  const title = values?.map(({ value }) => value).join(" / ") || "Default Title";
  return {
    __typename: "ProductVariant",
    document: variant,
    id: gid("ProductVariant", variant.id),
    legacyResourceId: variant.id,
    title,
    displayName: `${product?.title.en ?? ""} - ${title}`,
    sku: variant.sku,
    barcode: variant.barcode,
    position: variant.position,
    price: variant.price[currency] ?? Object.values(variant.price)[0] ?? "0",
    compareAtPrice: variant.compareAtPrice?.[currency] ?? null,
    taxable: variant.taxable,
    inventoryPolicy: variant.inventory.policy.toUpperCase(),
    inventoryQuantity: variant.inventory.onHand - variant.inventory.committed,
    selectedOptions: values ?? [],
    createdAt: variant.createdAt,
    updatedAt: variant.updatedAt,
  };
}

export function inventoryItemView(variant: VariantDocument) {
  const { itemId, tracked, updatedAt } = variant.inventory;
  return {
    __typename: "InventoryItem",
    variantDocument: variant,
    id: gid("InventoryItem", itemId),
    legacyResourceId: itemId,
    sku: variant.sku,
    tracked,
    requiresShipping: variant.requiresShipping,
    createdAt: variant.createdAt,
    updatedAt,
  };
}

export function inventoryLevelView(variant: VariantDocument) {
  return {
    __typename: "InventoryLevel",
    variantDocument: variant,
    id: `${gid("InventoryLevel", locationId)}?inventory_item_id=${variant.inventory.itemId}`,
    isActive: true,
    createdAt: variant.createdAt,
    updatedAt: variant.inventory.updatedAt,
  };
}

// Shopify's names of quantities; this shop has no goods in any state but the first three.
const quantityNames = [
  "available",
  "on_hand",
  "committed",
  "incoming",
  "reserved",
  "damaged",
  "safety_stock",
  "quality_control",
];

/** The named quantities of a level. Throws on a name that Shopify does not know. */
export function quantitiesOf({ inventory }: VariantDocument, names: readonly string[]) {
  const known: Record<string, number> = {
    available: inventory.onHand - inventory.committed,
    on_hand: inventory.onHand,
    committed: inventory.committed,
  };
  const unknown = names.find((name) => !quantityNames.includes(name));
  if (unknown !== undefined)
    throw new GraphQLError(`Quantity name "${unknown}" is not one of ${quantityNames.join(", ")}`);
  return names.map((name) => ({
    id: gid("InventoryQuantity", `${inventory.itemId}-${name}`),
    name,
    quantity: known[name] ?? 0,
    updatedAt: inventory.updatedAt,
  }));
}

export function locationView(shop: ShopDocument | undefined) {
  return {
    __typename: "Location",
    id: gid("Location", locationId),
    legacyResourceId: locationId,
    name: shop ? `${shop.name} warehouse` : "Warehouse",
    isActive: true,
    isPrimary: true,
    fulfillsOnlineOrders: true,
    shipsInventory: true,
  };
}

export function subscriptionView({ id, topic, uri, createdAt }: WebhookSubscriptionDocument) {
  return {
    __typename: "WebhookSubscription",
    id: gid("WebhookSubscription", id),
    legacyResourceId: id,
    topic: topic.toUpperCase().replace("/", "_"),
    uri,
    callbackUrl: uri,
    format: "JSON",
    createdAt,
    updatedAt: createdAt,
    filter: null,
    includeFields: [],
    metafieldNamespaces: [],
    endpoint: { __typename: "WebhookHttpEndpoint", callbackUrl: uri },
  };
}

export function definitionView({ id, name, namespace, key, type, ownerType }: MetafieldDefinitionDocument) {
  return {
    __typename: "MetafieldDefinition",
    id: gid("MetafieldDefinition", id),
    name,
    namespace,
    key,
    ownerType,
    type: { name: type, category: type.toUpperCase() },
  };
}
