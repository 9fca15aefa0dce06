import type { CheckoutView } from "@evertill/checkout/api";
import type { AddressFault } from "../address/address-draft.ts";
import type { AddressFieldName } from "../address/address-form.ts";
import type { StopReason } from "../start/start-address.ts";

/** Every word of the till's pages. A language that misses one does not compile. */
export type Copy = {
  readonly brand: string;
  readonly title: string;
  readonly skip: string;
  readonly backToCart: string;
  readonly backToShop: string;
  readonly optional: string;
  readonly saving: string;
  readonly saved: string;
  readonly notSaved: string;
  readonly contact: {
    readonly heading: string;
    readonly email: string;
    readonly emailHint: string;
    readonly emailHintDigital: string;
    readonly emailInvalid: string;
    readonly marketing: string;
    readonly proceed: string;
  };
  readonly delivery: {
    readonly heading: string;
    readonly addressHeading: string;
    readonly country: string;
    readonly proceed: string;
    readonly optionsHeading: string;
    readonly optionsPending: string;
    readonly noOptions: string;
    readonly free: string;
    readonly digital: string;
    readonly suggestions: string;
    readonly suggested: (count: number) => string;
  };
  readonly address: Readonly<Record<AddressFieldName, string>> & {
    readonly postcodeIn: Readonly<Record<string, string>>;
    readonly zoneIn: Readonly<Record<string, string>>;
    readonly choose: string;
    readonly phoneHint: string;
    readonly fault: (
      field: string,
      fault: AddressFault,
      name: AddressFieldName,
      example: string | null,
    ) => string;
  };
  readonly billing: {
    readonly heading: string;
    readonly same: string;
    readonly save: string;
  };
  readonly payment: {
    readonly heading: string;
    readonly hint: string;
    readonly pending: string;
    readonly pendingDigital: string;
    readonly loading: string;
    readonly unavailable: string;
    readonly retryFields: string;
    readonly notNeeded: string;
    readonly incomplete: string;
    readonly refused: string;
    readonly declinedTitle: string;
    readonly working: string;
    /** Beside the buttons of wallets, whose own words are not ours (BGB § 312j). */
    readonly express: (total: string) => string;
    /** Between a wallet's button and the card fields. */
    readonly orCard: string;
    /** The bank wants to ask the shopper. */
    readonly asked: Asked;
    readonly askedByPayPal: Asked;
    /** Leaves what a bank or a wallet asked. */
    readonly otherwise: string;
    readonly leaving: string;
    readonly continuing: string;
    readonly confirmingTitle: string;
    readonly confirming: string;
    readonly lateTitle: string;
    readonly late: (email: string) => string;
    readonly unreachableTitle: string;
    readonly unreachable: string;
    readonly tryAgain: string;
    readonly changedTitle: string;
    readonly changedBefore: string;
    readonly changedAfter: string;
    readonly changeCart: string;
    readonly paid: string;
    readonly placeOrder: string;
    readonly pay: (total: string) => string;
    readonly payNow: (total: string) => string;
    /** Pay obligation in so many words, where the law wants them on the button (BGB § 312j). */
    readonly payObliged: string;
    readonly secure: (handlers: readonly string[]) => string;
    /** Another provider's fields took the place of those that were filled in; not a word of why. */
    readonly onceMore: (orPayPal: boolean) => string;
    /** The same where no other takes cards. */
    readonly byPayPal: string;
    /** Between the pay button and PayPal's. */
    readonly or: string;
  };
  readonly terms: {
    readonly before: string;
    readonly terms: string;
    readonly privacy: string;
    readonly withdrawal: string;
    readonly refund: string;
    readonly and: string;
    readonly after: string;
  };
  readonly summary: {
    readonly heading: string;
    readonly show: string;
    readonly hide: string;
    readonly quantity: string;
    readonly subtotal: string;
    readonly discount: string;
    readonly delivery: string;
    readonly deliveryPending: string;
    readonly taxIncluded: (title: string, rate: string) => string;
    readonly taxAdded: (title: string, rate: string) => string;
    readonly tax: string;
    readonly taxPending: string;
    readonly total: string;
    readonly totalIs: (total: string) => string;
    readonly code: string;
    readonly apply: string;
    readonly remove: (code: string) => string;
  };
  readonly change: {
    readonly heading: string;
    /** Nothing of the cart is sold there. */
    readonly impossible: string;
    readonly unavailable: string;
    readonly accept: string;
    readonly decline: string;
    readonly close: string;
  };
  readonly faults: {
    readonly heading: string;
    readonly offline: string;
    readonly closed: string;
    readonly option: string;
    readonly address: string;
    readonly billing: string;
    readonly price: string;
  };
  readonly order: {
    readonly title: (number: string) => string;
    readonly thanks: (name: string) => string;
    readonly number: string;
    readonly mail: (email: string) => string;
    readonly next: string;
    readonly nextDelivery: readonly string[];
    readonly nextDigital: readonly string[];
    readonly deliverTo: string;
    readonly deliverBy: string;
    readonly paidWith: string;
    readonly card: (brand: string, last4: string) => string;
    readonly nothingPaid: string;
    readonly placed: string;
    readonly keepLink: string;
  };
  readonly unknown: { readonly title: string; readonly text: string };
  readonly failed: { readonly title: string; readonly text: string; readonly retry: string };
  /** Why nobody can pay here: said on the way to the checkout, or in it. */
  readonly stopped: Readonly<Record<Stopped, { readonly title: string; readonly text: string }>>;
};

export type Stopped = StopReason | NonNullable<CheckoutView["stopped"]>;

export type Asked = { readonly title: string; readonly waiting: string; readonly open: string };
