import type { Database, Jobs } from "@evertill/database";
import type { ActionResult, CardSummary, PaymentNews, Payments, ShopperContext } from "@evertill/payments";
import type { Money } from "@evertill/money";
import type { Level } from "@evertill/inventory";
import type {
  Address,
  SuggestedPlace,
  CheckoutView,
  Contact,
  DeliveryChange,
  OfferedMethods,
  OrderView,
  PayRequest,
  PayResult,
  Provider,
} from "./api/contract.ts";
import type { ShopOrder } from "./domain/shop-order.ts";
import type { AddressSuggestions } from "./ports/address-suggestions.ts";
import type { Clock } from "./ports/clock.ts";
import type { ShopCarts } from "./ports/shop-cart.ts";
import type { TillStore } from "./ports/till-store.ts";
import type { TaxCalculator } from "./ports/tax-calculator.ts";

/** What the till is built from; an app's `compose.ts` brings the adapters. */
export type TillParts = {
  readonly database: Database;
  readonly payments: Pick<Payments, "offeredMethods" | "pay" | "continuePayment" | "void">;
  readonly carts: ShopCarts;
  readonly tax: TaxCalculator;
  readonly addressSuggestions: AddressSuggestions;
  readonly jobs: Pick<Jobs, "send" | "sendAll">;
  readonly clock: Clock;
  /** Where a bank's page sends the shopper back to: "http://localhost:3000". */
  readonly checkoutOrigin: string;
};

/** What the use cases work with: the parts, and what they keep. */
export type Workings = TillParts & { readonly store: TillStore };

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

export type AuthorizedPayment = {
  readonly attemptId: string;
  readonly provider: string;
  readonly amount: Money;
  readonly card: CardSummary | null;
};

export type FinalizeResult =
  | {
      readonly kind: "placed";
      readonly orderId: string;
      readonly orderToken: string;
      readonly orderNumber: string;
      readonly again: boolean;
    }
  /** The checkout does not want this money: it is given up again, and a person is told. */
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
  suggestAddresses(typed: string, country: string): Promise<readonly SuggestedPlace[]>;
  /** Asked before the shopper types, and again `without` those that could not serve them. Null: no such checkout. */
  offeredMethods(token: string, without: readonly Provider[]): Promise<OfferedMethods | null>;
  placeOrder(
    token: string,
    request: PayRequest,
    idempotencyKey: string,
    shopper?: ShopperContext,
  ): Promise<PlaceOrderResult>;
  /** After a challenge, with what the browser brought back from it, or to ask again while the outcome is not known. */
  continuePayment(token: string, attemptId: string, result?: ActionResult): Promise<ContinueResult>;
  /** The shopper closed what was asked of them: the try is fenced, and the form is theirs again. */
  giveUp(token: string): Promise<ContinueResult>;
  /**
   * Places the order of an authorised payment, in one transaction, once. Browser return, webhook and sweeper all end here.
   * `reference` is the checkout's id.
   */
  finalizePayment(reference: string, payment: AuthorizedPayment): Promise<FinalizeResult>;
  /** The listener of payments: places orders, books captures, lets goods go, and hands a lost authorisation to a person. */
  paymentChanged(news: PaymentNews): Promise<void>;
  /** Gives up an authorisation that came for a checkout which no longer wants it; one that is wanted again stays. */
  voidUnwanted(reference: string): Promise<"voided" | "wanted" | "unknown">;
  /** The shop has the order, created there at `asOf`; `levels` are its counts read after that. May be repeated. */
  acknowledgeOrder(orderId: string, shop: { asOf: Date; levels: readonly Level[] }): Promise<void>;
  /** Does what matches a change that the shop's own people made to an order there, once; `unknown`: tell it again later. */
  followShopOrder(
    shopOrder: ShopOrder,
    change: { readonly isEdited: boolean },
  ): Promise<"followed" | "unknown">;
  viewOrder(token: string): Promise<OrderView | null>;
  /** The shop's id of the cart that a checkout is of. */
  cartOf(token: string): Promise<string | null>;
  /** Finishes what a crash left and expires what was left behind. Called every 15 seconds by the worker. */
  sweep(): Promise<SweepReport>;
}
