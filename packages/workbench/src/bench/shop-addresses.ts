import { askShop } from "./edit-price.ts";

const locales = ["en-gb", "de-de"] as const;
type Handles = { readonly nodes: readonly { readonly handle: string }[] };

/** Every product, collection and content page of the shop, and its front page, in both locales, as paths. */
export async function shopAddresses(shopUrl: string, token: string): Promise<string[]> {
  const { products, collections, pages } = (await askShop(
    shopUrl,
    token,
    `{ products(first: 250) { nodes { handle } } collections(first: 50) { nodes { handle } } pages(first: 50) { nodes { handle } } }`,
  )) as { products: Handles; collections: Handles; pages: Handles };
  return locales.flatMap((locale) => [
    `/${locale}`,
    `/${locale}/collections`,
    ...products.nodes.map(({ handle }) => `/${locale}/products/${handle}`),
    ...collections.nodes.map(({ handle }) => `/${locale}/collections/${handle}`),
    ...pages.nodes.map(({ handle }) => `/${locale}/pages/${handle}`),
  ]);
}
