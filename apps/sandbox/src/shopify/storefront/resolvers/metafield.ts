import { GraphQLError } from "graphql";
import { gid } from "../../gid.ts";
import type { MetafieldDocument } from "../../model.ts";
import { dateTime, type StorefrontContext, textIn } from "../context.ts";
import { type FieldResolver, plain, type ResolverMap } from "../resolver-map.ts";

type Identifier = { readonly key: string; readonly namespace?: string | null };
type Owner = { readonly metafields?: readonly MetafieldDocument[] };
/** Those of the catalogue came with it and were not changed since. */
type DatedMetafield = MetafieldDocument & { readonly createdAt?: string };
type OwnedMetafield = MetafieldDocument & { readonly owner: object };

const limit = 250;

/** `metafield` and `metafields` of a type whose documents hold metafields; `ownerType` is its name in the schema. */
export function metafieldsOf(ownerType: string): Readonly<Record<string, FieldResolver>> {
  const find = (owner: Owner, { key, namespace }: Identifier): OwnedMetafield | null => {
    const found = owner.metafields?.find(
      (each) => each.key === key && each.namespace === (namespace ?? "app"),
    );
    return found ? { ...found, owner: { ...owner, __typename: ownerType } } : null;
  };
  return {
    metafield: (owner: Owner, identifier: Identifier) => find(owner, identifier),
    metafields: (owner: Owner, { identifiers }: { identifiers: readonly Identifier[] }) => {
      if (identifiers.length > limit) throw new GraphQLError(`identifiers cannot exceed ${limit}`);
      return identifiers.map((identifier) => find(owner, identifier));
    },
  };
}

export const metafieldResolvers: ResolverMap = {
  Metafield: {
    id: ({ id }: MetafieldDocument) => gid("Metafield", id),
    value: ({ value }: MetafieldDocument, _args: object, context: StorefrontContext) =>
      textIn(value, context),
    list: ({ type }: MetafieldDocument) => type.startsWith("list."),
    createdAt: ({ createdAt, updatedAt }: DatedMetafield) => dateTime(createdAt ?? updatedAt),
    updatedAt: ({ updatedAt }: MetafieldDocument) => dateTime(updatedAt),
    parentResource: ({ owner }: OwnedMetafield) => owner,
    ...plain("namespace", "key", "type"),
  },
};
