import { plain, type ResolverMap } from "../resolver-map.ts";

const connections = [
  "Product",
  "ProductVariant",
  "Collection",
  "Page",
  "Blog",
  "Article",
  "Image",
  "Media",
  "String",
  "ProductVariantComponent",
  "QuantityPriceBreak",
  "SellingPlanAllocation",
  "SellingPlanGroup",
  "StoreAvailability",
];

/** The connection and edge types, all of one shape. */
export const connectionResolvers: ResolverMap = {
  ...Object.fromEntries(
    connections.flatMap((type) => [
      [`${type}Connection`, plain("edges", "nodes", "pageInfo")],
      [`${type}Edge`, plain("cursor", "node")],
    ]),
  ),
  ProductConnection: plain("edges", "nodes", "pageInfo", "filters"),
  SearchResultItemConnection: plain("edges", "nodes", "pageInfo", "productFilters", "totalCount"),
  SearchResultItemEdge: plain("cursor", "node"),
  UrlRedirectConnection: plain("edges", "nodes", "pageInfo"),
  UrlRedirectEdge: plain("cursor", "node"),
  MetafieldReferenceConnection: plain("edges", "nodes", "pageInfo"),
  PageInfo: plain("hasNextPage", "hasPreviousPage", "startCursor", "endCursor"),
  MoneyV2: plain("amount", "currencyCode"),
  SEO: plain("title", "description"),
  Count: plain("count", "precision"),
};
