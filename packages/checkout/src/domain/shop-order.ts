import type { Money } from "@evertill/money";

/** An order of ours as the shop's own people have left it there. */
export type ShopOrder = {
  /** Null where the order is none of ours. */
  readonly orderId: string | null;
  readonly shopOrderId: string;
  /** The shop's name of it, for people: "#1001". */
  readonly name: string;
  readonly cancelledAt: Date | null;
  /** What the goods and their delivery come to now, after edits and returned goods. */
  readonly total: Money;
  readonly refunds: readonly ShopRefund[];
};

export type ShopRefund = {
  readonly shopRefundId: string;
  /** Our id of it; null for one that was made there. */
  readonly refundId: string | null;
  /** Zero where only goods came back. */
  readonly amount: Money;
};
