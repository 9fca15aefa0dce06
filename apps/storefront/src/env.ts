import { monthlyVersion, origin, postgresUrl, readEnvironment, secret } from "@evertill/environment";
import { z } from "zod";

const schema = z.object({
  PUBLIC_ORIGIN: origin("https://shop.example"),
  CHECKOUT_ORIGIN: origin("https://till.shop.example").optional(),
  SHOPIFY_STORE_URL: origin("https://your-shop.myshopify.com"),
  SHOPIFY_API_VERSION: monthlyVersion("2026-04"),
  SHOPIFY_STOREFRONT_PRIVATE_TOKEN: secret("shpat_0123456789abcdef"),
  HANDOFF_SECRET: secret("32 random bytes in hex"),
  REVALIDATE_SECRET: secret("32 random bytes in hex").optional(),
  RELEASE_ID: z.string().default("local").meta({ example: "2026-11-21-1" }),
});

/** Throws one error that lists every variable that is missing or wrong. */
export function readStorefrontEnvironment(variables: NodeJS.ProcessEnv = process.env) {
  const { CHECKOUT_ORIGIN, ...rest } = readEnvironment("The storefront", schema, { variables });
  return { ...rest, CHECKOUT_ORIGIN: CHECKOUT_ORIGIN ?? rest.PUBLIC_ORIGIN };
}

const cacheSchema = z.object({
  CACHE_DATABASE_URL: postgresUrl("postgres://cache@localhost/cache").optional(),
});

/** The settings of the shared caches, which Next loads apart from the app. */
export function readCacheEnvironment(variables: NodeJS.ProcessEnv = process.env) {
  const { CACHE_DATABASE_URL: url } = readEnvironment("The page cache", cacheSchema, { variables });
  return { url, isBuilding: variables["NEXT_PHASE"] === "phase-production-build" };
}
