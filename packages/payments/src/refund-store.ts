import type { Money } from "@evertill/money";
import type { PaymentNews } from "./payments.ts";
import type { Refund, RefundReason, RefundStep } from "./refund/refund.ts";

/** What payments remember of money on its way back. Every write is guarded, as in `attempt-store.ts`. */
export interface RefundStore {
  /** Stores a refund and holds its amount of what was captured, once per id; of two at once that are too much together, one is told so. */
  begin(request: BeginRefundRequest): Promise<BegunRefund>;
  find(refundId: string): Promise<Refund | null>;
  /** Moves a refund on and writes its history and the news; a refused one lets go of its amount. Null when it was no longer in the state it was read in. */
  move(refund: Refund, to: RefundStep, cause: string, news: PaymentNews | null): Promise<Refund | null>;
  /** Refunds whose outcome is not learnt and whose time to be looked after has come. */
  findDue(limit: number): Promise<readonly Refund[]>;
  scheduleRead(refund: Refund, at: Date): Promise<void>;
}

export type BeginRefundRequest = {
  /** The payment's, which is the checkout's id. */
  readonly reference: string;
  /** A UUID. */
  readonly refundId: string;
  readonly amount: Money;
  readonly reason: RefundReason;
};

export type BegunRefund =
  | { readonly kind: "begun"; readonly refund: Refund }
  | { readonly kind: "again"; readonly refund: Refund }
  /** The id came before with another amount or for another payment. */
  | { readonly kind: "other-data" }
  | { readonly kind: "not-captured" }
  /** Zero or less, in another currency, or more than `left`, which is what no refund has asked back yet. */
  | { readonly kind: "out-of-range"; readonly left: Money };
