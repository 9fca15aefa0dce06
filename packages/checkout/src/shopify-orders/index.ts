export { createShopifyOrders } from "./shopify-orders.ts";
export { createShopLevels, type LevelsAnswer, type ShopLevels } from "./shop-levels.ts";
export { createShopDiscounts, type DiscountLimitsAnswer, type ShopDiscounts } from "./shop-discounts.ts";
export type { AdminSettings } from "./admin-transport.ts";
export type { CreateResult, ExportableOrder, MarkPaidResult, OrderDestination } from "./order-destination.ts";
