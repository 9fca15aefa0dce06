import type { Money } from "@evertill/money";

/** One line of the shop's cart, with the discounts the shop allocated to it. Amounts in the cart's currency. */
export type CartLine = {
  readonly id: string;
  /** Numeric ids as strings, without `gid://shopify/…/`. */
  readonly variantId: string;
  readonly productId: string;
  readonly title: string;
  readonly variantTitle: string | null;
  readonly sku: string | null;
  readonly image: { readonly url: string; readonly alt: string } | null;
  readonly quantity: number;
  readonly unitPrice: Money;
  readonly discounts: readonly CartDiscount[];
  readonly requiresShipping: boolean;
  readonly taxable: boolean;
  readonly stock: LineStock;
};

/** What the shop says about a variant's stock, for variants whose level we have not been told yet. */
export type LineStock = {
  /** False: sold out or not sold in this country. */
  readonly availableForSale: boolean;
  /** Null where the shop does not count it. */
  readonly quantityAvailable: number | null;
  /** Sold although none is there ("continue selling"). */
  readonly sellsWithoutStock: boolean;
};

/** One allocation. `code` is null for an automatic discount. */
export type CartDiscount = { readonly title: string; readonly code: string | null; readonly amount: Money };

export type DeliveryOption = {
  readonly handle: string;
  readonly title: string;
  readonly description: string | null;
  /** Before discounts. */
  readonly price: Money;
};

/** The shop's cart as far as the till needs it. */
export type ShopCart = {
  readonly id: string;
  readonly currency: string;
  readonly lines: readonly CartLine[];
  readonly discountCodes: readonly { readonly code: string; readonly applicable: boolean }[];
  /** Off the delivery, when the chosen option is discounted (free shipping). */
  readonly deliveryDiscounts: readonly CartDiscount[];
  readonly hasGiftCard: boolean;
  /** Empty until an address is set, and for a cart that needs no delivery. */
  readonly deliveryOptions: readonly DeliveryOption[];
  readonly chosenDeliveryOption: string | null;
  /** Set once the cart was paid: `_evertill_order`. */
  readonly orderedAs: string | null;
  /** True: the shop has it no longer, and this is how it was last seen. */
  readonly isGone?: boolean;
};
