/**
 * What the shopper's browser hands over for one payment: a reference into a provider's vault, or the provider's own
 * encryption of what was typed; never a card number.
 */
export type Instrument = StripeInstrument | AdyenInstrument | PayPalInstrument;

/** A confirmation token of Stripe.js ("ctoken_…"): one payment, twelve hours. */
export type StripeInstrument = { readonly provider: "stripe"; readonly confirmationToken: string };

/** A card as adyen-web's secured fields encrypted it for Adyen's key, and what 3-D Secure must know of the browser. */
export type AdyenInstrument = {
  readonly provider: "adyen";
  readonly card: {
    readonly encryptedCardNumber: string;
    readonly encryptedExpiryMonth: string;
    readonly encryptedExpiryYear: string;
    readonly encryptedSecurityCode: string;
    readonly holderName?: string | undefined;
    /** As adyen-web detected it ("visa"); a claim of the browser's, like the next three. */
    readonly brand?: string | undefined;
    readonly last4?: string | undefined;
    /** The first six to eight digits. */
    readonly bin?: string | undefined;
    /** "2030-03". */
    readonly expiry?: string | undefined;
  };
  readonly browserInfo: AdyenBrowserInfo;
};

/** `browserInfo` of Checkout v72. `acceptHeader` and `userAgent` are what the browser sent us. */
export type AdyenBrowserInfo = {
  readonly acceptHeader: string;
  readonly colorDepth: number;
  readonly javaEnabled: boolean;
  readonly javaScriptEnabled?: boolean | undefined;
  readonly language: string;
  readonly screenHeight: number;
  readonly screenWidth: number;
  /** Minutes, as JavaScript's `getTimezoneOffset` counts them. */
  readonly timeZoneOffset: number;
  readonly userAgent: string;
};

/** A tap on PayPal's button: the attempt makes an order, which the shopper then approves at PayPal. `tap` is the browser's own, new per tap. */
export type PayPalInstrument = { readonly provider: "paypal"; readonly tap: string };

/** What the browser must do next, in the words of the provider's own script. */
export type ShopperAction =
  | { readonly provider: "stripe"; readonly clientSecret: string }
  /** `action` of Adyen's answer, whole, for adyen-web's `createFromAction`. */
  | { readonly provider: "adyen"; readonly action: Readonly<Record<string, unknown>> }
  /** An order to be approved by the payer. */
  | { readonly provider: "paypal"; readonly orderId: string };

/** What the browser brings back from an action, where the provider does not learn it by itself. */
export type ActionResult =
  /** `details` of adyen-web's `onAdditionalDetails`, or `redirectResult` of the address the shopper came back to. */
  | { readonly provider: "adyen"; readonly details: Readonly<Record<string, string>> }
  /** The payer approved. What is believed is what PayPal says of the order, not this. */
  | { readonly provider: "paypal"; readonly orderId: string };
