/** What the script in the shop's page and the frame with the card fields say to each other. All of it is plain data. */
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
export type Greeting = { readonly kind: "start"; readonly settings: FieldSettings };

/** Frame to page, once per load, to the page's exact origin. */
export type Hello = { readonly kind: "hello"; readonly element: string };

export type ToFrame =
  | { readonly kind: "update"; readonly settings: FieldSettings }
  | { readonly kind: "focus" | "blur" | "clear" }
  | { readonly kind: "validate"; readonly request: number }
  | { readonly kind: "tokenise"; readonly request: number; readonly params: TokenParams };

export type FromFrame =
  | { readonly kind: "ready" | "focus" | "blur" | "escape" | "enter" }
  | { readonly kind: "change"; readonly complete: boolean; readonly empty: boolean }
  | { readonly kind: "height"; readonly pixels: number }
  | { readonly kind: "answer"; readonly request: number; readonly answer: Answer };

/** The bank's page to the page that laid it over itself. */
export type ChallengeNews = { readonly kind: "challenge"; readonly state: "shown" | "answered" | "done" };

/** And back: the shopper wants to leave. */
export type ChallengeOrder = { readonly kind: "leave" };
