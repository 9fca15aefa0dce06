import { plain, type ResolverMap } from "./resolver-map.ts";

const money: ResolverMap = { MoneyV2: plain("amount", "currencyCode") };

/** Every part of the schema that the stand-in implements. A part is added here, in one line. */
export const resolverMaps: readonly ResolverMap[] = [money];
