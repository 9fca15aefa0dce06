import type { GraphQLResolveInfo } from "graphql";
import type { StorefrontContext } from "./context.ts";

/** Answers one field. Parents and arguments have whatever shape the schema and the parent's resolver give them. */
export type FieldResolver = (
  parent: never,
  args: never,
  context: StorefrontContext,
  info: GraphQLResolveInfo,
) => unknown;

/** Type → field → resolver. A field of the schema that no map names answers with an error which names it. */
export type ResolverMap = { readonly [type: string]: { readonly [field: string]: FieldResolver } };

/** Fields that are read from the parent by their own name. */
export function plain(...names: readonly string[]): { readonly [field: string]: FieldResolver } {
  return Object.fromEntries(
    names.map((name) => [name, (parent: { readonly [field: string]: unknown }) => parent[name] ?? null]),
  );
}

/** A document that says its type, for fields of an interface or union. */
export function typed<Document extends object>(
  __typename: string,
  document: Document,
): Document & { readonly __typename: string } {
  return { ...document, __typename };
}
