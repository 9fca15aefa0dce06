import {
  GraphQLError,
  type GraphQLFieldResolver,
  type GraphQLSchema,
  isAbstractType,
  isObjectType,
} from "graphql";

/** Type → field → resolver. Parents and arguments have whatever shape the schema and the parent's resolver give them. */
export type Resolvers = {
  readonly [type: string]: {
    readonly [field: string]: (parent: never, args: never, context: never, info: never) => unknown;
  };
};

type Resolve = GraphQLFieldResolver<unknown, unknown>;

/**
 * Makes a published schema answer with the given resolvers; every other field is answered by `otherwise`. Throws when a
 * resolver is for a field the schema does not have, or two maps answer one field.
 */
export function answerWith(
  schema: GraphQLSchema,
  maps: readonly Resolvers[],
  otherwise: Resolve,
): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap())) {
    if (type.name.startsWith("__")) continue;
    if (isAbstractType(type))
      type.resolveType = ({ __typename: name }: { readonly __typename?: string }) => name;
    if (isObjectType(type)) for (const field of Object.values(type.getFields())) field.resolve = otherwise;
  }
  for (const map of maps) attach(schema, map, otherwise);
  return schema;
}

function attach(schema: GraphQLSchema, map: Resolvers, otherwise: Resolve): void {
  for (const [typeName, fields] of Object.entries(map)) {
    const type = schema.getType(typeName);
    if (!isObjectType(type)) throw new Error(`The published schema has no object type "${typeName}"`);
    for (const [fieldName, resolve] of Object.entries(fields)) {
      const field = type.getFields()[fieldName];
      if (!field) throw new Error(`The published schema has no field ${typeName}.${fieldName}`);
      if (field.resolve !== otherwise) throw new Error(`${typeName}.${fieldName} has two resolvers`);
      field.resolve = resolve as unknown as Resolve;
    }
  }
}

/** Answers with an error that names the field. */
export const notImplemented: Resolve = (_parent, _args, _context, { parentType, fieldName }) => {
  const field = `${parentType.name}.${fieldName}`;
  throw new GraphQLError(`The sandbox does not implement ${field}`, {
    extensions: { code: "SANDBOX_NOT_IMPLEMENTED", field },
  });
};
