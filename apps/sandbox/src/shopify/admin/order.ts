import type { MoneyV2 } from "../storefront/money.ts";

/** An amount in the shop's currency and in the shopper's. */
export type MoneyBag = { readonly shopMoney: MoneyV2; readonly presentmentMoney: MoneyV2 };

export type TaxLine = { readonly title: string; readonly rate: number; readonly priceSet: MoneyBag };

export type AddressDocument = { readonly [field: string]: string | null };

export type OrderLine = {
  readonly id: string;
  readonly variantId: string | null;
  readonly productId: string | null;
  readonly title: string;
  readonly variantTitle: string | null;
  readonly sku: string | null;
  readonly quantity: number;
  readonly unitPriceSet: MoneyBag;
  readonly requiresShipping: boolean;
  readonly taxable: boolean;
  readonly taxLines: readonly TaxLine[];
  readonly customAttributes: readonly { readonly key: string; readonly value: string }[];
};

export type ShippingLine = {
  readonly id: string;
  readonly title: string;
  readonly code: string | null;
  readonly source: string | null;
  readonly priceSet: MoneyBag;
  readonly taxLines: readonly TaxLine[];
};

export type OrderTransaction = {
  readonly id: string;
  readonly kind: "AUTHORIZATION" | "CAPTURE" | "SALE" | "VOID" | "REFUND";
  readonly status: "SUCCESS" | "PENDING" | "FAILURE" | "ERROR";
  readonly gateway: string | null;
  readonly amountSet: MoneyBag;
  readonly parentId: string | null;
  readonly authorizationCode: string | null;
  readonly createdAt: string;
  readonly processedAt: string;
};

export type FinancialStatus =
  | "AUTHORIZED"
  | "EXPIRED"
  | "PAID"
  | "PARTIALLY_PAID"
  | "PARTIALLY_REFUNDED"
  | "PENDING"
  | "REFUNDED"
  | "VOIDED";

export type OrderMetafield = {
  readonly id: string;
  readonly namespace: string;
  readonly key: string;
  readonly type: string;
  readonly value: string;
};

/** Goods or money that went back. */
export type OrderRefund = {
  readonly id: string;
  readonly createdAt: string;
  readonly note: string | null;
  readonly lines: readonly {
    readonly lineId: string;
    readonly quantity: number;
    readonly restock: boolean;
  }[];
  readonly transactionIds: readonly string[];
};

/** An order as the shop keeps it. Totals are derived from its lines, see `order-totals.ts`. */
export type OrderDocument = {
  readonly id: string;
  readonly number: number;
  readonly name: string;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly processedAt: string;
  readonly cancelledAt: string | null;
  readonly cancelReason: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly note: string | null;
  readonly tags: readonly string[];
  readonly test: boolean;
  readonly currency: string;
  readonly presentmentCurrency: string;
  readonly taxesIncluded: boolean;
  readonly lines: readonly OrderLine[];
  readonly shippingLines: readonly ShippingLine[];
  readonly taxLines: readonly TaxLine[];
  readonly discount: { readonly code: string; readonly amountSet: MoneyBag } | null;
  readonly transactions: readonly OrderTransaction[];
  readonly financialStatus: FinancialStatus;
  readonly shippingAddress: AddressDocument | null;
  readonly billingAddress: AddressDocument | null;
  readonly metafields: readonly OrderMetafield[];
  readonly customAttributes: readonly { readonly key: string; readonly value: string }[];
  readonly sourceName: string | null;
  readonly sourceIdentifier: string | null;
  readonly receiptSent: boolean;
  readonly inventoryClaimed: boolean;
  /** None when left out. */
  readonly refunds?: readonly OrderRefund[];
};
