import { GraphQLError } from "graphql";
import { parseGid } from "../../gid.ts";
import { kinds, type BlogDocument } from "../../model.ts";
import { shelfOf } from "../catalogue/shelf.ts";
import type { StorefrontContext } from "../context.ts";
import { type ResolverMap, typed } from "../resolver-map.ts";
import { articlesOf } from "./content.ts";

type Finder = (id: string, context: StorefrontContext) => object | undefined;

// Types that can be asked for by global id. Carts are not among them: their id is a secret that only `cart` takes.
const finders: Readonly<Record<string, Finder>> = {
  Product: (id, { catalogue, currency }) =>
    shelfOf(catalogue, currency).sells(id) ? catalogue.product(id) : undefined,
  ProductVariant: (id, { catalogue, currency }) => {
    const variant = catalogue.variant(id);
    return variant?.price[currency] === undefined ? undefined : variant;
  },
  Collection: (id, { catalogue }) => catalogue.collection(id),
  Page: (id, { catalogue }) => catalogue.pages.find((page) => page.id === id),
  Menu: (id, { catalogue }) => catalogue.menus.find((menu) => menu.id === id),
  Shop: (id, { catalogue }) => (catalogue.shop.id === id ? catalogue.shop : undefined),
  ShopPolicy: (id, { catalogue }) => catalogue.shop.policies.find((policy) => policy.id === id),
  Blog: (id, { store }) => store.collection<BlogDocument>(kinds.blog).get(id),
  Article: (id, context) => articlesOf(context).find((article) => article.id === id),
  MediaImage: (id, { catalogue }) =>
    catalogue.products.flatMap(({ images }) => images).find((image) => image.id === id),
};

function node(id: string, context: StorefrontContext): object | null {
  const parsed = parseGid(id);
  if (!parsed)
    throw new GraphQLError(`Invalid global id '${id}'`, {
      extensions: { code: "argumentLiteralsIncompatible" },
    });
  const find = finders[parsed.type];
  if (!find)
    throw new GraphQLError(`The sandbox does not implement QueryRoot.node for ${parsed.type}`, {
      extensions: { code: "SANDBOX_NOT_IMPLEMENTED", field: `QueryRoot.node(${parsed.type})` },
    });
  const found = find(parsed.id, context);
  return found ? typed(parsed.type, found) : null;
}

export const nodeResolvers: ResolverMap = {
  QueryRoot: {
    node: (_root: unknown, { id }: { id: string }, context: StorefrontContext) => node(id, context),
    nodes: (_root: unknown, { ids }: { ids: readonly string[] }, context: StorefrontContext) =>
      ids.map((id) => node(id, context)),
  },
};
