export type { CardSummary, Decline, DeclineClass, PaymentOutcome, ShopperAction } from "./outcome.ts";
export type { Instrument } from "./payment-method.ts";
