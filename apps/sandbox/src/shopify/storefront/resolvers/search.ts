import { GraphQLError } from "graphql";
import type { ArticleDocument, CollectionDocument, PageDocument, ProductDocument } from "../../model.ts";
import { kinds } from "../../model.ts";
import { shelfOf } from "../catalogue/shelf.ts";
import { type ConnectionArguments, connectionOf, type Ordering } from "../connection.ts";
import { productTypeIn, type StorefrontContext, textIn } from "../context.ts";
import { facetsOf } from "../product-facets.ts";
import { passes, type ProductFilter } from "../product-filter.ts";
import { plain, type ResolverMap, typed } from "../resolver-map.ts";
import { type Matcher, matcher } from "../relevance.ts";
import { wordsOf } from "../search-query.ts";
import { plainText } from "../text.ts";

type SearchArguments = ConnectionArguments & {
  readonly query: string;
  readonly prefix?: string | null;
  readonly productFilters?: readonly ProductFilter[] | null;
  readonly sortKey?: string | null;
  readonly types?: readonly string[] | null;
  readonly unavailableProducts?: string | null;
};
type PredictiveArguments = {
  readonly query: string;
  readonly limit?: number | null;
  readonly limitScope?: string | null;
  readonly types?: readonly string[] | null;
  readonly searchableFields?: readonly string[] | null;
  readonly unavailableProducts?: string | null;
};
type Found<Item> = { readonly item: Item; readonly score: number };
type Hit = {
  readonly __typename: string;
  readonly id: string;
  readonly score: number;
  readonly price: number;
};

/** Where a product is looked for, with the weight of a hit there; the names are those of `SearchableField`. */
function productTexts(
  product: ProductDocument,
  context: StorefrontContext,
): Readonly<Record<string, { readonly text: string; readonly weight: number }>> {
  const variants = shelfOf(context.catalogue, context.currency).variantsOf(product.id);
  const values = product.options.flatMap(({ values }) => values.map(({ name }) => textIn(name, context)));
  return {
    TITLE: { text: textIn(product.title, context), weight: 10 },
    PRODUCT_TYPE: { text: productTypeIn(product, context), weight: 5 },
    VENDOR: { text: product.vendor, weight: 4 },
    TAG: { text: product.tags.join(" "), weight: 4 },
    VARIANTS_TITLE: { text: values.join(" "), weight: 3 },
    VARIANTS_SKU: { text: variants.map(({ sku }) => sku ?? "").join(" "), weight: 3 },
    VARIANTS_BARCODE: { text: variants.map(({ barcode }) => barcode ?? "").join(" "), weight: 3 },
    BODY: { text: plainText(textIn(product.descriptionHtml, context)), weight: 1 },
  };
}

function findProducts(
  match: Matcher,
  context: StorefrontContext,
  {
    fields,
    unavailable,
  }: { fields?: readonly string[] | null | undefined; unavailable?: string | null | undefined },
): readonly Found<ProductDocument>[] {
  const shelf = shelfOf(context.catalogue, context.currency);
  return shelf.products.flatMap((item) => {
    if (unavailable === "HIDE" && !shelf.isAvailable(item.id)) return [];
    const texts = Object.entries(productTexts(item, context)).filter(
      ([name]) => !fields || fields.includes(name),
    );
    const score = match(texts.map(([, text]) => text));
    const sunk = unavailable === "LAST" && !shelf.isAvailable(item.id) ? score / 1_000 : score;
    return score > 0 ? [{ item, score: sunk }] : [];
  });
}

function findPages(match: Matcher, context: StorefrontContext): readonly Found<PageDocument>[] {
  return context.catalogue.pages.flatMap((item) => {
    const score = match([
      { text: textIn(item.title, context), weight: 10 },
      { text: plainText(textIn(item.bodyHtml, context)), weight: 1 },
    ]);
    return score > 0 ? [{ item, score }] : [];
  });
}

function findArticles(match: Matcher, context: StorefrontContext): readonly Found<ArticleDocument>[] {
  return context.store
    .collection<ArticleDocument>(kinds.article)
    .all()
    .flatMap((item) => {
      const score = match([
        { text: textIn(item.title, context), weight: 10 },
        { text: [item.author, ...item.tags].join(" "), weight: 3 },
        { text: plainText(textIn(item.contentHtml, context)), weight: 1 },
      ]);
      return score > 0 ? [{ item, score }] : [];
    });
}

function findCollections(match: Matcher, context: StorefrontContext): readonly Found<CollectionDocument>[] {
  return context.catalogue.collections.flatMap((item) => {
    const score = match([{ text: textIn(item.title, context), weight: 10 }]);
    return score > 0 ? [{ item, score }] : [];
  });
}

