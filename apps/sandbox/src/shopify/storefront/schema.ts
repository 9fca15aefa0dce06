import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import {
  buildClientSchema,
  extendSchema,
  GraphQLError,
  type GraphQLFieldResolver,
  type GraphQLObjectType,
  type GraphQLSchema,
  type IntrospectionQuery,
  isAbstractType,
  isObjectType,
  parse,
} from "graphql";
import type { StorefrontContext } from "./context.ts";
import type { ResolverMap } from "./resolver-map.ts";

type Resolve = GraphQLFieldResolver<unknown, StorefrontContext>;

// The snapshot in hydrogen-react 2026.4.4 is older than this field, which `@shopify/dev-mcp` and a real store have.
const publishedSince = parse(`extend type Metafield {
  "Whether the type is a list."
  list: Boolean!
}`);

/**
 * The published Storefront schema 2026-04, whole, answering with the given resolvers. A field without one answers with
 * an error that names it. Throws when a resolver is for a field the schema does not have, or two maps answer one field.
 */
export function storefrontSchema(maps: readonly ResolverMap[]): GraphQLSchema {
  const schema = extendSchema(buildClientSchema(readIntrospection()), publishedSince);
  for (const type of Object.values(schema.getTypeMap())) {
    if (type.name.startsWith("__")) continue;
    if (isObjectType(type)) refuseEveryField(type);
    if (isAbstractType(type))
      type.resolveType = ({ __typename: name }: { readonly __typename?: string }) => name;
  }
  for (const map of maps) attach(schema, map);
  return schema;
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

function refuseEveryField(type: GraphQLObjectType): void {
  for (const field of Object.values(type.getFields())) field.resolve = notImplemented;
}

const notImplemented: Resolve = (_parent, _args, _context, { parentType, fieldName }) => {
  throw new GraphQLError(`The sandbox does not implement ${parentType.name}.${fieldName}`, {
    extensions: { code: "SANDBOX_NOT_IMPLEMENTED", field: `${parentType.name}.${fieldName}` },
  });
};

function attach(schema: GraphQLSchema, map: ResolverMap): void {
  for (const [typeName, fields] of Object.entries(map)) {
    const type = schema.getType(typeName);
    if (!isObjectType(type)) throw new Error(`The Storefront schema has no object type "${typeName}"`);
    for (const [fieldName, resolve] of Object.entries(fields)) {
      const field = type.getFields()[fieldName];
      if (!field) throw new Error(`The Storefront schema has no field ${typeName}.${fieldName}`);
      if (field.resolve !== notImplemented) throw new Error(`${typeName}.${fieldName} has two resolvers`);
      field.resolve = resolve as Resolve;
    }
  }
}
