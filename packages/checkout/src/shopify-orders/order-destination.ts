import type { Level } from "@evertill/inventory";
import type { Address, Contact } from "../api/contract.ts";
import type { OrderRefund } from "../domain/refund.ts";
import type { ShopCart } from "../domain/shop-cart.ts";
import type { ShopOrder } from "../domain/shop-order.ts";
import type { Tax } from "../domain/tax.ts";
import type { Money } from "@evertill/money";

/** A placed order, as far as a destination needs it; the till's own `Order` is one. */
export type ExportableOrder = {
  readonly id: string;
  /** For people: "LL-10428". */
  readonly number: string;
  readonly placedAt: Date;
  /** Path of the locale, "de-de". */
  readonly locale: string;
  readonly document: {
    readonly cart: Pick<ShopCart, "lines">;
    readonly price: {
      readonly discountTotal: Money;
      readonly delivery: { readonly handle: string; readonly title: string; readonly total: Money } | null;
      readonly tax: Tax | null;
      readonly total: Money;
    };
    readonly contact: Contact;
    readonly deliveryAddress: Address | null;
    /** Null: the same as the delivery address. */
    readonly billingAddress: Address | null;
    /** Null when nothing was to be paid. */
    readonly payment: { readonly attemptId: string; readonly provider: string } | null;
  };
};

/** Where placed orders go to be fulfilled. */
export interface OrderDestination {
  /** Makes the order there exactly once: it is looked up by our id first, and our id is unique there. Safe to repeat. */
  create(order: ExportableOrder): Promise<CreateResult>;
  /** Shows the order as paid, after its payment was captured. Safe to repeat. */
  markPaid(orderId: string): Promise<MarkPaidResult>;
  /** Shows money that was given back, and takes its goods back on the shelf where that was chosen; once by the refund's id. */
  refund(order: ExportableOrder, refund: ExportableRefund): Promise<RefundResult>;
  /** Reads an order there, by its own id of it. */
  read(shopOrderId: string): Promise<ReadResult>;
}

/** A refund, as far as a destination needs it; the till's own `OrderRefund` is one. */
export type ExportableRefund = Pick<OrderRefund, "id" | "amount" | "lines" | "restock" | "note">;

export type RefundResult =
  | { readonly kind: "refunded"; readonly shopRefundId: string; readonly again: boolean }
  /** The order has not arrived there yet: later. */
  | { readonly kind: "not-there" }
  | Refused
  | Silent;

export type ReadResult = { readonly kind: "order"; readonly order: ShopOrder | null } | Refused | Silent;

export type CreateResult =
  | {
      readonly kind: "created";
      readonly shopOrderId: string;
      /** The destination's own time of the order. */
      readonly createdAt: Date;
      /** It was there already: an earlier answer had been lost. */
      readonly again: boolean;
      /** The stock there did not suffice, and was taken below zero: the order is paid. */
      readonly oversold: boolean;
      /** Counts read after the order was made; empty when they could not be read. */
      readonly levels: readonly Level[];
    }
  | Refused
  | Silent;

export type MarkPaidResult =
  | { readonly kind: "paid"; readonly again: boolean }
  /** The order has not arrived there yet: later. */
  | { readonly kind: "not-there" }
  | Refused
  | Silent;

/** Said no, with reasons for a person. A repeat would be refused too. */
export type Refused = { readonly kind: "refused"; readonly reasons: readonly string[] };

/** No readable answer: it may have been done. Look up before anything else, later. */
export type Silent = { readonly kind: "silent"; readonly reason: string };
