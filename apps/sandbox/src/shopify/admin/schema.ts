import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";
import {
  buildClientSchema,
  type GraphQLFieldResolver,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  type IntrospectionQuery,
} from "graphql";
import type { SandboxContext } from "../../context.ts";
import { answerWith, notImplemented } from "../graphql/published-schema.ts";

/** Answers one field. Parents and arguments have whatever shape the schema and the parent's resolver give them. */
export type AdminResolver = (
  parent: never,
  args: never,
  context: SandboxContext,
  info: GraphQLResolveInfo,
) => unknown;
export type AdminResolvers = { readonly [type: string]: { readonly [field: string]: AdminResolver } };

/**
 * The published Admin schema 2026-04, whole. A field that no resolver answers and the parent does not carry gives an
 * error that names it.
 */
export function adminSchema(resolvers: AdminResolvers): GraphQLSchema {
  return answerWith(
    buildClientSchema(readIntrospection(), { assumeValid: true }),
    [resolvers],
    carriedByParent,
  );
}

function readIntrospection(): IntrospectionQuery {
  const main = fileURLToPath(import.meta.resolve("@shopify/dev-mcp"));
  const file = `${main.slice(0, main.lastIndexOf("/dist/") + 6)}data/admin_2026-04.json.gz`;
  return (JSON.parse(gunzipSync(readFileSync(file)).toString("utf8")) as { data: IntrospectionQuery }).data;
}

const carriedByParent: GraphQLFieldResolver<unknown, unknown> = (parent, args, context, info) =>
  typeof parent === "object" && parent !== null && info.fieldName in parent
    ? (parent as Record<string, unknown>)[info.fieldName]
    : notImplemented(parent, args, context, info);
