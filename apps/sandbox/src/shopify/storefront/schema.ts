import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { buildClientSchema, extendSchema, type GraphQLSchema, type IntrospectionQuery, parse } from "graphql";
import { answerWith, notImplemented } from "../graphql/published-schema.ts";
import type { ResolverMap } from "./resolver-map.ts";

// The snapshot in hydrogen-react 2026.4.4 is older than this field, which `@shopify/dev-mcp` and a real store have.
const publishedSince = parse(`extend type Metafield {
  "Whether the type is a list."
  list: Boolean!
}`);

/** The published Storefront schema 2026-04, whole. A field without a resolver answers with an error that names it. */
export function storefrontSchema(maps: readonly ResolverMap[]): GraphQLSchema {
  return answerWith(
    extendSchema(buildClientSchema(readIntrospection()), publishedSince),
    maps,
    notImplemented,
  );
}

/** "Type.field" of every field that has a resolver, sorted. */
export function implementedFields(maps: readonly ResolverMap[]): readonly string[] {
  return maps
    .flatMap((map) =>
      Object.entries(map).flatMap(([type, fields]) => Object.keys(fields).map((field) => `${type}.${field}`)),
    )
    .sort();
}

function readIntrospection(): IntrospectionQuery {
  const file = fileURLToPath(import.meta.resolve("@shopify/hydrogen-react/storefront.schema.json"));
  return JSON.parse(readFileSync(file, "utf8")) as IntrospectionQuery;
}
