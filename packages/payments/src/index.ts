export type { CardSummary, Decline, DeclineClass, PaymentOutcome, ShopperAction } from "./outcome.ts";
export type { Instrument } from "./payment-method.ts";
export type {
  CaptureResult,
  PayCommand,
  PaymentAddress,
  PaymentListener,
  PaymentNews,
  Payments,
  PaymentStatus,
  ReceivedEvent,
  RefundCommand,
  RefundResult,
  SweepReport,
  VoidResult,
} from "./payments.ts";
export type { PaymentProvider, ProviderName } from "./provider.ts";
