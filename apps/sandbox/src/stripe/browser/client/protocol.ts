import type { CardWallet } from "../../model.ts";

/** What the script in the shop's page and its frames say to each other. All of it is plain data. */
export type FieldSettings = {
  readonly publishableKey: string;
  readonly locale: string;
  /** As the shop gave it; the frame lets through what is known to be harmless. */
  readonly appearance: unknown;
  /** What the shop collects itself, so that the frame does not ask for it. */
  readonly hidden: { readonly country: boolean; readonly postalCode: boolean };
  readonly defaults: { readonly country?: string; readonly postalCode?: string };
  readonly readOnly: boolean;
};

/** What the frame with the wallet's button shows. */
export type ButtonSettings = {
  readonly locale: string;
  /** Wallets the shop does not want. */
  readonly never: readonly CardWallet[];
  /** CSS pixels. */
  readonly height: number;
};

/** What the wallet's sheet shows, and asks for. */
export type SheetSettings = {
  readonly publishableKey: string;
  readonly wallet: CardWallet;
  /** In Stripe's minor units. */
  readonly amount: number;
  readonly currency: string;
};

/** Parameters of a confirmation token, as nested data: the frame adds the card and writes the form. */
export type TokenParams = { readonly [name: string]: unknown };

/** An error in Stripe's shape. */
export type WireError = {
  readonly type: string;
  readonly message: string;
  readonly code?: string;
  readonly param?: string;
  readonly [more: string]: unknown;
};

export type Answer = { readonly error: WireError } | { readonly value: unknown };

/** Page to frame, once, by `postMessage` to the frame's exact origin and with a port: all that follows goes through the port. */
export type Greeting<Settings> = { readonly kind: "start"; readonly settings: Settings };

/** Frame to page, once per load, to the page's exact origin. */
export type Hello = { readonly kind: "hello"; readonly element: string };

export type ToFrame<Settings> =
  | { readonly kind: "update"; readonly settings: Settings }
  | { readonly kind: "focus" | "blur" | "clear" }
  | { readonly kind: "validate"; readonly request: number }
  | { readonly kind: "tokenise"; readonly request: number; readonly params: TokenParams }
  /** The shop could not take what the wallet's sheet offered. */
  | { readonly kind: "failed" };

export type FromFrame =
  | { readonly kind: "ready" | "focus" | "blur" | "escape" | "enter" }
  | { readonly kind: "change"; readonly complete: boolean; readonly empty: boolean }
  | { readonly kind: "height"; readonly pixels: number }
  /** The wallet of this browser, in place of `ready`; null: it has none that the shop wants. */
  | { readonly kind: "wallet"; readonly wallet: CardWallet | null }
  | { readonly kind: "pressed"; readonly wallet: CardWallet }
  /** The shopper's word on the wallet's sheet. */
  | { readonly kind: "agreed" | "closed" }
  | { readonly kind: "answer"; readonly request: number; readonly answer: Answer };

/** The bank's page to the page that laid it over itself. */
export type ChallengeNews = { readonly kind: "challenge"; readonly state: "shown" | "answered" | "done" };

/** And back: the shopper wants to leave. */
export type ChallengeOrder = { readonly kind: "leave" };
