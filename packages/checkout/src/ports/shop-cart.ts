import type { Money } from "@evertill/money";
import type { Address, Contact } from "../api/contract.ts";
import type { ShopCart } from "../domain/shop-cart.ts";

export type CartAnswer =
  | { readonly kind: "cart"; readonly cart: ShopCart }
  /** Expired, emptied by the shop, or never there. */
  | { readonly kind: "gone" }
  /** The shop said no, in its own words, about a field of ours ("address.postcode"). */
  | { readonly kind: "refused"; readonly fields: Readonly<Record<string, string>> }
  /** No answer within the deadline, or a failure on the shop's side. */
  | { readonly kind: "silent" };

/** Country and language in which the shop is asked, "DE" and "EN". */
export type ShopContext = { readonly country: string; readonly language: string };

/** Reads and writes the shop's cart. Every call has a deadline of two seconds, after which the shop is `silent`. */
export interface ShopCarts {
  read(cartId: string, context: ShopContext): Promise<CartAnswer>;
  /** Sets the buyer's country, email and the one delivery address; the answer holds the delivery options. */
  deliverTo(
    cartId: string,
    context: ShopContext,
    delivery: { readonly address: Address; readonly contact: Contact | null },
  ): Promise<CartAnswer>;
  chooseDelivery(cartId: string, context: ShopContext, handle: string): Promise<CartAnswer>;
  removeLines(cartId: string, context: ShopContext, lineIds: readonly string[]): Promise<CartAnswer>;
  applyCodes(cartId: string, context: ShopContext, codes: readonly string[]): Promise<CartAnswer>;
  /** Prices and availability of variants in another country, without touching the cart. Null: the shop is silent. */
  pricesIn(
    variantIds: readonly string[],
    context: ShopContext,
  ): Promise<readonly { variantId: string; unitPrice: Money; availableForSale: boolean }[] | null>;
  /** Countries the shop sells to, with their currency. Null: the shop is silent. */
  countries(context: ShopContext): Promise<readonly { code: string; currency: string }[] | null>;
}
