import type { Money } from "@evertill/money";
import type { ActionResult, Instrument, ShopperAction } from "../payment-method.ts";

/** Who pays, as the bank knows them. `zone` is a subdivision code without its country ("CA"). */
export type BillingDetails = {
  readonly name: string;
  readonly email: string;
  readonly phone: string | null;
  readonly address: {
    readonly line1: string;
    readonly line2: string | null;
    readonly city: string;
    readonly zone: string | null;
    readonly postcode: string | null;
    readonly country: string;
  };
};

export type Collected =
  | { readonly kind: "instrument"; readonly instrument: Instrument }
  /** The fields show what is wrong themselves. */
  | { readonly kind: "incomplete" }
  /** The provider's side did not answer or refused. `operatorMessage` is its own text, never shown to shoppers. */
  | { readonly kind: "failed"; readonly operatorMessage: string };

/**
 * `finished` says only that the shopper is done with it; what came of it is asked of the till, which is given `result`
 * where the provider has one. `abandoned`: the shopper closed it and wants to pay otherwise.
 */
export type ActionEnd =
  | { readonly kind: "finished"; readonly result: ActionResult | null }
  | { readonly kind: "abandoned" }
  | { readonly kind: "failed"; readonly operatorMessage: string };

/**
 * The provider's script in the browser: fields whose content the page never sees, and the bank's challenge. Neither
 * method throws.
 */
export type PaymentFields = {
  /** Checks what was typed and puts it into the provider's vault, for one payment. */
  readonly collect: (billing: BillingDetails) => Promise<Collected>;
};

export type PaymentActions = {
  /** Lets the bank ask the shopper, in a window over the page or on its own page. */
  readonly perform: (action: ShopperAction) => Promise<ActionEnd>;
};

/** How the fields are put on a page, whoever the provider is. */
export type PaymentFieldsProps = {
  readonly publishableKey: string;
  /** What will be asked for; more than zero. It may change while the fields stand. */
  readonly amount: Money;
  /** BCP 47 tag of the page's language and country ("de-DE"). */
  readonly languageTag: string;
  readonly look: PaymentFieldsLook;
  /** Null when the fields went away again. */
  readonly onReady: (fields: PaymentFields | null) => void;
  /** The provider's script or its fields could not be loaded. */
  readonly onUnavailable: () => void;
  /** Fields that are not ready after so many milliseconds count as not loaded. The longer, the fewer others there are to turn to. */
  readonly patienceMs: number;
};

/** How a wallet's button is put on a page, beside the fields or in their place. */
export type WalletButtonProps = {
  readonly publishableKey: string;
  /** Whether the provider's test system is meant, which the key does not tell. */
  readonly isTest: boolean;
  readonly amount: Money;
  /** BCP 47 tag of the page's language and country ("de-DE"). */
  readonly languageTag: string;
  /** While something else is being paid. */
  readonly disabled?: boolean;
  /**
   * The shopper tapped: asks the till for the payment at once. The wallet's window stands open meanwhile, and performs the
   * action that comes of it; null when there is none, and the window closes.
   */
  readonly onTap: (instrument: Instrument) => Promise<ShopperAction | null>;
  /** What came of the window; not called when {@link onTap} brought no action. */
  readonly onEnd: (end: ActionEnd) => void;
  readonly onReady: () => void;
  /** The provider's script could not be loaded, or it does not offer itself to this shopper. */
  readonly onUnavailable: () => void;
};

/**
 * How the buttons of the wallets that a shopper's browser has are put on a page (Apple Pay, Google Pay): a card that nobody
 * types. Nothing but the payment is asked for in the wallet's window.
 */
export type ExpressButtonsProps = Pick<PaymentFieldsProps, "publishableKey" | "amount" | "languageTag"> & {
  /** A button was pressed: whether the wallet's window may open. Answered at once. */
  readonly mayOpen: () => boolean;
  /** The shopper agreed to pay; `wallet` collects what they agreed to, and the window waits for that. */
  readonly onAgreed: (wallet: PaymentFields) => void;
  /** Whether there is a button to show, once that is known. A script that does not load has none. */
  readonly onKnown: (isThere: boolean) => void;
};

/** CSS values, since the fields stand in a document of the provider's. */
export type PaymentFieldsLook = {
  readonly text: string;
  readonly textSoft: string;
  readonly background: string;
  readonly line: string;
  readonly accent: string;
  readonly problem: string;
  readonly fontFamily: string;
};
