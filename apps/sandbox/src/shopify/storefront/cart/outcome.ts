import type { CartDocument } from "./cart-document.ts";

/** Shopify's `CartUserError`: what is wrong with the input, and where. */
export type CartUserError = {
  readonly field: readonly string[];
  readonly message: string;
  readonly code: string;
};

/** Shopify's `CartWarning`: what was changed in, or could not be done for, a cart that is fine otherwise. */
export type CartWarning = { readonly code: string; readonly message: string; readonly target: string };

/** What a change makes of a cart. A refused one leaves the cart as it was; `cart` says whether it is shown. */
export type CartChange =
  | {
      readonly kind: "changed";
      readonly cart: CartDocument;
      /** Lines that were not there before: the stock is given to the others first. */
      readonly newLineIds?: ReadonlySet<string>;
      readonly warnings?: readonly CartWarning[];
    }
  | {
      readonly kind: "refused";
      readonly errors: readonly CartUserError[];
      readonly cart: "shown" | "hidden";
    };

export function changed(cart: CartDocument): CartChange {
  return { kind: "changed", cart };
}

/** Refused, and the cart is shown as it is. */
export function refused(...errors: readonly CartUserError[]): CartChange {
  return { kind: "refused", errors, cart: "shown" };
}

/** Refused, and no cart is shown: Shopify does so where the input made no sense. */
export function refusedBlindly(...errors: readonly CartUserError[]): CartChange {
  return { kind: "refused", errors, cart: "hidden" };
}
