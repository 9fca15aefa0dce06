import type { SelectedOption } from "@evertill/catalog";

/** Public paths of one locale. */
export const paths = {
  home: (locale: string) => `/${locale}`,
  product: (locale: string, handle: string, selection: readonly SelectedOption[] = []) =>
    withQuery(
      `/${locale}/products/${encodeURIComponent(handle)}`,
      selection.map(({ name, value }) => [name, value]),
    ),
  collection: (locale: string, handle: string) => `/${locale}/collections/${encodeURIComponent(handle)}`,
  collections: (locale: string) => `/${locale}/collections`,
  search: (locale: string) => `/${locale}/search`,
  page: (locale: string, handle: string) => `/${locale}/pages/${encodeURIComponent(handle)}`,
  policy: (locale: string, handle: string) => `/${locale}/policies/${encodeURIComponent(handle)}`,
  cart: (locale: string) => `/${locale}/cart`,
};

export function withQuery(path: string, query: readonly (readonly [string, string])[]): string {
  const search = new URLSearchParams(query.map(([name, value]) => [name, value])).toString();
  return search === "" ? path : `${path}?${search}`;
}
