import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";
import {
  buildClientSchema,
  GraphQLError,
  type GraphQLFieldResolver,
  type GraphQLSchema,
  type IntrospectionQuery,
  isAbstractType,
  isObjectType,
} from "graphql";
import type { SandboxContext } from "../../context.ts";

/** Answers one field. Parents and arguments have whatever shape the schema and the parent's resolver give them. */
export type AdminResolver = (parent: never, args: never, context: SandboxContext) => unknown;
export type AdminResolvers = { readonly [type: string]: { readonly [field: string]: AdminResolver } };

/**
 * The published Admin schema 2026-04, whole. A field that no resolver answers and the parent does not carry gives an
 * error that names it. Throws when a resolver is for a field the schema does not have.
 */
export function adminSchema(resolvers: AdminResolvers): GraphQLSchema {
  const schema = buildClientSchema(readIntrospection(), { assumeValid: true });
  for (const type of Object.values(schema.getTypeMap())) {
    if (type.name.startsWith("__")) continue;
    if (isAbstractType(type))
      type.resolveType = ({ __typename }: { readonly __typename?: string }) => __typename;
    if (isObjectType(type))
      for (const field of Object.values(type.getFields())) field.resolve = carriedByParent;
  }
  for (const [typeName, fields] of Object.entries(resolvers)) {
    const type = schema.getType(typeName);
    if (!isObjectType(type)) throw new Error(`The Admin schema has no object type "${typeName}"`);
    for (const [fieldName, resolve] of Object.entries(fields)) {
      const field = type.getFields()[fieldName];
      if (!field) throw new Error(`The Admin schema has no field ${typeName}.${fieldName}`);
      field.resolve = resolve as unknown as GraphQLFieldResolver<unknown, SandboxContext>;
    }
  }
  return schema;
}

function readIntrospection(): IntrospectionQuery {
  const main = fileURLToPath(import.meta.resolve("@shopify/dev-mcp"));
  const file = `${main.slice(0, main.lastIndexOf("/dist/") + 6)}data/admin_2026-04.json.gz`;
  return (JSON.parse(gunzipSync(readFileSync(file)).toString("utf8")) as { data: IntrospectionQuery }).data;
}

const carriedByParent: GraphQLFieldResolver<unknown, SandboxContext> = (
  parent,
  _args,
  _context,
  { parentType, fieldName },
) => {
  if (typeof parent === "object" && parent !== null && fieldName in parent)
    return (parent as Record<string, unknown>)[fieldName];
  throw new GraphQLError(`The sandbox does not implement ${parentType.name}.${fieldName}`, {
    extensions: { code: "SANDBOX_NOT_IMPLEMENTED", field: `${parentType.name}.${fieldName}` },
  });
};
