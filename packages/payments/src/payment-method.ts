/** What the shopper's browser hands over: a reference into the provider's vault, never a card number. */
export type Instrument = { readonly provider: "stripe"; readonly confirmationToken: string };
