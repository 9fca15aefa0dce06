import type { DiscountDocument } from "../../model.ts";
import type { CartLineDocument } from "./cart-document.ts";
import type { Goods } from "./goods.ts";

/** A line with the goods it is of: what pricing reads. */
export type StockedLine = { readonly line: CartLineDocument; readonly goods: Goods };

/** What a discount takes off one line, or off delivery. Amounts here and below are minor units of the cart's currency. */
export type Allocation = {
  readonly code: string;
  readonly discount: DiscountDocument;
  readonly target: "LINE_ITEM" | "SHIPPING_LINE";
  readonly amount: number;
};

export type PricedLine = StockedLine & {
  readonly subtotal: number;
  /** Of discounts on certain products; those on the whole order are the cart's. */
  readonly allocations: readonly Allocation[];
  /** Subtotal less these. */
  readonly total: number;
};

export type CodeVerdict = {
  readonly code: string;
  readonly applicable: boolean;
  readonly warning?: { readonly code: string; readonly message: string };
};

export type DeliveryOption = {
  readonly handle: string;
  readonly title: string;
  readonly description: string;
  readonly price: number;
};

export type DeliveryGroup = {
  readonly id: string;
  readonly lines: readonly PricedLine[];
  readonly options: readonly DeliveryOption[];
  readonly selected: DeliveryOption | null;
};

export type UsedGiftCard = {
  readonly id: string;
  readonly lastCharacters: string;
  readonly used: number;
  readonly left: number;
};

export type PricedCart = {
  readonly currency: string;
  readonly lines: readonly PricedLine[];
  readonly codes: readonly CodeVerdict[];
  /** Of discounts on the whole order, line by line, and on delivery. */
  readonly allocations: readonly Allocation[];
  readonly delivery: DeliveryGroup | null;
  readonly giftCards: readonly UsedGiftCard[];
  /** Sum of the lines' totals. */
  readonly subtotal: number;
  /** Before discounts, delivery and gift cards. */
  readonly checkoutCharge: number;
  /** What is left to pay, tax apart. */
  readonly total: number;
};