function search(_root: unknown, args: SearchArguments, context: StorefrontContext) {
  const types = args.types ?? ["PRODUCT", "PAGE", "ARTICLE"];
  const match = matcher(args.query, { prefix: args.prefix === "LAST" ? "last" : "none" });
  const products = types.includes("PRODUCT")
    ? findProducts(match, context, { unavailable: args.unavailableProducts })
    : [];
  const chosen = args.productFilters ?? [];
  const shelf = shelfOf(context.catalogue, context.currency);
  const passing = passes(chosen, context);
  const tracking = (index: number) =>
    new URLSearchParams({ _pos: String(index + 1), _q: args.query }).toString();
  const hits: Hit[] = [
    ...products
      .filter(({ item }) => passing(item))
      .map(({ item, score }, index) => ({
        ...typed("Product", item),
        trackingParameters: tracking(index),
        score,
        price: shelf.priceRange(item.id).min,
      })),
    ...(types.includes("PAGE") ? findPages(match, context) : []).map((found, index) =>
      hitOf("Page", found, tracking(index)),
    ),
    ...(types.includes("ARTICLE") ? findArticles(match, context) : []).map((found, index) =>
      hitOf("Article", found, tracking(index)),
    ),
  ];
  return {
    ...connectionOf(hits, searchOrdering(args.sortKey), args),
    totalCount: hits.length,
    get productFilters() {
      return facetsOf(
        products.map(({ item }) => item),
        chosen,
        context,
      );
    },
  };
}

function hitOf<Item extends { readonly id: string }>(
  type: string,
  { item, score }: Found<Item>,
  trackingParameters: string,
): Hit & Item {
  return { ...typed(type, item), trackingParameters, score, price: 0 };
}

function searchOrdering(sortKey: string | null | undefined): Ordering<Hit> {
  const id = (hit: Hit) => hit.id;
  return sortKey === "PRICE" ? { by: ({ price }) => [price], id } : { by: ({ score }) => [-score], id };
}

const defaultFields = ["TITLE", "PRODUCT_TYPE", "VARIANTS_TITLE", "VENDOR"];

function predictiveSearch(_root: unknown, args: PredictiveArguments, context: StorefrontContext) {
  const limit = args.limit ?? 10;
  if (limit < 1 || limit > 10) throw new GraphQLError("limit must be between 1 and 10");
  const types = args.types ?? ["ARTICLE", "COLLECTION", "PAGE", "PRODUCT", "QUERY"];
  const match = matcher(args.query, { prefix: "last" });
  const wanted = <Item>(type: string, find: () => readonly Found<Item>[]): readonly Item[] =>
    types.includes(type)
      ? find()
          .toSorted((one, other) => other.score - one.score)
          .map(({ item }) => item)
      : [];
  const products = wanted("PRODUCT", () =>
    findProducts(match, context, {
      fields: args.searchableFields ?? defaultFields,
      unavailable: args.unavailableProducts ?? "LAST",
    }),
  );
  const found = {
    products,
    collections: wanted("COLLECTION", () => findCollections(match, context)),
    pages: wanted("PAGE", () => findPages(match, context)),
    articles: wanted("ARTICLE", () => findArticles(match, context)),
    queries: types.includes("QUERY") ? suggestions(args.query, products, context) : [],
  };
  return limited(found, limit, args.limitScope ?? "ALL");
}

/** ALL shares the limit among the kinds, in their order; EACH gives it to each. */
function limited(
  lists: Readonly<Record<string, readonly unknown[]>>,
  limit: number,
  scope: string,
): Record<string, readonly unknown[]> {
  let left = limit;
  return Object.fromEntries(
    Object.entries(lists).map(([name, list]) => {
      const kept = list.slice(0, scope === "EACH" ? limit : left);
      left -= kept.length;
      return [name, kept];
    }),
  );
}

/** Words of the titles found that continue what was typed. */
function suggestions(query: string, products: readonly ProductDocument[], context: StorefrontContext) {
  const typedWord = wordsOf(query).at(-1);
  if (!typedWord) return [];
  const words = products.flatMap(({ title }) => wordsOf(textIn(title, context)));
  return [...new Set(words)]
    .filter((word) => word.startsWith(typedWord))
    .map((text) => ({
      text,
      styledText: `<mark>${typedWord}</mark>${text.slice(typedWord.length)}`,
      trackingParameters: new URLSearchParams({ _q: query }).toString(),
    }));
}

export const searchResolvers: ResolverMap = {
  QueryRoot: { search, predictiveSearch },
  PredictiveSearchResult: plain("products", "collections", "pages", "articles", "queries"),
  SearchQuerySuggestion: plain("text", "styledText", "trackingParameters"),
};
