import type { Database, Transaction } from "@evertill/database";
import type { Checkout, CheckoutDocument } from "../domain/checkout.ts";
import type { LedgerTransaction } from "../domain/ledger.ts";
import type { Order, StoredOrder } from "../domain/order.ts";
import type { OrderRefund } from "../domain/refund.ts";
import type { DeliveryOption } from "../domain/shop-cart.ts";
import type { CheckoutState } from "../domain/state.ts";
import type { PlaceOrderResult } from "../till.ts";

export type Claim =
  | { readonly kind: "claimed"; readonly checkout: Checkout }
  | { readonly kind: "not-found" }
  | { readonly kind: "replay"; readonly result: PlaceOrderResult }
  | { readonly kind: "in-progress" }
  | { readonly kind: "other-body" };

export type CaseKind =
  /** Paid, and the goods are not all there: backorder, substitute or refund. */
  | "paid-unallocated"
  /** Money was authorised for a checkout that did not want it; it is being given up. */
  | "unwanted-authorization"
  /** A second authorisation beside the one the order was placed with. */
  | "second-authorization"
  /** The authorisation of a placed order was lost before capture. */
  | "authorization-lost"
  | "capture-failed"
  /** Cancelled in the shop, and money of it is still ours: refund it, or say why not. */
  | "shop-order-cancelled"
  /** Edited in the shop, and what it comes to there is not what was paid. */
  | "shop-order-edited"
  /** Refunded in the shop, and it cannot be given back here. */
  | "shop-refund-unmatched";

/** What the shop allows of a code. Null: as often as one likes. */
export type DiscountLimit = {
  readonly code: string;
  readonly usageLimit: number | null;
  readonly oncePerCustomer: boolean;
};

/** Where rates are the same, as far as we know. `zone` is empty where the country has none. */
export type Parcel = {
  readonly country: string;
  readonly zone: string;
  readonly currency: string;
  /** What the goods come to after their discounts, in minor units of the currency. */
  readonly goodsMinor: number;
};

