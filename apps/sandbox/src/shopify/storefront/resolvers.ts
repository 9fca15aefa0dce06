import type { ResolverMap } from "./resolver-map.ts";
import { cartResolverMaps } from "./cart/resolver-maps.ts";
import { customerResolvers } from "./customer/resolvers.ts";
import { catalogueQueries } from "./resolvers/catalogue-queries.ts";
import { collectionResolvers } from "./resolvers/collection.ts";
import { connectionResolvers } from "./resolvers/connections.ts";
import { contentResolvers } from "./resolvers/content.ts";
import { imageResolvers } from "./resolvers/image.ts";
import { menuResolvers } from "./resolvers/menu.ts";
import { metafieldResolvers } from "./resolvers/metafield.ts";
import { nodeResolvers } from "./resolvers/node.ts";
import { productResolvers } from "./resolvers/product.ts";
import { searchResolvers } from "./resolvers/search.ts";
import { shopResolvers } from "./resolvers/shop.ts";
import { sitemapResolvers } from "./resolvers/sitemap.ts";
import { variantResolvers } from "./resolvers/variant.ts";

/** Every part of the schema that the stand-in implements. A part is added here, in one line. */
export const resolverMaps: readonly ResolverMap[] = [
  ...cartResolverMaps,
  catalogueQueries,
  collectionResolvers,
  connectionResolvers,
  contentResolvers,
  customerResolvers,
  imageResolvers,
  menuResolvers,
  metafieldResolvers,
  nodeResolvers,
  productResolvers,
  searchResolvers,
  shopResolvers,
  sitemapResolvers,
  variantResolvers,
];
