import type { SuggestedPlace } from "../api/contract.ts";

/** Completes what a shopper types into an address form. A vendor's look-up service goes behind it; without one nothing is suggested. */
export interface AddressSuggestions {
  suggest(typed: string, country: string): Promise<readonly SuggestedPlace[]>;
}
