import { gid, idOf } from "../../gid.ts";
import {
  type ArticleDocument,
  type BlogDocument,
  kinds,
  type PageDocument,
  type UrlRedirectDocument,
} from "../../model.ts";
import { type ConnectionArguments, connectionOf, type Ordering } from "../connection.ts";
import { dateTime, type StorefrontContext, textIn } from "../context.ts";
import { plain, type ResolverMap } from "../resolver-map.ts";
import { compareDate, matchesWhole, matchesWords, searchQuery } from "../search-query.ts";
import { plainText, truncate } from "../text.ts";
import { metafieldsOf } from "./metafield.ts";

type ByHandleOrId = { readonly handle?: string | null; readonly id?: string | null };
type ListArguments = ConnectionArguments & {
  readonly query?: string | null;
  readonly sortKey?: string | null;
};
type Titled = { readonly id: string; readonly title: PageDocument["title"]; readonly updatedAt?: string };

const title = (document: Pick<PageDocument, "title">, _args: object, context: StorefrontContext) =>
  textIn(document.title, context);
const seo = (document: Pick<PageDocument, "seo">, _args: object, context: StorefrontContext) => ({
  title: textIn(document.seo.title, context),
  description: textIn(document.seo.description, context),
});

export function findPage(
  { handle, id }: ByHandleOrId,
  { catalogue }: StorefrontContext,
): PageDocument | null {
  return (
    catalogue.pages.find((page) => (id == null ? page.handle === handle : page.id === idOf("Page", id))) ??
    null
  );
}

function findBlog({ handle, id }: ByHandleOrId, context: StorefrontContext): BlogDocument | null {
  return (
    blogsOf(context).find((blog) => (id == null ? blog.handle === handle : blog.id === idOf("Blog", id))) ??
    null
  );
}

function blogsOf({ store }: StorefrontContext): readonly BlogDocument[] {
  return store.collection<BlogDocument>(kinds.blog).all();
}

export function articlesOf({ store }: StorefrontContext, blog?: BlogDocument): readonly ArticleDocument[] {
  const all = store.collection<ArticleDocument>(kinds.article).all();
  return blog ? all.filter(({ blogId }) => blogId === blog.id) : all;
}

function ordering<Item extends Titled>(
  sortKey: string | null | undefined,
  context: StorefrontContext,
): Ordering<Item> {
  const id = (item: Item) => item.id;
  if (sortKey === "TITLE") return { by: (item) => [textIn(item.title, context).toLowerCase()], id };
  if (sortKey === "UPDATED_AT") return { by: ({ updatedAt }) => [updatedAt ?? ""], id };
  return { by: () => [], id };
}

function pages(_root: unknown, args: ListArguments, context: StorefrontContext) {
  const now = context.now();
  const holds = searchQuery<PageDocument>(
    args.query ?? "",
    {
      created_at: ({ createdAt }, comparator, text) => compareDate(createdAt, comparator, text, now),
      handle: ({ handle }, _comparator, text) => matchesWhole(handle, text),
      title: (page, _comparator, text) => matchesWords(textIn(page.title, context), text),
      updated_at: ({ updatedAt }, comparator, text) => compareDate(updatedAt, comparator, text, now),
    },
    (page, text) => matchesWords(textIn(page.title, context), text),
  );
  return connectionOf(context.catalogue.pages.filter(holds), ordering(args.sortKey, context), args);
}

function blogs(_root: unknown, args: ListArguments, context: StorefrontContext) {
  const holds = searchQuery<BlogDocument>(
    args.query ?? "",
    {
      handle: ({ handle }, _comparator, text) => matchesWhole(handle, text),
      title: (blog, _comparator, text) => matchesWords(textIn(blog.title, context), text),
    },
    (blog, text) => matchesWords(textIn(blog.title, context), text),
  );
  return connectionOf(blogsOf(context).filter(holds), ordering(args.sortKey, context), args);
}

function articles(from: readonly ArticleDocument[], args: ListArguments, context: StorefrontContext) {
  const holds = searchQuery<ArticleDocument>(
    args.query ?? "",
    {
      author: ({ author }, _comparator, text) => matchesWords(author, text),
      tag: ({ tags }, _comparator, text) => tags.some((tag) => matchesWhole(tag, text)),
      tag_not: ({ tags }, _comparator, text) => !tags.some((tag) => matchesWhole(tag, text)),
    },
    (article, text) => matchesWords(textIn(article.title, context), text),
  );
  const id = (article: ArticleDocument) => article.id;
  const order: Ordering<ArticleDocument> =
    args.sortKey === "PUBLISHED_AT"
      ? { by: ({ publishedAt }) => [publishedAt], id }
      : ordering(args.sortKey, context);
  return connectionOf(from.filter(holds), order, args);
}

