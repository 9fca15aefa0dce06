import type { ResolverMap } from "../resolver-map.ts";
import { cartResolvers } from "./resolvers/cart.ts";
import { deliveryResolvers } from "./resolvers/delivery.ts";
import { discountResolvers } from "./resolvers/discount.ts";
import { lineResolvers } from "./resolvers/line.ts";
import { cartMetafieldMutations } from "./resolvers/metafield-mutations.ts";
import { cartMutations } from "./resolvers/mutations.ts";

/** The whole cart family. */
export const cartResolverMaps: readonly ResolverMap[] = [
  cartResolvers,
  cartMutations,
  cartMetafieldMutations,
  deliveryResolvers,
  discountResolvers,
  lineResolvers,
];
