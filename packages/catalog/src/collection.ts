import type { Image } from "./image.ts";
import type { ProductSummary, Seo } from "./product.ts";

export type CollectionSummary = {
  readonly id: string;
  readonly handle: string;
  readonly title: string;
  readonly description: string;
  readonly image: Image | null;
};

export type Collection = CollectionSummary & {
  readonly descriptionHtml: string;
  readonly seo: Seo;
  readonly list: ProductList;
};

/** One page of a list, with what it can be narrowed by. */
export type ProductList = {
  readonly products: readonly ProductSummary[];
  readonly filters: readonly Filter[];
  /** Cursors for `after` and `before`; null at an end. */
  readonly nextCursor: string | null;
  readonly previousCursor: string | null;
};

export type Filter = {
  readonly id: string;
  readonly label: string;
} & (
  | { readonly kind: "list"; readonly values: readonly FilterValue[] }
  /** The lowest and the highest price of the unfiltered list, where Shopify tells it. */
  | { readonly kind: "price"; readonly range: { readonly min: number; readonly max: number } | null }
);

export type FilterValue = {
  readonly label: string;
  readonly count: number;
  readonly color: string | null;
  readonly choice: FilterChoice;
};

/** One thing a list is narrowed by. Prices are whole or decimal amounts in the locale's currency, as shoppers type them. */
export type FilterChoice =
  | { readonly kind: "available"; readonly available: boolean }
  | { readonly kind: "option"; readonly name: string; readonly value: string }
  | { readonly kind: "type"; readonly value: string }
  | { readonly kind: "vendor"; readonly value: string }
  | { readonly kind: "tag"; readonly value: string }
  | { readonly kind: "price"; readonly min: number | null; readonly max: number | null };

export const collectionSorts = {
  featured: { sortKey: "COLLECTION_DEFAULT", reverse: false },
  "best-selling": { sortKey: "BEST_SELLING", reverse: false },
  newest: { sortKey: "CREATED", reverse: true },
  "price-ascending": { sortKey: "PRICE", reverse: false },
  "price-descending": { sortKey: "PRICE", reverse: true },
  title: { sortKey: "TITLE", reverse: false },
} as const;
export type CollectionSort = keyof typeof collectionSorts;

/** Which part of a list is wanted. At most one cursor. */
export type PageWanted = {
  readonly size: number;
  readonly after?: string | undefined;
  readonly before?: string | undefined;
};

/** The `first`/`after` or `last`/`before` of a connection. */
export function toConnectionVariables({ size, after, before }: PageWanted) {
  return before === undefined ? { first: size, after: after ?? null } : { last: size, before };
}

/** Shopify's `ProductFilter`. */
export function toProductFilter(choice: FilterChoice): Record<string, unknown> {
  switch (choice.kind) {
    case "available":
      return { available: choice.available };
    case "option":
      return { variantOption: { name: choice.name, value: choice.value } };
    case "type":
      return { productType: choice.value };
    case "vendor":
      return { productVendor: choice.value };
    case "tag":
      return { tag: choice.value };
    case "price":
      return {
        price: {
          ...(choice.min !== null && { min: choice.min }),
          ...(choice.max !== null && { max: choice.max }),
        },
      };
  }
}

export type SearchResults = ProductList & { readonly totalCount: number };