/** What the use cases keep. Every method takes the connection or the transaction it works in. */
export interface TillStore {
  /** Inserts the one checkout of a cart; null when the cart has an open one already. */
  insertCheckout(
    database: Database,
    checkout: Pick<Checkout, "id" | "token" | "cartId" | "locale" | "createdAt" | "document">,
  ): Promise<Checkout | null>;
  findCheckoutByToken(database: Database | Transaction, token: string): Promise<Checkout | null>;
  findCheckoutById(database: Database | Transaction, id: string): Promise<Checkout | null>;
  /** The newest checkout of a cart, whatever its state. */
  findCheckoutByCart(database: Database, cartId: string): Promise<Checkout | null>;
  /** Reads a checkout and holds its row until the transaction ends: whoever decides about its money does it alone. */
  lockCheckout(tx: Transaction, id: string): Promise<Checkout | null>;
  /** Writes what was typed or read, and the checkout's locale, when the checkout is still open and nobody wrote since; null when not. */
  saveDocument(
    database: Database | Transaction,
    checkout: Checkout,
    document: CheckoutDocument,
    now: Date,
  ): Promise<Checkout | null>;
  /** Moves a checkout to another state with the document it then has; null when it is not where it was read. */
  moveCheckout(
    tx: Database | Transaction,
    checkout: Checkout,
    to: { state: CheckoutState; claimedUntil: Date | null; document: CheckoutDocument; now: Date },
  ): Promise<Checkout | null>;
  /** Checkouts whose payment should have come to an end by now. */
  overdueCheckouts(database: Database, now: Date, limit: number): Promise<Checkout[]>;
  /** Expires open checkouts nobody touched since `idleSince`. Nothing is reserved for an open one. */
  expireIdle(database: Database, idleSince: Date, now: Date): Promise<number>;
  /** Notes how the latest try to pay stands, while the checkout is completing; null when it no longer is where it was read. */
  noteAttempt(
    tx: Database | Transaction,
    checkout: Checkout,
    note: { document: CheckoutDocument; claimedUntil: Date; now: Date },
  ): Promise<Checkout | null>;
  /**
   * Places the order of a checkout that is completing: gives it its public number, books it, completes the checkout and adds
   * `order.placed` to the outbox. Throws when the checkout is not where it was read: lock it first.
   */
  placeOrder(
    tx: Transaction,
    placed: {
      readonly checkout: Checkout;
      readonly order: Omit<Order, "number">;
      readonly booking: LedgerTransaction;
    },
  ): Promise<string>;
  findOrderByToken(database: Database, token: string): Promise<StoredOrder | null>;
  findOrderById(database: Database | Transaction, id: string): Promise<StoredOrder | null>;
  findOrderByCheckout(database: Database | Transaction, checkoutId: string): Promise<StoredOrder | null>;
  /** Notes how much of an order was captured so far. The amount never goes down. */
  noteCaptured(tx: Transaction, id: string, capturedMinor: number): Promise<void>;
  /** Reads an order and holds its row until the transaction ends: what is given back of it is added up by one at a time. */
  lockOrderByCheckout(tx: Transaction, checkoutId: string): Promise<StoredOrder | null>;
  /** Adds a decision on a refund; one of the same id that is there already stays as it is. */
  insertRefund(tx: Transaction, refund: OrderRefund): Promise<void>;
  /** Oldest first. */
  findRefundsOfOrder(database: Database | Transaction, orderId: string): Promise<readonly OrderRefund[]>;
  /** Notes how much of an order was given back so far. */
  noteRefunded(tx: Transaction, id: string, refundedMinor: number): Promise<void>;
  /** Books a transaction, once per kind and reference; false when it was booked before. The database refuses one off balance. */
  postToLedger(tx: Transaction, values: LedgerTransaction, at: Date): Promise<boolean>;
  /** Claims a key for the checkout with that token, before any work is done for it, and reads the checkout. */
  claimKey(
    database: Database,
    values: { token: string; key: string; fingerprint: string; now: Date },
  ): Promise<Claim>;
  /** Forgets a claim that came to nothing, so that the same request may come again. */
  dropClaim(database: Database, values: { checkoutId: string; key: string }): Promise<void>;
  /** Keeps the answer for whoever asks again with the same key. */
  keepResult(
    database: Database | Transaction,
    values: { checkoutId: string; key: string; result: PlaceOrderResult },
  ): Promise<void>;
  /** Hands something to a person; a case of that kind that is open for the subject already stays the only one. */
  openCase(
    database: Database | Transaction,
    values: { kind: CaseKind; subject: string; detail: object; now: Date },
  ): Promise<void>;
  /** Closes the open case of that kind about a subject, where there is one: it came right by itself. */
  closeCaseAbout(database: Database | Transaction, kind: CaseKind, subject: string, now: Date): Promise<void>;
  /** Remembers that the shop's people cancelled an order there; the first moment stays. */
  noteCancelled(database: Database | Transaction, id: string, at: Date): Promise<void>;
  /** Remembers which refund in the shop shows one of ours; the first stays. */
  noteShopRefund(database: Database | Transaction, id: string, shopRefundId: string): Promise<void>;
  /** Adds an event to the outbox, with the columns Debezium's outbox router reads. */
  addToOutbox(
    tx: Transaction,
    event: { aggregate: { type: string; id: string }; type: string; payload: object; now: Date },
  ): Promise<void>;
  /** Claims codes for a checkout, all or none; answers those that are used up. A claim becomes the use when the order is placed. */
  claimDiscounts(
    tx: Transaction,
    values: { checkoutId: string; codes: readonly string[]; email: string; now: Date },
  ): Promise<readonly string[]>;
  /** Those of the codes that others have used up, in upper case. Claims nothing: paying does. */
  usedUpDiscounts(
    database: Database,
    values: { checkoutId: string; codes: readonly string[]; email: string },
  ): Promise<readonly string[]>;
  /** Gives the claims of a checkout back. */
  releaseDiscounts(tx: Transaction, checkoutId: string): Promise<void>;
  /** Remembers what the shop offers for a parcel; written once a minute at most. */
  rememberDelivery(
    database: Database,
    parcel: Parcel,
    options: readonly DeliveryOption[],
    now: Date,
  ): Promise<void>;
  /** What the shop last offered there for goods worth as much or the nearest less, if no longer ago than `since`; empty when not. */
  knownDelivery(database: Database, parcel: Parcel, since: Date): Promise<readonly DeliveryOption[]>;
}
