import type { Database, Jobs } from "@evertill/database";
import type { Money } from "@evertill/money";
import type { RefundState } from "@evertill/payments";
import type { OrderRefund } from "./domain/refund.ts";
import type { Clock } from "./ports/clock.ts";

/** Decisions to give money of an order back, and what came of them: for the console. */
export interface Refunds {
  /**
   * Decides on a refund: stored, held against what was captured, and sent as a job in one transaction. The worker asks the
   * provider; the ledger, the shop and the shopper hear of it once it is given back. Of two at the same moment that are too
   * much together, one is told what is left.
   */
  request(command: RequestRefundCommand): Promise<RequestRefundResult>;
  /** What may still be asked back of an order, and its refunds. Null: no such order. */
  ofOrder(orderId: string): Promise<OrderRefunds | null>;
}

/** What a decision on a refund needs: no provider, so that whoever decides holds no keys. */
export type RefundParts = {
  readonly database: Database;
  readonly jobs: Pick<Jobs, "send">;
  readonly clock: Clock;
};

/** `refundId` is made where the form is shown, so that pressing twice decides once. */
export type RequestRefundCommand = Omit<OrderRefund, "id" | "requestedAt" | "shopRefundId"> & {
  readonly refundId: string;
  readonly shopRefundId?: string | undefined;
};

export type RequestRefundResult =
  | { readonly kind: "requested" }
  /** It was decided before, with the same id and amount. */
  | { readonly kind: "again" }
  | { readonly kind: "no-such-order" }
  /** The id came before with another amount or for another order. */
  | { readonly kind: "other-data" }
  /** Nothing of the order was captured yet, so there is nothing to give back. */
  | { readonly kind: "not-captured" }
  /** Zero or less, in another currency, or more than `left`. */
  | { readonly kind: "out-of-range"; readonly left: Money }
  /** Not a line of the order, or more of it than was bought. */
  | { readonly kind: "unknown-line"; readonly lineId: string };

/** A decision with what came of it. */
export type RefundView = OrderRefund & {
  readonly state: RefundState;
  readonly since: Date;
  /** The provider's own id of it. */
  readonly providerReference: string | null;
  /** Why nothing was given back; null unless it is `refused`. */
  readonly refusal: string | null;
};

export type OrderRefunds = {
  /** What was captured and no refund has asked back; null while nothing was captured. */
  readonly left: Money | null;
  /** Oldest first. */
  readonly refunds: readonly RefundView[];
};
