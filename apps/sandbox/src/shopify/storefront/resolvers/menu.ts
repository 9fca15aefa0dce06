import { gid } from "../../gid.ts";
import type { MenuDocument, MenuItemDocument } from "../../model.ts";
import { type StorefrontContext, textIn } from "../context.ts";
import { plain, type ResolverMap, typed } from "../resolver-map.ts";
import { policyAddress } from "./shop.ts";

type Target = MenuItemDocument["target"];

/** What a menu item leads to, as a document that says its type; null for a plain address or one that is gone. */
function resourceOf(target: Target, { catalogue }: StorefrontContext) {
  if (target.kind === "path") return null;
  const found = {
    collection: () => wrap("Collection", catalogue.collectionByHandle(target.handle)),
    product: () => wrap("Product", catalogue.productByHandle(target.handle)),
    page: () =>
      wrap(
        "Page",
        catalogue.pages.find(({ handle }) => handle === target.handle),
      ),
    policy: () =>
      wrap(
        "ShopPolicy",
        catalogue.shop.policies.find(({ handle }) => handle === target.handle),
      ),
  };
  return found[target.kind]();
}

function wrap(type: string, document: { readonly id: string } | undefined) {
  return document ? typed(type, document) : null;
}

const folders = { collection: "collections", product: "products", page: "pages" } as const;

function addressOf(target: Target, context: StorefrontContext): string {
  if (target.kind === "path") return new URL(target.path, context.origin).href;
  if (target.kind === "policy") return policyAddress(target, context);
  return `${context.origin}/${folders[target.kind]}/${target.handle}`;
}

function typeOf(target: Target): string {
  switch (target.kind) {
    case "collection":
    case "product":
    case "page":
      return target.kind.toUpperCase();
    case "policy":
      return "SHOP_POLICY";
    case "path":
      return pathTypes[target.path] ?? "HTTP";
  }
}

const pathTypes: Readonly<Record<string, string>> = {
  "/": "FRONTPAGE",
  "/collections": "COLLECTIONS",
  "/collections/all": "CATALOG",
  "/search": "SEARCH",
};

const title = (document: Pick<MenuDocument, "title">, _args: object, context: StorefrontContext) =>
  textIn(document.title, context);

function count(items: readonly MenuItemDocument[]): number {
  return items.reduce((total, item) => total + 1 + count(item.items), 0);
}

export const menuResolvers: ResolverMap = {
  QueryRoot: {
    menu: (_root: unknown, { handle }: { handle: string }, { catalogue }: StorefrontContext) =>
      catalogue.menus.find((menu) => menu.handle === handle) ?? null,
  },
  Menu: {
    id: ({ id }: MenuDocument) => gid("Menu", id),
    title,
    itemsCount: ({ items }: MenuDocument) => count(items),
    ...plain("handle", "items"),
  },
  MenuItem: {
    id: ({ id }: MenuItemDocument) => gid("MenuItem", id),
    title,
    type: ({ target }: MenuItemDocument) => typeOf(target),
    url: ({ target }: MenuItemDocument, _args: object, context: StorefrontContext) =>
      addressOf(target, context),
    resource: ({ target }: MenuItemDocument, _args: object, context: StorefrontContext) =>
      resourceOf(target, context),
    resourceId: ({ target }: MenuItemDocument, _args: object, context: StorefrontContext) => {
      const resource = resourceOf(target, context);
      if (!resource) return null;
      const { __typename: type, id } = resource;
      return gid(type, id);
    },
    // A menu item filters a collection by tags only where a merchant chose some; here none can be.
    tags: () => [],
    ...plain("items"),
  },
};
