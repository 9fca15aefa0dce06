import type { CurrencyCode, Money } from "@evertill/money";
import type { Image } from "./image.ts";

/** What a shopper has chosen so far. Every amount is Shopify's; nothing is added up here. */
export type Cart = {
  /** Shopify's id with its key: whoever holds it can read and change the cart. */
  readonly id: string;
  readonly updatedAt: string;
  readonly totalQuantity: number;
  readonly currency: CurrencyCode;
  /** Lines after their discounts; before delivery. */
  readonly subtotal: Money;
  readonly total: Money;
  readonly lines: readonly CartLine[];
  readonly discountCodes: readonly { readonly code: string; readonly applicable: boolean }[];
  /** Discounts on the whole cart or on delivery; those of a line are on the line. */
  readonly discountAllocations: readonly DiscountAllocation[];
  readonly giftCards: readonly AppliedGiftCard[];
  readonly buyerIdentity: BuyerIdentity;
  readonly attributes: readonly Attribute[];
  readonly note: string | null;
};

/** A cart with everything checkout needs. */
export type CheckoutCart = Cart & {
  readonly deliveryAddresses: readonly CartDeliveryAddress[];
  /** Empty when nothing is to be delivered, and before an address is known. */
  readonly deliveryGroups: readonly DeliveryGroup[];
};

export type CartLine = {
  readonly id: string;
  readonly quantity: number;
  readonly variant: CartVariant;
  readonly attributes: readonly Attribute[];
  readonly unitPrice: Money;
  readonly compareAtUnitPrice: Money | null;
  /** Before discounts. */
  readonly subtotal: Money;
  /** After discounts. */
  readonly total: Money;
  readonly discountAllocations: readonly DiscountAllocation[];
};

export type CartVariant = {
  readonly id: string;
  readonly sku: string | null;
  readonly title: string;
  readonly productId: string;
  readonly productTitle: string;
  readonly productHandle: string;
  readonly productType: string;
  readonly selectedOptions: readonly { readonly name: string; readonly value: string }[];
  readonly image: Image | null;
  readonly requiresShipping: boolean;
  readonly taxable: boolean;
  readonly availableForSale: boolean;
  /** Null when stock is not tracked. */
  readonly quantityAvailable: number | null;
  readonly quantityRule: QuantityRule;
};

export type QuantityRule = {
  readonly minimum: number;
  readonly maximum: number | null;
  readonly increment: number;
};

export type DiscountAllocation = {
  readonly amount: Money;
  readonly target: "line-item" | "shipping-line";
  /** Null for discounts without a code. */
  readonly code: string | null;
  readonly title: string | null;
};

export type AppliedGiftCard = {
  readonly id: string;
  readonly lastCharacters: string;
  readonly amountUsed: Money;
};

export type BuyerIdentity = {
  readonly countryCode: string | null;
  readonly email: string | null;
  readonly phone: string | null;
};

export type Attribute = { readonly key: string; readonly value: string | null };

/** An address as Shopify's cart takes it. Country and province are ISO 3166 codes ("GB", "ON"). */
export type PostalAddress = {
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly company: string | null;
  readonly address1: string | null;
  readonly address2: string | null;
  readonly city: string | null;
  readonly provinceCode: string | null;
  readonly zip: string | null;
  readonly countryCode: string | null;
  readonly phone: string | null;
};

export type CartDeliveryAddress = {
  readonly id: string;
  readonly selected: boolean;
  readonly address: PostalAddress;
};

export type DeliveryGroup = {
  readonly id: string;
  readonly options: readonly DeliveryOption[];
  readonly selectedOption: DeliveryOption | null;
};

export type DeliveryOption = {
  readonly handle: string;
  readonly code: string | null;
  readonly title: string;
  readonly description: string | null;
  readonly price: Money;
};

/** Something Shopify did differently from what was asked, such as adding fewer than wanted. */
export type CartWarning = { readonly code: string; readonly message: string; readonly target: string };

/** Why Shopify did not do what was asked. */
export type CartProblem = {
  readonly code: string | null;
  readonly field: readonly string[] | null;
  readonly message: string;
};

/**
 * What came of a change. `refused` changed nothing and says why; `gone` means that there is no such cart any more
 * (expired or completed) and a new one has to begin.
 */
export type CartChange<Changed = Cart> =
  | { readonly kind: "changed"; readonly cart: Changed; readonly warnings: readonly CartWarning[] }
  | { readonly kind: "refused"; readonly problems: readonly CartProblem[]; readonly cart: Changed | null }
  | { readonly kind: "gone" };

/** Attribute that an outbox job writes on the cart of a placed order: such a cart is retired. */
export const orderAttributeKey = "_evertill_order";

/** True when the cart already became an order, and a new one has to begin. */
export function isRetired(cart: Pick<Cart, "attributes">): boolean {
  return cart.attributes.some(
    ({ key, value }) => key === orderAttributeKey && value !== null && value !== "",
  );
}
