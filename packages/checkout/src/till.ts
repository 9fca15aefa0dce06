import type { Database, Jobs } from "@evertill/database";
import type { PaymentOutcome } from "@evertill/payments";
import type {
  Address,
  CheckoutView,
  Contact,
  DeliveryChange,
  OrderView,
  PayRequest,
  PayResult,
} from "./api/contract.ts";
import type { AddressSuggestions } from "./ports/address-suggestions.ts";
import type { Clock } from "./ports/clock.ts";
import type { Payments } from "./ports/payments.ts";
import type { ShopCarts } from "./ports/shop-cart.ts";
import type { TaxCalculator } from "./ports/tax-calculator.ts";

/** What the till is built from; an app's `compose.ts` brings the adapters. */
export type TillParts = {
  readonly database: Database;
  readonly payments: Payments;
  readonly carts: ShopCarts;
  readonly tax: TaxCalculator;
  readonly addressSuggestions: AddressSuggestions;
  readonly jobs: Pick<Jobs, "send">;
  readonly clock: Clock;
};

export type StartResult =
  | { readonly kind: "started"; readonly token: string; readonly checkout: CheckoutView }
  /** This cart was paid: show its order, start nothing. */
  | { readonly kind: "already-ordered"; readonly orderToken: string }
  | { readonly kind: "cart-empty" }
  | { readonly kind: "cart-gone" }
  | { readonly kind: "unknown-locale" }
  | { readonly kind: "shop-silent"; readonly message: string };

export type ChangeResult =
  | { readonly kind: "changed"; readonly checkout: CheckoutView }
  | { readonly kind: "not-found" }
  /** Being paid, paid or expired: nothing was changed. */
  | { readonly kind: "closed"; readonly checkout: CheckoutView; readonly message: string }
  /** Nothing was changed; field errors by path ("address.postcode"), in the shopper's language. */
  | { readonly kind: "invalid"; readonly fields: Readonly<Record<string, string>> }
  /** The shop did not answer, and without it this step cannot be taken. Nothing was changed. */
  | { readonly kind: "shop-silent"; readonly message: string };

export type DeliveryAddressResult =
  | ChangeResult
  /** Delivering there changes currency, prices or availability: ask, then send the same with `acceptChange`. */
  | { readonly kind: "needs-accepting"; readonly change: DeliveryChange };

export type PlaceOrderResult =
  | { readonly kind: "answered"; readonly result: PayResult }
  | { readonly kind: "not-found" }
  /** The idempotency key came before with another body (HTTP 422). */
  | { readonly kind: "key-reused" }
  /** The same key is being worked on at this moment (HTTP 409): ask again with the same key. */
  | { readonly kind: "in-progress" }
  /** Something is missing from the form; field errors by path. */
  | { readonly kind: "invalid"; readonly fields: Readonly<Record<string, string>> }
  | { readonly kind: "expired" };

export type ContinueResult =
  | { readonly kind: "answered"; readonly result: PayResult }
  | { readonly kind: "not-found" }
  /** No payment was begun on this checkout. */
  | { readonly kind: "not-started"; readonly checkout: CheckoutView };

export type FinalizeResult =
  | {
      readonly kind: "placed";
      readonly orderId: string;
      readonly orderToken: string;
      readonly orderNumber: string;
      readonly again: boolean;
    }
  /** The checkout no longer wants this money: a job voids the attempt. */
  | { readonly kind: "not-wanted"; readonly reason: "other-attempt" | "amount" | "closed" }
  | { readonly kind: "not-found" };

export type SweepReport = {
  readonly finalized: number;
  readonly reopened: number;
  readonly stillUnknown: number;
  readonly expired: number;
};

/** The till's use cases. Every one may be called twice; none throws for what a shopper or the outside world can do. */
export interface Till {
  startCheckout(request: { cartId: string; locale: string }): Promise<StartResult>;
  viewCheckout(token: string): Promise<CheckoutView | null>;
  setContact(token: string, contact: Contact): Promise<ChangeResult>;
  setDeliveryAddress(
    token: string,
    request: { address: Address; acceptChange?: boolean | undefined },
  ): Promise<DeliveryAddressResult>;
  chooseDeliveryOption(token: string, handle: string): Promise<ChangeResult>;
  /** Null: the same as the delivery address. */
  setBillingAddress(token: string, address: Address | null): Promise<ChangeResult>;
  setDiscountCodes(token: string, codes: readonly string[]): Promise<ChangeResult>;
  suggestAddresses(typed: string, country: string): Promise<readonly Address[]>;
  placeOrder(token: string, request: PayRequest, idempotencyKey: string): Promise<PlaceOrderResult>;
  /** After a challenge, or to ask again while the outcome is not known. */
  continuePayment(token: string, attemptId: string): Promise<ContinueResult>;
  /**
   * Places the order of an authorised payment, in one transaction, once. Browser return, webhook and sweeper all call it;
   * payments' own listener may pass its outcome as it comes.
   */
  finalizePayment(
    paymentId: string,
    outcome: Extract<PaymentOutcome, { kind: "authorized" }>,
  ): Promise<FinalizeResult>;
  /** Lets the goods of a checkout go and opens it again; only once `payments.fence` promised that no money can move. */
  releaseCheckout(paymentId: string): Promise<"reopened" | "paid" | "unknown" | "not-found">;
  viewOrder(token: string): Promise<OrderView | null>;
  /** Finishes what a crash left and expires what was left behind. Called each minute by the worker. */
  sweep(): Promise<SweepReport>;
}
