import type { CurrencyCode } from "@evertill/money";
import type { Instrument, ShopperAction } from "@evertill/payments";
import type { Address, CheckoutView, Contact, PayRequest } from "../api/contract.ts";
import type { ShopCart } from "./shop-cart.ts";
import type { Price } from "./price.ts";
import type { CheckoutState } from "./state.ts";

/** A checkout as it is kept: its identity and state in columns, what was typed and read in one document. */
export type Checkout = {
  readonly id: string;
  /** Unguessable, in the shopper's address bar. */
  readonly token: string;
  readonly cartId: string;
  /** Path of the locale, "de-de". */
  readonly locale: string;
  readonly state: CheckoutState;
  /** Grows with every write; a writer names the version it read. */
  readonly version: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  /** While completing: until when the process that began is taken to be at work. */
  readonly claimedUntil: Date | null;
  readonly document: CheckoutDocument;
};

export type CheckoutDocument = {
  /** The country whose prices are shown: the locale's own until the shopper accepted another. */
  readonly country: string;
  readonly currency: CurrencyCode;
  readonly cart: ShopCart;
  readonly cartReadAt: string;
  readonly deliveryCountries: readonly string[];
  readonly contact: Contact | null;
  readonly deliveryAddress: Address | null;
  readonly billingAddress: Address | null;
  readonly price: Price;
  readonly quote: Quote | null;
  readonly notices: CheckoutView["notices"];
  readonly attempt: AttemptNote | null;
  readonly tracking: PayRequest["tracking"] | null;
};

/** What the shopper was shown and agrees to pay. */
export type Quote = {
  readonly id: string;
  readonly quotedAt: string;
  /** The cart it was made of, so that a later one can be compared line by line. */
  readonly cart: ShopCart;
  readonly price: Price;
};

/** The latest try to pay, as far as a page must know it. `tryId` tells one press of the button from the next. */
export type AttemptNote =
  | {
      readonly kind: "paying";
      readonly tryId: string;
      /** Null: nothing is to be paid. */
      readonly provider: Instrument["provider"] | null;
      readonly since: string;
    }
  | ({
      readonly kind: "action-required";
      readonly tryId: string;
      readonly attemptId: string;
      readonly isPromised?: true;
    } & ShopperAction)
  | {
      readonly kind: "confirming";
      readonly tryId: string;
      readonly attemptId: string;
      /** Null only where nothing was to be paid. */
      readonly provider: Instrument["provider"] | null;
      readonly since: string;
      /** An earlier answer of this try came so late that its page promised the last one by mail. */
      readonly isPromised?: true;
    }
  /** Its provider could not, and nobody declined: goods and codes stay claimed for a while, for the next try at another. */
  | { readonly kind: "method-wanted"; readonly tryId: string; readonly provider: Instrument["provider"] }
  | { readonly kind: "declined"; readonly message: string };

/** The provider of the try that is under way; null when none is, or nothing is to be paid. */
export function providerOf({ attempt }: CheckoutDocument): Instrument["provider"] | null {
  return attempt && "provider" in attempt ? attempt.provider : null;
}

/** A quote older than this is not honoured while the shop is silent, and expires on the page. */
export const quoteLifetimeMs = 30 * 60_000;

export function needsDelivery(cart: ShopCart): boolean {
  return cart.lines.some(({ requiresShipping }) => requiresShipping);
}
