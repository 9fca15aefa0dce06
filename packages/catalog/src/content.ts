import type { Seo } from "./product.ts";

export type ContentPage = {
  readonly handle: string;
  readonly title: string;
  readonly bodyHtml: string;
  readonly seo: Seo;
  readonly updatedAt: string;
};

export type Policy = { readonly handle: string; readonly title: string; readonly bodyHtml: string };

/** `path` is the path in the shop, without a locale: "/collections/lamps". */
export type MenuItem = {
  readonly id: string;
  readonly title: string;
  readonly path: string;
  readonly items: readonly Omit<MenuItem, "items">[];
};

export type Shop = { readonly name: string; readonly description: string | null };
