export { catalogShopCarts } from "./adapters/catalog-shop-carts.ts";
export { createTill } from "./create-till.ts";
export type {
  AuthorizedPayment,
  ChangeResult,
  ContinueResult,
  DeliveryAddressResult,
  FinalizeResult,
  PlaceOrderResult,
  StartResult,
  SweepReport,
  Till,
  TillParts,
} from "./till.ts";
export {
  type CaseRecord,
  casesAbout,
  closeCase,
  closedCases,
  openCase,
  openCases,
} from "./adapters/operator-cases.ts";
export {
  checkoutsById,
  type CheckoutSummary,
  findCheckoutsOf,
  ledgerOf,
  type LedgerRecord,
  type OrderSummary,
} from "./adapters/checkout-records.ts";
export type { CaseKind, DiscountLimit } from "./ports/till-store.ts";
export { setDiscountLimits } from "./adapters/discount-claims.ts";
export { findCheckoutById } from "./adapters/checkout-rows.ts";
export { findOrderById, lastOrderNumber } from "./adapters/order-rows.ts";
export { findRefund, noteShopRefund } from "./adapters/refund-rows.ts";
export type { OrderRefund, RefundedLine } from "./domain/refund.ts";
export { type Break, type DayReport, reconcile, reconciliationBreaks } from "./reconciliation.ts";
export type { Difference } from "./domain/reconciliation.ts";
export { createRefunds } from "./create-refunds.ts";
export type {
  OrderRefunds,
  RefundParts,
  Refunds,
  RefundView,
  RequestRefundCommand,
  RequestRefundResult,
} from "./refunds.ts";
export { orderMail, type OrderMail } from "./domain/order-mail.ts";
export { notChargedMail } from "./domain/not-charged-mail.ts";
export { refundMail } from "./domain/refund-mail.ts";
export { type Purchase, purchaseOf } from "./domain/purchase.ts";
export { lineSubtotal, lineTotal, type Price } from "./domain/price.ts";
export type { Order, OrderDocument, StoredOrder } from "./domain/order.ts";
export { checkoutMigrations } from "./migrations.ts";
export type { AddressSuggestions } from "./ports/address-suggestions.ts";
export { type Clock, systemClock } from "./ports/clock.ts";
export type { Mail, MailOutbox } from "./ports/mail-outbox.ts";
export type { CartAnswer, ShopCarts, ShopContext } from "./ports/shop-cart.ts";
export type { CartDiscount, CartLine, DeliveryOption, LineStock, ShopCart } from "./domain/shop-cart.ts";
export type { TaxAnswer, TaxCalculator, TaxRequest } from "./ports/tax-calculator.ts";
export type { Tax, TaxedLine } from "./domain/tax.ts";
export {
  type CaptureJob,
  type NotChargedJob,
  type OrderJob,
  queues,
  type RefundJob,
  type RetireCartJob,
  type VoidJob,
} from "./queues.ts";
export { tableTaxCalculator } from "./tax/table-tax-calculator.ts";
