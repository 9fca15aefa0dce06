/**
 * What the shop holds: plain documents, one type per kind in the store. Ids are Shopify's numeric ids as strings;
 * `gid://shopify/<Type>/<id>` is made at the border. Texts have a language, prices a currency.
 */
export type Texts = { readonly en: string; readonly [language: string]: string };
/** Decimal strings by currency code. */
export type Prices = { readonly [currency: string]: string };

export type ImageDocument = {
  readonly id: string;
  /** File name under the image root, or an absolute address. */
  readonly src: string;
  readonly alt: Texts;
  readonly width: number;
  readonly height: number;
};

export type ProductDocument = {
  readonly id: string;
  readonly handle: string;
  readonly status: "active" | "draft" | "archived";
  readonly title: Texts;
  readonly descriptionHtml: Texts;
  readonly seo: { readonly title: Texts; readonly description: Texts };
  /** In the shop's own language: filters, sorting and the Admin API speak of it so. */
  readonly productType: string;
  /** Its translations, Shopify's translatable key `product_type`; absent: there are none. */
  readonly productTypeIn?: { readonly [language: string]: string };
  readonly vendor: string;
  readonly tags: readonly string[];
  readonly createdAt: string;
  readonly updatedAt: string;
  /** Null: not on the online channel. */
  readonly publishedAt: string | null;
  readonly options: readonly {
    readonly id: string;
    readonly name: Texts;
    readonly values: readonly {
      readonly id: string;
      readonly handle: string;
      readonly name: Texts;
      readonly swatch: string | null;
    }[];
  }[];
  readonly images: readonly ImageDocument[];
  readonly metafields: readonly MetafieldDocument[];
  /** Product ids. */
  readonly complementary: readonly string[];
  readonly isGiftCard: boolean;
};

export type MetafieldDocument = {
  readonly id: string;
  readonly namespace: string;
  readonly key: string;
  readonly type: string;
  readonly value: Texts;
  readonly updatedAt: string;
};

export type VariantDocument = {
  readonly id: string;
  readonly productId: string;
  /** 1-based, within the product. */
  readonly position: number;
  readonly sku: string | null;
  readonly barcode: string | null;
  /** One option-value id per option of the product. */
  readonly optionValueIds: readonly string[];
  readonly price: Prices;
  readonly compareAtPrice: Prices | null;
  readonly imageId: string | null;
  readonly weightGrams: number;
  readonly requiresShipping: boolean;
  readonly taxable: boolean;
  readonly inventory: {
    readonly itemId: string;
    readonly tracked: boolean;
    readonly policy: "deny" | "continue";
    /** Shopify's `on_hand` and `committed`; `available` is the difference. One location is enough here. */
    readonly onHand: number;
    readonly committed: number;
    readonly updatedAt: string;
  };
  readonly quantityRule: {
    readonly minimum: number;
    readonly maximum: number | null;
    readonly increment: number;
  };
  readonly metafields: readonly MetafieldDocument[];
  readonly createdAt: string;
  readonly updatedAt: string;
};

export type CollectionDocument = {
  readonly id: string;
  readonly handle: string;
  readonly title: Texts;
  readonly descriptionHtml: Texts;
  readonly image: ImageDocument | null;
  /** In the merchant's manual order. */
  readonly productIds: readonly string[];
  readonly publishedAt: string | null;
  readonly updatedAt: string;
};

export type MenuDocument = {
  readonly id: string;
  readonly handle: string;
  readonly title: Texts;
  readonly items: readonly MenuItemDocument[];
};
export type MenuItemDocument = {
  readonly id: string;
  readonly title: Texts;
  readonly target:
    | { readonly kind: "collection" | "product" | "page" | "policy"; readonly handle: string }
    | { readonly kind: "path"; readonly path: string };
  readonly items: readonly MenuItemDocument[];
};

export type PageDocument = {
  readonly id: string;
  readonly handle: string;
  readonly title: Texts;
  readonly bodyHtml: Texts;
  readonly seo: { readonly title: Texts; readonly description: Texts };
  readonly createdAt: string;
  readonly updatedAt: string;
};

export type BlogDocument = {
  readonly id: string;
  readonly handle: string;
  readonly title: Texts;
  readonly seo: { readonly title: Texts; readonly description: Texts };
};

export type ArticleDocument = {
  readonly id: string;
  readonly blogId: string;
  readonly handle: string;
  readonly title: Texts;
  readonly contentHtml: Texts;
  readonly author: string;
  readonly tags: readonly string[];
  readonly image: ImageDocument | null;
  readonly seo: { readonly title: Texts; readonly description: Texts };
  readonly publishedAt: string;
};

export type UrlRedirectDocument = { readonly id: string; readonly path: string; readonly target: string };

export type ShopDocument = {
  readonly id: string;
  readonly name: string;
  readonly description: Texts;
  readonly slogan: Texts;
  readonly email: string;
  readonly currency: string;
  readonly policies: readonly {
    readonly id: string;
    readonly handle: string;
    readonly title: Texts;
    readonly bodyHtml: Texts;
  }[];
  /** Countries sold to, with the currency and languages of each. */
  readonly markets: readonly {
    readonly country: string;
    readonly currency: string;
    readonly languages: readonly string[];
  }[];
};

export type DiscountDocument = {
  readonly id: string;
  /** Upper case; codes are compared without case. */
  readonly code: string;
  readonly title: string;
  readonly value:
    | { readonly kind: "percentage"; readonly percent: number }
    | { readonly kind: "amount"; readonly amount: Prices; readonly appliesOnEachItem: boolean }
    | { readonly kind: "free-shipping" };
  readonly minimumSubtotal: Prices | null;
  readonly minimumQuantity: number | null;
  /** Null: every product. */
  readonly productIds: readonly string[] | null;
  readonly collectionIds: readonly string[] | null;
  readonly startsAt: string;
  readonly endsAt: string | null;
  readonly usageLimit: number | null;
  readonly timesUsed: number;
  readonly oncePerCustomer: boolean;
  /** The classes of other discounts it may be used with; with none when left out. */
  readonly combinesWith?: { readonly product: boolean; readonly order: boolean; readonly shipping: boolean };
};

export type GiftCardDocument = {
  readonly id: string;
  readonly code: string;
  readonly balance: string;
  readonly currency: string;
  readonly enabled: boolean;
};

export type DeliveryZoneDocument = {
  readonly id: string;
  readonly name: string;
  readonly countries: readonly string[];
  readonly currency: string;
  readonly rates: readonly {
    readonly handle: string;
    readonly title: Texts;
    readonly description: Texts;
    readonly price: string;
    readonly freeFrom: string | null;
    readonly weightMaxGrams: number | null;
  }[];
};

/** The store's kind for each document, so that every stand-in opens the same collections. */
export const kinds = {
  product: "product",
  variant: "variant",
  collection: "collection",
  menu: "menu",
  page: "page",
  blog: "blog",
  article: "article",
  urlRedirect: "url-redirect",
  shop: "shop",
  discount: "discount",
  giftCard: "gift-card",
  deliveryZone: "delivery-zone",
  cart: "cart",
  customer: "customer",
  order: "order",
  refundKey: "refund-idempotency-key",
  webhookSubscription: "webhook-subscription",
  webhookDelivery: "webhook-delivery",
  mail: "mail",
} as const;
