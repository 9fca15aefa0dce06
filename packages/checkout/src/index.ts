export type {
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
export type { AddressSuggestions } from "./ports/address-suggestions.ts";
export { type Clock, systemClock } from "./ports/clock.ts";
export type { Mail, MailOutbox } from "./ports/mail-outbox.ts";
export type { Fence, PayCommand, Payments, PaymentStanding } from "./ports/payments.ts";
export type {
  CartAnswer,
  CartDiscount,
  CartLine,
  DeliveryOption,
  LineStock,
  ShopCart,
  ShopCarts,
  ShopContext,
} from "./ports/shop-cart.ts";
export type { Tax, TaxAnswer, TaxCalculator, TaxedLine, TaxRequest } from "./ports/tax-calculator.ts";
export { type CaptureJob, type OrderJob, queues, type RetireCartJob, type VoidJob } from "./queues.ts";