function urlRedirects(_root: unknown, args: ListArguments, { store }: StorefrontContext) {
  const holds = searchQuery<UrlRedirectDocument>(
    args.query ?? "",
    {
      path: ({ path }, _comparator, text) => matchesWhole(path, text),
      target: ({ target }, _comparator, text) => matchesWhole(target, text),
    },
    ({ path }, text) => matchesWhole(path, text),
  );
  const all = store.collection<UrlRedirectDocument>(kinds.urlRedirect).all();
  return connectionOf(all.filter(holds), { by: () => [], id: ({ id }) => id }, args);
}

const articleText = ({ contentHtml }: ArticleDocument, context: StorefrontContext) =>
  plainText(textIn(contentHtml, context));

export const contentResolvers: ResolverMap = {
  QueryRoot: {
    page: (_root: unknown, args: ByHandleOrId, context: StorefrontContext) => findPage(args, context),
    pageByHandle: (_root: unknown, args: ByHandleOrId, context: StorefrontContext) => findPage(args, context),
    pages,
    blog: (_root: unknown, args: ByHandleOrId, context: StorefrontContext) => findBlog(args, context),
    blogByHandle: (_root: unknown, args: ByHandleOrId, context: StorefrontContext) => findBlog(args, context),
    blogs,
    article: (_root: unknown, { id }: { id: string }, context: StorefrontContext) =>
      articlesOf(context).find((article) => article.id === idOf("Article", id)) ?? null,
    articles: (_root: unknown, args: ListArguments, context: StorefrontContext) =>
      articles(articlesOf(context), args, context),
    urlRedirects,
  },
  Page: {
    id: ({ id }: PageDocument) => gid("Page", id),
    title,
    body: ({ bodyHtml }: PageDocument, _args: object, context: StorefrontContext) =>
      textIn(bodyHtml, context),
    bodySummary: ({ bodyHtml }: PageDocument, _args: object, context: StorefrontContext) =>
      truncate(plainText(textIn(bodyHtml, context)), 150),
    seo,
    createdAt: ({ createdAt }: PageDocument) => dateTime(createdAt),
    updatedAt: ({ updatedAt }: PageDocument) => dateTime(updatedAt),
    ...plain("handle", "trackingParameters"),
    ...metafieldsOf("Page"),
  },
  Blog: {
    id: ({ id }: BlogDocument) => gid("Blog", id),
    title,
    seo,
    articles: (blog: BlogDocument, args: ListArguments, context: StorefrontContext) =>
      articles(articlesOf(context, blog), args, context),
    articleByHandle: (blog: BlogDocument, { handle }: { handle: string }, context: StorefrontContext) =>
      articlesOf(context, blog).find((article) => article.handle === handle) ?? null,
    authors: (blog: BlogDocument, _args: object, context: StorefrontContext) =>
      [...new Set(articlesOf(context, blog).map(({ author }) => author))].map((name) => ({ name })),
    ...plain("handle"),
    ...metafieldsOf("Blog"),
  },
  Article: {
    id: ({ id }: ArticleDocument) => gid("Article", id),
    title,
    seo,
    blog: ({ blogId }: ArticleDocument, _args: object, { store }: StorefrontContext) =>
      store.collection<BlogDocument>(kinds.blog).get(blogId),
    author: ({ author }: ArticleDocument) => ({ name: author }),
    authorV2: ({ author }: ArticleDocument) => ({ name: author }),
    content: (
      article: ArticleDocument,
      { truncateAt }: { truncateAt?: number | null },
      context: StorefrontContext,
    ) => {
      const text = articleText(article, context);
      return truncateAt == null ? text : truncate(text, truncateAt);
    },
    contentHtml: ({ contentHtml }: ArticleDocument, _args: object, context: StorefrontContext) =>
      textIn(contentHtml, context),
    publishedAt: ({ publishedAt }: ArticleDocument) => dateTime(publishedAt),
    ...plain("handle", "image", "tags", "trackingParameters"),
    ...metafieldsOf("Article"),
  },
  ArticleAuthor: plain("name"),
  UrlRedirect: {
    id: ({ id }: UrlRedirectDocument) => gid("UrlRedirect", id),
    ...plain("path", "target"),
  },
};
