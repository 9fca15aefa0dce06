/** The worker's own queues, beside those of the till. */
export const workerQueues = {
  applyProviderEvent: "payment.apply-event",
  applyShopEvent: "shop.apply-event",
  reconcileInventory: "inventory.reconcile",
  reconcileProviders: "payment.reconcile",
  refreshPages: "pages.refresh",
  refreshLists: "pages.refresh-lists",
  sweepShop: "pages.sweep-shop",
  sweepWholeShop: "pages.sweep-whole-shop",
  readDiscountLimits: "discounts.read-limits",
} as const;

export type EventJob = { readonly eventId: string };
