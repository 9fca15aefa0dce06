import type { ImageDocument, Texts } from "../../model.ts";
import { shelfOf } from "../catalogue/shelf.ts";
import { dateTime, type StorefrontContext, textIn } from "../context.ts";
import { plain, type ResolverMap, typed } from "../resolver-map.ts";
import { articlesOf } from "./content.ts";
import { imageAddress } from "./image.ts";

type Entry = {
  readonly handle: string;
  readonly updatedAt: string;
  readonly title: Texts | null;
  readonly image: ImageDocument | null;
};
type Sitemap = { readonly entries: readonly Entry[] };

const pageSize = 250;

function entriesOf(type: string, context: StorefrontContext): readonly Entry[] {
  const { catalogue } = context;
  switch (type) {
    case "PRODUCT":
      return shelfOf(catalogue, context.currency).products.map(({ images: [image], ...product }) => ({
        ...product,
        image: image ?? null,
      }));
    case "COLLECTION":
      return catalogue.collections;
    case "PAGE":
      return catalogue.pages.map((page) => ({ ...page, image: null }));
    case "ARTICLE":
      return articlesOf(context).map((article) => ({ ...article, updatedAt: article.publishedAt }));
    default:
      // The shop has no metaobjects, and blogs are listed by their articles.
      return [];
  }
}

function resources({ entries }: Sitemap, { page }: { page: number }) {
  const from = (Math.max(1, page) - 1) * pageSize;
  return {
    items: entries.slice(from, from + pageSize).map((entry) => typed("SitemapResource", entry)),
    hasNextPage: entries.length > from + pageSize,
  };
}

const updatedAt = (entry: Entry) => dateTime(entry.updatedAt);

export const sitemapResolvers: ResolverMap = {
  QueryRoot: {
    sitemap: (_root: unknown, { type }: { type: string }, context: StorefrontContext): Sitemap => ({
      entries: entriesOf(type, context),
    }),
  },
  Sitemap: {
    pagesCount: ({ entries }: Sitemap) => ({
      count: Math.ceil(entries.length / pageSize),
      precision: "EXACT",
    }),
    resources,
  },
  PaginatedSitemapResources: plain("items", "hasNextPage"),
  SitemapResource: {
    updatedAt,
    title: ({ title }: Entry, _args: object, context: StorefrontContext) => title && textIn(title, context),
    image: ({ image, updatedAt: date }: Entry, _args: object, context: StorefrontContext) =>
      image && {
        alt: textIn(image.alt, context),
        filepath: new URL(imageAddress(image, context)).pathname,
        updatedAt: dateTime(date),
      },
    ...plain("handle"),
  },
  SitemapResourceMetaobject: { updatedAt, ...plain("handle", "type") },
  SitemapImage: plain("alt", "filepath", "updatedAt"),
};
