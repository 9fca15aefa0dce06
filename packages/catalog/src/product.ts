import type { Money } from "@evertill/money";
import type { QuantityRule } from "./cart.ts";
import type { Image } from "./image.ts";

/** A product as a list shows it. */
export type ProductSummary = {
  readonly id: string;
  readonly handle: string;
  readonly title: string;
  readonly productType: string;
  readonly availableForSale: boolean;
  readonly image: Image | null;
  readonly secondImage: Image | null;
  readonly priceMin: Money;
  readonly priceMax: Money;
  /** The lowest price before a sale; null when nothing is reduced. */
  readonly compareAtPrice: Money | null;
  /** Values that have a colour, for the dots under a picture. */
  readonly swatches: readonly { readonly name: string; readonly color: string }[];
  /** Null only for a product without variants. */
  readonly firstVariant: { readonly id: string; readonly sku: string | null; readonly price: Money } | null;
};

export type Product = {
  readonly id: string;
  readonly handle: string;
  readonly title: string;
  readonly vendor: string;
  readonly productType: string;
  readonly descriptionHtml: string;
  readonly description: string;
  readonly seo: Seo;
  readonly images: readonly Image[];
  /** Facts from the metafields in namespace "details", in the order of {@link detailKeys}. */
  readonly details: readonly { readonly key: DetailKey; readonly value: string }[];
  /** Empty when the product has only one variant and nothing to choose. */
  readonly options: readonly ProductOption[];
  readonly variant: Variant;
  readonly updatedAt: string;
};

/** Facts a product may state about itself. */
export const detailKeys = ["material", "dimensions", "care", "origin"] as const;
export type DetailKey = (typeof detailKeys)[number];

export type Seo = { readonly title: string | null; readonly description: string | null };

export type SelectedOption = { readonly name: string; readonly value: string };

export type ProductOption = {
  readonly name: string;
  readonly values: readonly {
    readonly name: string;
    readonly selected: boolean;
    /** False: there is no such combination with the other chosen values. */
    readonly exists: boolean;
    readonly available: boolean;
    readonly swatch: { readonly color: string | null; readonly imageUrl: string | null } | null;
    /** What is chosen when this value is. */
    readonly selection: readonly SelectedOption[];
  }[];
};

export type Variant = VariantStatus & {
  readonly sku: string | null;
  readonly barcode: string | null;
  readonly title: string;
  readonly selectedOptions: readonly SelectedOption[];
  readonly image: Image | null;
};

/** Up to how many pages tell the exact number that is left: from there on it is nobody's business. */
export const stockShownMax = 5;

/** What of a variant changes from minute to minute. */
export type VariantStatus = {
  readonly id: string;
  readonly price: Money;
  readonly compareAtPrice: Money | null;
  readonly availableForSale: boolean;
  /** False for what is downloaded. */
  readonly requiresShipping: boolean;
  /** Sold past its stock: it ships later. */
  readonly currentlyNotInStock: boolean;
  /** Null when stock is not tracked. */
  readonly quantityAvailable: number | null;
  readonly quantityRule: QuantityRule;
};
