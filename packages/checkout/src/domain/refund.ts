import type { Money } from "@evertill/money";
import type { RefundReason } from "@evertill/payments";

/** A decision to give money of an order back. What came of it is the refund of the same id in payments. */
export type OrderRefund = {
  /** A UUID. */
  readonly id: string;
  readonly orderId: string;
  readonly amount: Money;
  readonly reason: RefundReason;
  /** The goods that it is for; empty where it is for money only. */
  readonly lines: readonly RefundedLine[];
  /** Whether those goods go back on the shelf. */
  readonly restock: boolean;
  /** For people who look at the order later; the shopper does not read it. */
  readonly note: string | null;
  /** Where it was decided: in our console, or in the shop's own administration. */
  readonly origin: "console" | "shop";
  readonly requestedBy: string;
  readonly requestedAt: Date;
  /** The shop's own id of the refund that shows it there; null until it does. */
  readonly shopRefundId: string | null;
};

export type RefundedLine = {
  /** Of the order's cart. */
  readonly lineId: string;
  readonly quantity: number;
};
