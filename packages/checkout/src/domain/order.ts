import type { CardSummary } from "@evertill/payments";
import type { Address, Contact, PayRequest } from "../api/contract.ts";
import type { ShopCart } from "./shop-cart.ts";
import type { Price } from "./price.ts";

/** What the shop owes the shopper. Immutable; what happens to it later is told by the ledger and by the shop. */
export type Order = {
  readonly id: string;
  /** Unguessable, in the address of the order page. */
  readonly token: string;
  /** For people: "LL-10428". */
  readonly number: string;
  readonly checkoutId: string;
  readonly placedAt: Date;
  readonly locale: string;
  readonly document: OrderDocument;
};

export type OrderDocument = {
  readonly country: string;
  readonly cart: ShopCart;
  readonly price: Price;
  readonly contact: Contact;
  readonly deliveryAddress: Address | null;
  readonly billingAddress: Address | null;
  /** Null when nothing was to be paid. */
  readonly payment: {
    readonly attemptId: string;
    readonly provider: string;
    readonly card: CardSummary | null;
  } | null;
  readonly tracking: PayRequest["tracking"] | null;
};

/** An order with what its payment has come to; the three amounts are facts of their own. */
export type StoredOrder = Order & {
  readonly attemptId: string | null;
  readonly authorizedMinor: number;
  readonly capturedMinor: number;
  readonly refundedMinor: number;
  /** When the shop's own people cancelled it there. */
  readonly cancelledAt: Date | null;
};
